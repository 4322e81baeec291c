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
                where = f"{other.file}:{before.line}"
                what = (
                    f"`{phrase.text}` stands also in {other.id} ({where}); keep it where it belongs"
                )
                yield of(entry, WARNING, what, phrase.line)


def _counts(entry: Entry) -> Iterator[Finding]:
    counts = Counter(phrase.register for phrase in entry.phrases)
    if counts.total() < FEWEST:
        yield of(entry, WARNING, f"{counts.total()} phrases; write at least {FEWEST}")
    for register in REGISTERS:
        if counts[register] < FEWEST_OF_REGISTER:
            what = f"{counts[register]} phrases in {register}; write at least {FEWEST_OF_REGISTER}"
            yield of(entry, WARNING, what)


def _copies(entry: Entry) -> Iterator[Finding]:
    plain = [(_sorted_words(phrase.text), phrase) for phrase in entry.phrases]
    for (one, before), (other, phrase) in combinations(plain, 2):
        if fuzz.ratio(one, other, score_cutoff=MOST_ALIKE) > MOST_ALIKE:
            what = f"`{phrase.text}` is nearly line {before.line} (`{before.text}`); word it differently"
            yield of(entry, WARNING, what, phrase.line)


def _sorted_words(text: str) -> str:
    return " ".join(sorted(WORD.findall(text.lower())))
