"""Turns words into weighted features: words, word pairs, roots, meanings, letter groups."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from intents.concepts import EVERYDAY, concepts_of
from intents.reader import Word

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
Halves = NDArray[np.float16]

_GRAM_SIZES = (2, 3, 4, 5)
# The blocks of features and how much each may say; every block of a message has this length.
BLOCKS = ("w", "s", "c", "m")
LETTERS = BLOCKS.index("c")  # the block of letter groups
BLOCK_WEIGHTS = np.array([0.6, 0.6, 0.6, 0.3], dtype=np.float32)
# Where phrases are few a form of a word is seen too seldom: its root, letters and meaning tell more.
FEW_WEIGHTS = np.array([0.0, 0.8, 0.8, 0.6], dtype=np.float32)
FEW, MANY = 900, 1800  # phrases; in between the weights lie in between
_RARE = 2  # letter groups and word pairs seen once are chance
_FEW = 6  # and in a large catalogue those seen less often than this


@lru_cache(maxsize=20_000)
def parts_of(text: str, stem: str) -> tuple[str, ...]:
    """Give what a word says by itself, each part marked with its block."""
    padded = f"<{text}>"
    grams = [f"c{padded[i : i + n]}" for n in _GRAM_SIZES for i in range(len(padded) - n + 1)]
    return (f"w{text}", f"s{stem}", *(f"m{name}" for name in concepts_of(text, stem)), *grams)


def features_of(words: Sequence[Word]) -> dict[str, int]:
    """Count the features of a message."""
    found: dict[str, int] = {}
    before = None
    for word in words:
        names: Iterable[str] = parts_of(word.text, word.stem)
        if before is not None:
            names = (*names, f"w{before.text} {word.text}", f"s{before.stem} {word.stem}")
        for name in names:
            found[name] = found.get(name, 0) + 1
        before = word
    return found


def _is_word(name: str) -> bool:
    return name[0] != "c" and " " not in name


def _is_worth_a_place(name: str, phrases: int) -> bool:
    """Say whether so many phrases leave anything to the feature: they tell themselves what is alike."""
    return phrases < MANY or not name.startswith(f"m{EVERYDAY}")


def _part(phrases: int) -> np.float32:
    """Say how far a catalogue is from few phrases (0) to many (1)."""
    return np.float32(np.clip((phrases - FEW) / (MANY - FEW), 0, 1))


def _shares(phrases: int) -> Floats:
    shares: Floats = FEW_WEIGHTS + _part(phrases) * (BLOCK_WEIGHTS - FEW_WEIGHTS)
    return shares


def _rarity(holders: Floats, among: int) -> Floats:
    rarity: Floats = np.log((1 + among) / (1 + holders)) + np.float32(1)
    return rarity


class Space:
    """The features that a catalogue's phrases have, and how telling each is."""

    def __init__(self, names: Sequence[str], idf: Floats, phrases: int) -> None:
        self.names = names
        self.idf = idf
        self.shares = _shares(phrases)  # of each block
        self.ids = {name: at for at, name in enumerate(names)}
        self.words = np.array([_is_word(name) for name in names], dtype=bool)
        self.blocks = np.array([BLOCKS.index(name[0]) for name in names], dtype=np.int8)

    @classmethod
    def learn(
        cls, counted: Sequence[dict[str, int]], owners: Ints, *, many: bool = False
    ) -> "Space":
        """Collect what phrases have; of `many` phrases what few of them have is chance too.

        Among many phrases a feature tells more the fewer of them have it. Where phrases are few, all
        of an entry's may have what it is about: there it tells more the fewer entries have it.
        """
        seen: dict[str, int] = {}
        held: dict[str, set[int]] = {}
        for features, owner in zip(counted, owners.tolist(), strict=True):
            for name in features:
                seen[name] = seen.get(name, 0) + 1
                held.setdefault(name, set()).add(owner)
        least = _FEW if many else _RARE
        names = [
            name
            for name, count in seen.items()
            if (count >= least or _is_word(name)) and _is_worth_a_place(name, len(counted))
        ]
        phrases = np.array([seen[name] for name in names], dtype=np.float32)
        entries = np.array([len(held[name]) for name in names], dtype=np.float32)
        part = _part(len(counted))
        by_phrases = part * _rarity(phrases, len(counted))
        by_entries = (1 - part) * _rarity(entries, len(set(owners.tolist())))
        return cls(names, by_phrases + by_entries, len(counted))

    def vector(self, features: dict[str, int]) -> tuple[Ints, Floats]:
        """Weigh a message's features; each block is brought to its own length."""
        ids = self.ids
        found = [(at, n) for name, n in features.items() if (at := ids.get(name)) is not None]
        if not found:
            return np.zeros(0, np.int32), np.zeros(0, np.float32)
        table = np.array(found, dtype=np.int32)
        where = table[:, 0]
        values = (1 + np.log(table[:, 1].astype(np.float32))) * self.idf[where]
        blocks = self.blocks[where]
        squares = np.bincount(blocks, weights=values * values, minlength=len(BLOCKS))
        scale = self.shares / np.sqrt(np.maximum(squares, 1e-12))
        return where, values * scale.astype(np.float32)[blocks]
