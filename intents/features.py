"""Turns words into weighted features: words, word pairs, roots, meanings, letter groups."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from intents.concepts import concepts_of
from intents.reader import Word

_GRAM_SIZES = (2, 3, 4, 5)


@lru_cache(maxsize=20_000)
def grams_of(word: str) -> tuple[str, ...]:
    """Give the letter groups of a word, its edges marked."""
    padded = f"<{word}>"
    return tuple(padded[i : i + n] for n in _GRAM_SIZES for i in range(len(padded) - n + 1))
