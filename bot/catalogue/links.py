"""Links in texts: which hosts they lead to and whether those are allowed. Nothing is fetched."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from bot.catalogue.notes import Note, note

# a scheme, or a bare name that ends like a domain; Indonesian texts write "portal.go.id" without a scheme
LINK = re.compile(
    r"(?:[a-z][a-z0-9+.-]{1,15}://[^\s<>\"')\]}]{1,300}"
    r"|(?<![\w.@-])(?:[\w-]{1,63}\.){1,5}(?:id|com|net|org|info|xyz|online|site|me|co|io|ly|app|link|top|click)(?![\w-])(?:/[^\s<>\"')\]}]{0,300})?)",
    re.IGNORECASE,
)
HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*://)?(?:[^/?#@\s]*@)?([^/?#:\s]*)", re.IGNORECASE)
ALIKE = 80  # ratio from which a foreign host is named as a look-alike
SWAPS = str.maketrans({"0": "o", "1": "l", "3": "e", "5": "s", "-": ".", "_": "."})


def links_in(text: str) -> Iterator[re.Match[str]]:
    """Find whatever a phone would make clickable."""
    return LINK.finditer(text)


def link_problem(link: str, allowed: Sequence[str]) -> Note | None:
    """Say what is wrong with a link; None when its host is allowed and it is https."""
    link = link.rstrip(".,;:!?")
    match = HOST.match(link)
    host = match[1].lower() if match else ""
    if host not in allowed:
        twin = _alike(host, allowed)
        return (
            note("link_alike", host=host, allowed=twin) if twin else note("link_foreign", host=host)
        )
    if "://" in link and not link.startswith("https://"):
        return note("link_unsafe", link=link, host=host)
    if "@" in link:
        return note("link_hides", link=link, host=host)
    return None


def _alike(host: str, allowed: Sequence[str]) -> str:
    plain = unicodedata.normalize("NFKD", host).translate(SWAPS)
    for name in allowed:
        if fuzz.ratio(plain, name) >= ALIKE or plain.startswith(f"{name}."):
            return name
    return ""
