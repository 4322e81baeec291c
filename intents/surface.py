"""Cuts raw text into lower-case pieces and marks where sentences end; knows no vocabulary."""

import re
import unicodedata
from typing import NamedTuple

LONGEST = 1600  # characters read; a longer message says nothing new and would cost time

_PIECE = re.compile(r"[^\W\d_]+(?:['\u2019`][^\W\d_]+)*['\u2019`]?\d*|\d[\d.,]*\d|\d+|[.?!;:\n,]+")
_GLUED = re.compile(r"([^\W\d_]{2,})(\d{2,})|([^\W\d_]{3,})([13-9])")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_APOSTROPHES = str.maketrans("", "", "'\u2019`")
_NUMBER_UNIT = re.compile(r"(\d+)([^\W\d_]{2,})")
_INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD])


class Piece(NamedTuple):
    """One written word or number; `ends` is the mark that follows it: '', ',' or '.'; `?` asks."""

    raw: str
    ends: str = ""
    caps: bool = False


def _clean(text: str) -> str:
    text = text[:LONGEST]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_INVISIBLE)
    return _NUMBER_UNIT.sub(r"\1 \2", text)


def unstretch(word: str) -> str:
    """Read `okeee` as `oke`; numbers keep their digits."""
    return _STRETCHED.sub(r"\1", word)


def _unglue(word: str) -> list[str]:
    """Read `kbli56101` as two words and `masuk2` as the word said twice; `h2o` stays."""
    if not word[-1].isdigit():
        return [word]
    if len(word) > 3 and word[-1] == "2" and word[:-1].isalpha():  # noqa: PLR2004
        return [word[:-1], word[:-1]]
    glued = _GLUED.fullmatch(word)
    return [part for part in glued.groups() if part] if glued else [word]


def _mark(punctuation: str) -> str:
    if "?" in punctuation:
        return "?"
    return "," if set(punctuation) <= {",", ":"} else "."


def pieces(text: str, keep: frozenset[str] = frozenset()) -> list[Piece]:
    """Cut a message into pieces; words in `keep` are never taken apart."""
    found: list[Piece] = []
    for raw in _PIECE.findall(_clean(text)):
        if raw[0] in ".?!;:\n,":
            if found:
                found[-1] = Piece(found[-1].raw, _mark(raw), found[-1].caps)
            continue
        word = unstretch(raw.lower().translate(_APOSTROPHES))
        caps = raw.isupper() and len(raw) > 1
        found.extend(Piece(part, "", caps) for part in ([word] if word in keep else _unglue(word)))
    return found
