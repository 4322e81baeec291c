"""English messages: how they are told, and the words that they are read by. No grammar, no other language."""

from collections.abc import Sequence
from functools import cache

from intents.lexicon import general_rows, protected
from intents.packaged import read_rows, read_words
from intents.surface import pieces

Rows = tuple[tuple[str, str], ...]

_PLAIN = 2  # so many small English words make a message English,
_SHARE = 0.25  # where they are so many of all
_OURS = 5  # and so many for each Indonesian word: an error text may be quoted
# Small words that chat in Indonesian hardly uses.
_SMALL = frozenset(
    (
        *("the", "is", "are", "was", "what", "how", "when", "where", "which", "who", "why", "my"),
        *("your", "you", "need", "want", "would", "could", "should", "does", "did", "have", "has"),
        *("cannot", "cant", "dont", "doesnt", "didnt", "for", "with", "from", "and", "not", "this"),
        *("that", "there", "get", "can", "will", "of", "about", "do"),
    )
)


@cache
def rows() -> Rows:
    """Give the words and groups with their meaning."""
    return tuple((row[0], row[1] if len(row) > 1 else "") for row in read_rows("english.tsv"))


@cache
def _words() -> frozenset[str]:
    return frozenset(word for key, _ in rows() for word in key.split())


@cache
def _borrowed() -> frozenset[str]:
    """Give what Indonesian chat uses too: "login error" is not English."""
    chat = (row[0] for row in general_rows())
    return frozenset((*read_words("roots.txt"), *read_words("everyday.txt"), *chat))


@cache
def _indonesian() -> frozenset[str]:
    return _borrowed() - _words() - _SMALL


def are_english(words: Sequence[str]) -> bool:
    """Whether these lower-case words are English: by their small words, or each by the table."""
    small = sum(word in _SMALL for word in words)
    indonesian = sum(word in _indonesian() for word in words)
    if small >= max(_PLAIN, _SHARE * len(words), _OURS * indonesian):
        return True
    if not all(word in _words() or word in protected() for word in words):
        return False
    return sum(word in _words() and word not in _borrowed() for word in words) >= _PLAIN


def is_english(text: str) -> bool:
    """Whether a message is English."""
    return are_english([piece.raw for piece in pieces(text)])
