"""Example wordings: enough of them, in every register, and no two alike. Matches nothing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain, combinations

from rapidfuzz import fuzz

from bot.catalogue.lint._finding import WARNING, Finding, Look, of
from bot.catalogue.topics import REGISTERS
from bot.model.entry import Catalogue, Entry, Phrase

FEWEST, FEWEST_OF_REGISTER = 15, 2
MOST_ALIKE = 85  # token_sort_ratio, 0 to 100
ALIKE, SAME = 92, 100  # the same between wordings of two entries
RAREST = 2  # words of a wording
WORD = re.compile(r"[^\W_]+")


def check(look: Look) -> Iterator[Finding]:
    """Yield a warning for each weakness."""
    yield from _nearly_elsewhere(look.catalogue)
    first: dict[str, tuple[Entry, Phrase]] = {}
    for entry in look.catalogue.entries.values():
        yield from _counts(entry)
        yield from _copies(entry)
        for phrase in entry.phrases:
            other, before = first.setdefault(_sorted_words(phrase.text), (entry, phrase))
            if other is not entry:
                told = {"other": other.id, "file": other.file, "line": before.line}
                yield of(entry, WARNING, phrase.line, "phrase_elsewhere", text=phrase.text, **told)


def _nearly_elsewhere(catalogue: Catalogue) -> Iterator[Finding]:
    """Wordings that stand nearly so in another entry; only those that share a rare word are compared."""
    lines = [(_sorted_words(p.text), e, p) for e in catalogue.entries.values() for p in e.phrases]
    seen = Counter(word for line, _, _ in lines for word in set(line.split()))
    near: dict[str, list[tuple[str, Entry, Phrase]]] = defaultdict(list)
    for line, entry, phrase in lines:
        for word in sorted(set(line.split()), key=lambda one: (seen[one], one))[:RAREST]:
            near[word].append((line, entry, phrase))
    for (line, other, before), (mine, entry, phrase) in chain.from_iterable(
        combinations(found, 2) for found in near.values()
    ):
        if entry is not other and ALIKE < fuzz.ratio(line, mine, score_cutoff=ALIKE) < SAME:
            told = {"other": other.id, "file": other.file, "line": before.line}
            told |= {"text": phrase.text, "theirs": before.text}
            yield of(entry, WARNING, phrase.line, "phrase_near", **told)


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
