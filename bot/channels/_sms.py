"""How carriers count an SMS, and how to write a text so that it costs little. No sending."""

# ruff: noqa: RUF001 - look-alikes are the matter of this file

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("^{}[]~\\|€\f")  # an escape and one more: two septets
GSM7 = BASIC | EXTENDED
ALONE = {"gsm7": 160, "ucs2": 70}  # units that fit a message of one part
JOINED = {"gsm7": 153, "ucs2": 67}  # units of each part of several
LAST_BMP = 0xFFFF

_WRITTEN = {
    **dict.fromkeys("–—―−‐‑‒•·▪●◦‣✓✔☑", "-"),
    **dict.fromkeys("‘’‚‛′´`ʼʹ", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("→⇒►▶➡➜›", ">"),
    **dict.fromkeys("←⇐◄‹", "<"),
    **dict.fromkeys("\t\v\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005", " "),
    **dict.fromkeys("\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "),
    **dict.fromkeys("\r\u00ad°¶", ""),
    **dict(zip("\u2028\u2029×÷⁄ıłŁđĐ", "\n\nx//ilLdD", strict=True)),
    "…": "...",
    "±": "+/-",
    "≤": "<=",
    "≥": ">=",
    "≠": "<>",
    "≈": "~",
    "‰": "o/oo",
    "©": "(c)",
    "®": "(r)",
    "™": "(tm)",
    "œ": "oe",
    "Œ": "OE",
}
_TABLE = str.maketrans(_WRITTEN)
_KEYCAP = re.compile("([0-9#*])\ufe0f?\u20e3\\.?")
_LINK = re.compile(r"(https?://\S+)")
_MARKUP = re.compile(r"(?<!\w)([*_~])(?=[^\s*_~])([^\n]*?[^\s*_~])\1(?!\w)")
_LOST = "\ue000"  # private use: stands for a sign that has no letters
_UNSEEN = re.compile("[\u0300-\u036f\ufe00-\ufe0f]")  # accents left alone, variation selectors


@dataclass(frozen=True)
class Segments:
    """What a text costs: parts, units in all (septets or UTF-16), what forces UCS-2."""

    parts: int
    encoding: str  # gsm7 | ucs2
    units: int
    culprits: tuple[str, ...] = ()

    @property
    def instead(self) -> tuple[str, ...]:
        """What is sent in place of each culprit; itself where no letters stand for it."""
        return tuple(plain(culprit) for culprit in self.culprits)


def segments(text: str) -> Segments:
    """Count as carriers do; an escape or surrogate pair is never split between parts."""
    culprits = tuple(dict.fromkeys(c for c in text if c not in GSM7))
    encoding = "ucs2" if culprits else "gsm7"
    sizes = [_size(char, encoding) for char in text]
    units = sum(sizes)
    parts = min(units, 1) if units <= ALONE[encoding] else _parts(sizes, JOINED[encoding])
    return Segments(parts, encoding, units, culprits)


def plain(text: str) -> str:
    """Rewrite typography, chat marks and emoji in GSM-7; another script stays as it is."""
    text = _KEYCAP.sub(r"\1.", unicodedata.normalize("NFC", text))
    text = "".join(map(_written, text.translate(_TABLE)))
    text = re.sub(f"(?m)^ *{_LOST}[{_LOST} ]*|{_LOST}", "", text)
    text = "".join(p if _LINK.match(p) else _unmarked(p) for p in _LINK.split(text))
    return "\n".join(re.sub(" {2,}", " ", line).rstrip() for line in text.split("\n"))


def _size(char: str, encoding: str) -> int:
    return 1 + (char in EXTENDED if encoding == "gsm7" else ord(char) > LAST_BMP)


def _parts(sizes: Iterable[int], room: int) -> int:
    parts, used = 1, 0
    for size in sizes:
        if used + size > room:
            parts, used = parts + 1, 0
        used += size
    return parts


def _unmarked(text: str) -> str:
    text = text.replace("'''", "")
    while (bare := _MARKUP.sub(r"\2", text)) != text:
        text = bare
    return text


def _written(char: str) -> str:
    """Return a character in GSM-7, the sign for `lost`, or itself where it is another script."""
    if char in GSM7:
        return char
    simple = unicodedata.normalize("NFKD", char).translate(_TABLE)
    letters = "".join(c for c in simple if not unicodedata.combining(c))
    if letters and all(c in GSM7 for c in letters):
        return letters
    category = unicodedata.category(char)
    if category in {"So", "Sk"}:
        return _LOST
    return "" if category in {"Cf", "Cc", "Me"} or _UNSEEN.match(char) else char
