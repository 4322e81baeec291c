"""Finds the phrases most like a message, by shared words and then letter by letter; ranks no entries."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from intents.features import Floats, Ints

_SHORTLIST = 5
_PHRASES_EACH = 4
_FREQUENT = 16  # a feature that one in so many phrases has is kept as a full row


def _grid(owners: Ints, entries: int) -> Ints:
    """List each entry's phrases in a row; short rows are filled with one past the last phrase."""
    longest = max(3, int(np.bincount(owners, minlength=entries).max(initial=0)))
    grid = np.full((entries, longest), len(owners), dtype=np.int32)
    for entry in range(entries):
        own = np.flatnonzero(owners == entry)
        grid[entry, : len(own)] = own
    return grid


def _sorted_words(line: str) -> str:
    return " ".join(sorted(line.split()))


class Nearest:
    """Compares a message with every phrase of a catalogue."""

    def __init__(
        self, starts: Ints, holders: Ints, holds: Floats, owners: Ints, texts: Sequence[str], entries: int
    ) -> None:  # fmt: skip
        self._starts = starts.astype(np.intp)
        self._sizes = np.diff(self._starts)
        self._holders = holders.astype(np.intp)
        self._holds = holds
        self._count = len(owners)
        self._phrases = _grid(owners, entries)
        self._texts = (*texts, "")
        self._sorted = tuple(map(_sorted_words, self._texts))
        self._full, self._row = self._frequent()

    def _frequent(self) -> tuple[Floats, NDArray[np.intp]]:
        """Lay out the frequent features, a column a phrase; and say in which row each stands."""
        often = np.flatnonzero(self._sizes * _FREQUENT > self._count)
        full = np.zeros((len(often), self._count + 1), np.float32)
        for row, feature in zip(full, often, strict=True):
            own = slice(self._starts[feature], self._starts[feature + 1])
            row[self._holders[own]] = self._holds[own]
        place = np.full(len(self._sizes), -1, np.intp)
        place[often] = np.arange(len(often))
        return full, place

    def cosines(self, ids: Ints, values: Floats) -> Floats:
        """Give the likeness to each phrase, and 0 for the one that fills the grid."""
        row = self._row[ids]
        often = row >= 0
        seldom = ~often
        rare = ids[seldom]
        sizes = self._sizes[rare]
        ends = sizes.cumsum()
        where = np.repeat(self._starts[rare] + sizes - ends, sizes)
        where += np.arange(len(where))
        weights = self._holds[where] * np.repeat(values[seldom], sizes)
        seldom_held = np.bincount(self._holders[where], weights, self._count + 1)
        found: Floats = values[often] @ self._full[row[often]] + seldom_held.astype(np.float32)
        return found

    def best(self, cosines: Floats) -> tuple[Floats, Floats]:
        """Give, for each entry, the most alike phrase's likeness and the mean of the three most alike."""
        each = cosines[self._phrases]
        each.sort(axis=1)
        return each[:, -1], each[:, -3:].sum(axis=1) / 3

    def letter_by_letter(self, linear: Floats, cosines: Floats, line: str) -> tuple[Ints, Floats]:
        """Compare the line with the likeliest phrases of the likeliest entries: those, three rows."""
        leading = np.argsort(-linear, kind="stable")[:_SHORTLIST]
        own = self._phrases[leading]
        order = np.argsort(-cosines[own], axis=1, kind="stable")[:, :_PHRASES_EACH]
        chosen = own[np.arange(len(own))[:, None], order]
        at = chosen.ravel().tolist()
        texts, ordered = [self._texts[a] for a in at], [self._sorted[a] for a in at]
        alike = np.concatenate(
            (
                cdist([_sorted_words(line)], ordered, scorer=fuzz.ratio, dtype=np.float32),
                cdist([line], texts, scorer=fuzz.token_set_ratio, dtype=np.float32),
                cdist([line], texts, scorer=fuzz.ratio, dtype=np.float32),
            )
        )
        best: Floats = alike.reshape(3, *chosen.shape).max(axis=2) / 100
        return leading.astype(np.int32), best
