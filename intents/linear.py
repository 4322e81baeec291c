"""Weighs a message by the learnt weights, remembering what each word's letters say; learns nothing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from intents.features import BLOCKS, LETTERS, Floats, Halves, Ints, Space, parts_of
from intents.reader import Word

_REMEMBERED = 8_000  # words; each costs about as many numbers as there are entries
_NOTHING = (Word("", "", "", seen=False, why=""),)  # a phrase may be a mere emoji


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """What one word brings: its telling features, and its letter groups already weighed."""

    telling: tuple[int, ...]
    letters: Ints  # as often as they stand in the word
    says: Floats  # what the letter groups say of each entry
    square: float


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """What a message says of each entry, and the features of it that a reader can read."""

    logits: Floats
    ids: Ints
    values: Floats


class Linear:
    """Gives what `Space.vector` times the weights gives, without visiting every letter group."""

    def __init__(self, space: Space, weights: Halves, bias: Floats) -> None:
        self._space = space
        self._weights = weights
        self._bias = bias
        self._words: dict[tuple[str, str], _Known] = {}

    def weigh(self, words: Sequence[Word]) -> Weighed:
        known = [self._known(word) for word in words or _NOTHING]
        ids, counts = self._telling(words or _NOTHING, known)
        values = (1 + np.log(counts)) * self._space.idf[ids]
        blocks = self._space.blocks[ids]
        squares = np.bincount(blocks, weights=values * values, minlength=len(BLOCKS))
        said, squares[LETTERS] = self._letters(known)
        scale = (self._space.shares / np.sqrt(np.maximum(squares, 1e-12))).astype(np.float32)
        values = values * scale[blocks]
        logits = values @ self._weights[ids].astype(np.float32) + scale[LETTERS] * said + self._bias
        return Weighed(logits, ids, values)

    def _telling(self, words: Sequence[Word], known: Sequence[_Known]) -> tuple[Ints, Floats]:
        """Count the words, roots, meanings and pairs that the catalogue has too."""
        place = self._space.ids
        found: dict[int, int] = {}
        before = None
        for word, own in zip(words, known, strict=True):
            for at in own.telling:
                found[at] = found.get(at, 0) + 1
            if before is not None:
                for pair in (f"w{before.text} {word.text}", f"s{before.stem} {word.stem}"):
                    if (at := place.get(pair, -1)) >= 0:
                        found[at] = found.get(at, 0) + 1
            before = word
        return np.array(list(found), np.int32), np.array(list(found.values()), np.float32)

    def _letters(self, known: Sequence[_Known]) -> tuple[Floats, float]:
        """Add up what the words' letter groups say; one that repeats says less each time."""
        said = np.add.reduce([one.says for one in known])
        square = sum(one.square for one in known)
        groups = np.concatenate([one.letters for one in known])
        groups.sort()
        again = Counter(groups[1:][groups[1:] == groups[:-1]].tolist())
        if again:
            ids = np.array(list(again), np.int32)
            times = np.array(list(again.values()), np.float32) + 1
            idf, grown = self._space.idf[ids], 1 + np.log(times)
            said += ((grown - times) * idf) @ self._weights[ids].astype(np.float32)
            square += float((grown * grown - times) @ (idf * idf))
        return said, square

    def _known(self, word: Word) -> _Known:
        key = (word.text, word.stem)
        known = self._words.get(key)
        if known is None:
            if len(self._words) >= _REMEMBERED:
                self._words.clear()
            known = self._words[key] = self._learn(word)
        return known

    def _learn(self, word: Word) -> _Known:
        place = self._space.ids
        found = [place[name] for name in parts_of(word.text, word.stem) if name in place]
        letters = np.array([at for at in found if self._space.blocks[at] == LETTERS], np.int32)
        telling = tuple(at for at in found if self._space.blocks[at] != LETTERS)
        idf = self._space.idf[letters]
        says = idf @ self._weights[letters].astype(np.float32)
        return _Known(telling, letters, says, float((idf * idf).sum()))
