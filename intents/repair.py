"""Pulls an unknown word to a known one: missing spaces, left-out vowels, slips of the finger."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

_VOWELS = frozenset("aiueo")
_SHORTEST_EDIT = 5
_ACRONYM_LIKE = 5  # three consonants may be an acronym: only a common word is read in them
_TWO_EDITS_FROM = 8
_SHORTEST_SPLIT = 6
_NEAREST = 8  # words that are compared by how common they are


def skeleton(word: str) -> str:
    """Keep the first letter and the consonants: `daftar` and `dftr` are alike."""
    kept = [word[0]]
    kept += [
        c for c, before in zip(word[1:], word, strict=False) if c not in _VOWELS and c != before
    ]
    return "".join(kept)


class Index:
    """Words by what is left of them in haste; a large one takes 200 ms, and may be shared."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        """Of words of three letters and more."""
        self._skeletons: dict[str, list[str]] = {}
        self._starts: dict[str, list[str]] = {}
        for word in sorted(words):
            if len(word) > 2:  # noqa: PLR2004
                self._skeletons.setdefault(skeleton(word), []).append(word)
                self._starts.setdefault(word[0], []).append(word)

    def alike(self, word: str) -> Sequence[str]:
        """Words of the same skeleton."""
        return self._skeletons.get(skeleton(word), ())

    def starting(self, letter: str) -> Sequence[str]:
        """Words that begin so."""
        return self._starts.get(letter, ())


@dataclass
class Repairer:
    """Knows how often each word may be expected (its weight) and finds the likeliest one meant."""

    weights: Mapping[str, float]  # of words in use
    glue: Mapping[str, float] = field(default_factory=dict)  # words often written with others
    dictionary: Index = field(default_factory=Index)  # all words there are, in use or not
    rare: float = 0.0  # the weight of one that is not in use

    def __post_init__(self) -> None:
        self._indexes = (Index(self.weights), self.dictionary)

    def _weight(self, word: str) -> float:
        return self.weights.get(word, self.rare)

    def _rank(self, word: str) -> tuple[float, str]:
        return (-self._weight(word), word)

    def by_skeleton(self, word: str) -> str | None:
        """Read a word written with few vowels; the word must lose vowels, not gain them."""
        if len(word) < 3 or sum(c in _VOWELS for c in word[1:]) > len(word) // 4:  # noqa: PLR2004
            return None
        least = _ACRONYM_LIKE if len(word) == 3 else 0  # noqa: PLR2004
        found = [
            w
            for index in self._indexes
            for w in index.alike(word)
            if len(w) > len(word) and self._weight(w) >= least
        ]
        return min(found, key=self._rank, default=None)

    def by_edit(self, word: str) -> str | None:
        """Read a word with one slip, two in a long word."""
        if len(word) < _SHORTEST_EDIT:
            return None
        allowed = 2 if len(word) >= _TWO_EDITS_FROM else 1
        near = [
            (distance, *self._rank(w))
            for index in self._indexes
            for w, distance, _ in extract(
                word,
                index.starting(word[0]),
                scorer=OSA.distance,
                score_cutoff=allowed,
                limit=_NEAREST,
            )
        ]
        return min(near)[2] if near else None

    def by_split(self, word: str) -> tuple[str, ...] | None:
        """Read words written together: the fewest, commonest known words that fill the whole."""
        if len(word) < _SHORTEST_SPLIT:
            return None
        best: list[tuple[float, tuple[str, ...]] | None] = [(0.0, ())] + [None] * len(word)
        for end in range(2, len(word) + 1):
            for start in range(max(0, end - 14), end - 1):
                before, part = best[start], word[start:end]
                weight = max(self.weights.get(part, 0.0), self.glue.get(part, 0.0))
                if before is None or weight < (1 if len(part) > 3 else 3):  # noqa: PLR2004
                    continue
                cost = before[0] + 4.0 - min(weight, 20.0) / 20.0 - len(part) * 0.1
                found = (cost, (*before[1], part))
                best[end] = min(best[end] or found, found)
        whole = best[-1]
        return whole[1] if whole and len(whole[1]) > 1 else None
