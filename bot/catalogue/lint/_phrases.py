"""Example wordings: enough of them, in every register, and no two alike. Matches nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from rapidfuzz import fuzz

from bot.catalogue.lint._finding import WARNING, Finding, Look, of
from bot.catalogue.topics import REGISTERS
from bot.model.entry import Entry, Phrase

FEWEST, FEWEST_OF_REGISTER = 15, 2
MOST_ALIKE = 85  # token_sort_ratio, 0 to 100
WORD = re.compile(r"[^\W_]+")


def check(look: Look) -> Iterator[Finding]:
    """Yield a warning for each weakness."""
    first: dict[str, tuple[Entry, Phrase]] = {}
    for entry in look.catalogue.entries.values():
        yield from _counts(entry)
        yield from _copies(entry)
        for phrase in entry.phrases:
            other, before = first.setdefault(_sorted_words(phrase.text), (entry, phrase))
            if other is not entry:
                told = {"other": other.id, "file": other.file, "line": before.line}
                yield of(entry, WARNING, phrase.line, "phrase_elsewhere", text=phrase.text, **told)


def _counts(entry: Entry) -> Iterator[Finding]:
    counts = Counter(phrase.register for phrase in entry.phrases)
    if counts.total() < FEWEST:
        yield of(entry, WARNING, 0, "few_phrases", n=counts.total(), least=FEWEST)
    for register in REGISTERS:
        if counts[register] < FEWEST_OF_REGISTER:
            told = {"n": counts[register], "register": register, "least": FEWEST_OF_REGISTER}
            yield of(entry, WARNING, 0, "few_in_register", **told)


def _copies(entry: Entry) -> Iterator[Finding]:
    plain = [(_sorted_words(phrase.text), phrase) for phrase in entry.phrases]
    for (one, before), (other, phrase) in combinations(plain, 2):
        if fuzz.ratio(one, other, score_cutoff=MOST_ALIKE) > MOST_ALIKE:
            told = {"text": phrase.text, "line": before.line, "before": before.text}
            yield of(entry, WARNING, phrase.line, "phrase_alike", **told)


def _sorted_words(text: str) -> str:
    return " ".join(sorted(WORD.findall(text.lower())))
