"""Cut a long text into messages that a provider takes. No counting of costs."""

from __future__ import annotations

import re
from itertools import accumulate

LIMIT = 1500  # UTF-16 units; providers count emoji as two
# Best cut first; each is the white space between two parts.
CUTS = (
    re.compile(r"\n\s*\n\s*"),
    re.compile(r"\n\s*|(?<=[^\d\s][.!?…])\s+"),
    re.compile(r"(?<![\d\s])\s+|\s+(?!\s*\d)"),  # not inside "0811 22 33"
    re.compile(r"\s+"),
)
LOOK_AHEAD = 40  # characters after the limit that say whether a space is inside a number
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def clean(text: str) -> str:
    """Without control characters, which make a provider refuse or garble a message."""
    return CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def units(text: str) -> int:
    """UTF-16 units of a text."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, limit: int = LIMIT) -> tuple[str, ...]:
    """Parts of at most `limit` UTF-16 units, cut at a paragraph, sentence or word."""
    parts: list[str] = []
    rest = clean(text).strip()
    while units(rest) > limit:
        end, start = _cut(rest, _fitting(rest, limit))
        parts.append(rest[:end])
        rest = rest[start:]
    return (*parts, rest) if rest else tuple(parts)


def _fitting(text: str, limit: int) -> int:
    """How many characters fit `limit` units."""
    return sum(used <= limit for used in accumulate(map(units, text)))


def _cut(text: str, most: int) -> tuple[int, int]:
    """(end of this part, start of the next); a good cut too early would waste a message."""
    near = text[: most + LOOK_AHEAD]
    for least, pattern in zip((most // 2, most // 2, 1, 1), CUTS, strict=True):
        found = [m for m in pattern.finditer(near) if least <= m.start() <= most]
        if found:
            return found[-1].start(), found[-1].end()
    return most, most
