"""Takes greetings, forms of address and thanks off a message, so that they do not speak for it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from intents.packaged import read_rows
from intents.reader import Word

# What alone asks nothing: when only such words are left, the greeting itself is the message.
_SMALL = frozenset(
    (
        *("apa", "mana", "ada", "ini", "itu", "mau", "saya", "bisa", "yang", "di", "ke", "dan"),
        *("oke", "siap", "baik", "iya", "tidak", "sudah", "banyak", "lagi", "sekali", "kok", "kah"),
    )
)
_CHEERS = "sip"  # `SIP` is a licence, `sip` among words of courtesy is `oke`


@cache
def _patterns(place: str, edge: int) -> dict[str, list[tuple[str, ...]]]:
    """Give the word groups for one end of a message by their outer word, the longest first."""
    rows = [(where, tuple(words.split())) for where, words in read_rows("courtesy.tsv")]
    found: dict[str, list[tuple[str, ...]]] = {}
    for where, words in sorted(rows, key=lambda row: -len(row[1])):
        if where in (place, "both"):
            found.setdefault(words[edge], []).append(words)
    return found


def _starts(texts: tuple[str, ...]) -> int:
    """Count the words of courtesy at the beginning."""
    at = 0
    while at < len(texts):
        groups = _patterns("start", 0).get(texts[at], ())
        size = next((len(group) for group in groups if texts[at : at + len(group)] == group), 0)
        if not size:
            break
        at += size
    return at


def _ends(texts: tuple[str, ...]) -> int:
    """Find where the words of courtesy at the end begin."""
    at = len(texts)
    while at:
        groups = _patterns("end", -1).get(texts[at - 1], ())
        size = next((len(group) for group in groups if texts[:at][-len(group) :] == group), 0)
        if not size:
            break
        at -= size
    return at


def _inner(words: Sequence[Word]) -> list[Word]:
    texts = tuple(word.text for word in words)
    first, last = _starts(texts), _ends(texts)
    rest = list(words[first:last]) if first < last else []
    asks = any(word.text not in _SMALL and not _cheers(word) for word in rest)
    return rest if asks else []


def _cheers(word: Word) -> bool:
    return word.raw == _CHEERS and not word.caps


def is_courtesy(words: Sequence[Word]) -> bool:
    return not _inner(words)


def matter(words: Sequence[Word]) -> list[Word]:
    """Give what a message is about without its courtesies; a message of courtesy stays whole."""
    return _inner(words) or [
        replace(word, text="oke", stem="oke") if _cheers(word) else word for word in words
    ]
