"""Groups questions by meaning, also when there are few: shared telling words, and the entries they resemble.

No model of language is asked: words are weighed by how rare they are in the catalogue, and two
questions are the nearer the more telling words, letters and likely entries they share.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from bot.desk import _fit_model
from bot.model.entry import Catalogue
from intents.lexicon import build_lexicon
from intents.reader import Reader

ALIKE = 90  # ratio of sorted roots from which two texts are one
NEAR = 0.14  # mean likeness from which groups are joined
BY_WORDS = 0.7  # the rest is the likely entries' part
COMMON = 0.04  # a root in so many of the catalogue's phrases tells nothing
LETTERS = 0.5
RARE = 1.5  # how much more a rare root tells
REMEMBERED = 8  # groupings of one version
Matrix = NDArray[np.float32]
Places = list[list[int]]


@dataclass(frozen=True, eq=False)
class Words:
    """How often each root stands in the catalogue's phrases, and what reads a text into roots."""

    reader: Reader
    counts: Mapping[str, int]
    phrases: int

    def roots(self, text: str) -> tuple[str, ...]:
        """The telling roots of a text; all of them where none is telling."""
        found = tuple(word.stem for word in self.reader.read(text))
        telling = tuple(r for r in found if self.counts.get(r, 0) < COMMON * self.phrases)
        return telling or found


@lru_cache(maxsize=2)
def _words(phrases: tuple[str, ...], lexicon: tuple[tuple[str, str], ...]) -> Words:
    reader = Reader(build_lexicon(lexicon), {})
    rows = [{word.stem for word in reader.read(text)} for text in phrases]
    return Words(reader, Counter(root for row in rows for root in row), len(rows))


def words_of(catalogue: Catalogue) -> Words:
    """The roots of a catalogue, counted once a version."""
    phrases = tuple(phrase.text for phrase in _fit_model.phrases(catalogue))
    return _words(phrases, catalogue.lexicon)


KNOWN: WeakKeyDictionary[Words, dict[bytes, Places]] = WeakKeyDictionary()


def _remembered(words: Words, given: object, make: Callable[[], Places]) -> Places:
    """Group, or remember how these were grouped (by a hash: no citizen's words stay in memory)."""
    known = KNOWN.setdefault(words, {})
    key = blake2b(repr(given).encode(), digest_size=16).digest()
    if key not in known:
        if len(known) >= REMEMBERED:
            known.clear()
        known[key] = make()
    return known[key]


def folded(words: Words, texts: Sequence[str]) -> Places:
    """Which texts say the same in nearly the same words: places of each, the first leads."""
    return _remembered(words, ("folded", texts), lambda: _folded(words, texts))


def _folded(words: Words, texts: Sequence[str]) -> Places:
    lines = [" ".join(sorted(words.roots(text))) for text in texts]
    groups: Places = []
    leads: list[str] = []
    for place, line in enumerate(lines):
        near = process.extractOne(line, leads, scorer=fuzz.ratio, score_cutoff=ALIKE)
        if near:
            groups[near[2]].append(place)
        else:
            groups.append([place])
            leads.append(line)
    return groups


def grouped(words: Words, texts: Sequence[str], likely: Sequence[Mapping[str, float]]) -> Places:
    """Group texts by meaning; `likely` tells the entries that each resembles. Places of each group."""
    given = ("grouped", texts, likely)
    return _remembered(words, given, lambda: _grouped(words, texts, likely)) if texts else []


def _grouped(words: Words, texts: Sequence[str], likely: Sequence[Mapping[str, float]]) -> Places:
    spoken = _table([_features(words, text) for text in texts])
    spoken /= np.linalg.norm(spoken, axis=1, keepdims=True) + 1e-9
    # not brought to one length: two questions that the bot cannot place share little by that alone
    meant = _table([{name: math.sqrt(sure) for name, sure in one.items()} for one in likely])
    alike = BY_WORDS * (spoken @ spoken.T) + (1 - BY_WORDS) * (meant @ meant.T)
    return _joined(np.asarray(alike, np.float32))


def _features(words: Words, text: str) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for root in words.roots(text):
        weight = math.log((words.phrases + 1) / (words.counts.get(root, 0) + 0.7)) ** RARE
        found[f"w{root}"] += weight
        padded = f"<{root}>"
        grams = [padded[i : i + n] for n in (3, 4) for i in range(len(padded) - n + 1)]
        for gram in grams:
            found[gram] += LETTERS * weight / math.sqrt(len(grams))
    return found


def _table(rows: Sequence[Mapping[str, float]]) -> Matrix:
    """Sparse rows as a matrix."""
    places: dict[str, int] = {}
    for row in rows:
        for name in row:
            places.setdefault(name, len(places))
    table = np.zeros((len(rows), max(len(places), 1)), np.float32)
    for at, row in enumerate(rows):
        for name, value in row.items():
            table[at, places[name]] = value
    return table


def _joined(likeness: Matrix) -> Places:
    """Join the two likest groups again and again (by their mean) until none are near enough."""
    groups = [[place] for place in range(len(likeness))]
    near = likeness.copy()
    np.fill_diagonal(near, -1)
    sizes = np.ones(len(near), np.float32)
    while len(near) > 1:
        one, other = divmod(int(near.argmax()), len(near))
        if near[one, other] < NEAR:
            break
        mean = (near[one] * sizes[one] + near[other] * sizes[other]) / (sizes[one] + sizes[other])
        near[one], near[:, one], near[one, one] = mean, mean, -1
        near[other], near[:, other] = -1, -1
        sizes[one] += sizes[other]
        groups[one] += groups[other]
        groups[other] = []
    return [group for group in groups if group]
