"""How times, durations and texts are written on a page: Jinja filters. No HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from babel.dates import format_date, format_datetime, format_time

from bot.console import here
from bot.console.words import language, t
from bot.model.clock import moment

BROWSERS = ("Edg", "OPR", "Firefox", "Chrome", "Safari")  # the first that is named
SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")
HIT = re.compile(r"\[([^\[\]]*)\]")
MINUTE, HOUR, DAY = 60, 3600, 86400
CLOCK = {"id": "HH.mm", "en": "HH:mm"}  # the one way in which each language writes the time
SOON_S = 2 * HOUR
PIECES = re.compile(
    r"(?P<link>https?://[^\s<>\"']+[^\s<>\"'.,;:!?)])|(?<![\w*])\*(?P<bold>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])"
)


@dataclass(frozen=True)
class Piece:
    """A stretch of a message: plain, bold, or a link."""

    kind: str  # plain | bold | link
    text: str


def _local(at: str) -> datetime:
    return moment(at).astimezone(here.desk().settings.zone)


def clock(at: str) -> str:
    """Hour and minute at the office."""
    return format_time(_local(at), CLOCK[language()], locale=language())


def day(at: str) -> str:
    """The whole day in words."""
    return format_date(_local(at), "EEEE, d MMMM y", locale=language())


def when(at: str) -> str:
    """Day, month, hour and minute; the year where it is not this one."""
    this_year = _local(at).year == here.desk().local().year
    pattern = f"{'d MMM' if this_year else 'd MMM y'} {CLOCK[language()]}"
    return format_datetime(_local(at), pattern, locale=language())


def sheet(at: str) -> str:
    """Day and time as every spreadsheet reads and sorts them."""
    return format_datetime(_local(at), "yyyy-MM-dd HH:mm", locale=language())


def hour(number: int) -> str:
    """The full hour of a day."""
    return format_time(time(number), CLOCK[language()], locale=language())


def milliseconds(at: str) -> int:
    """The time as a number that grows."""
    return int(moment(at).timestamp() * 1000)


def span(seconds: float) -> str:
    """A duration in its two largest units, without its sign."""
    left = int(abs(seconds))
    if left >= DAY:
        return " ".join(_units((left // DAY, "days"), (left % DAY // HOUR, "hours")))
    if left >= MINUTE:
        return " ".join(_units((left // HOUR, "hours"), (left % HOUR // MINUTE, "minutes")))
    return t("span_now")


def _units(*counted: tuple[int, str]) -> list[str]:
    return [t(f"span_{unit}", n=n) for n, unit in counted if n]


def urgency(seconds: float | None) -> str:
    """How near the end of a time is: none | over | soon | calm."""
    if seconds is None:
        return "none"
    return "over" if seconds <= 0 else "soon" if seconds < SOON_S else "calm"


def pieces(text: str) -> list[Piece]:
    """A message cut at its links and *bold* words; the template writes each part escaped."""
    found, begin = [], 0
    for match in PIECES.finditer(text):
        found.append(Piece("plain", text[begin : match.start()]))
        kind = "link" if match["link"] else "bold"
        found.append(Piece(kind, match[kind]))
        begin = match.end()
    found.append(Piece("plain", text[begin:]))
    return [piece for piece in found if piece.text]


def hits(snippet: str) -> list[Piece]:
    """A search's snippet, cut at the words it found (which stand between brackets)."""
    parts = HIT.split(snippet)
    return [Piece("bold" if n % 2 else "plain", part) for n, part in enumerate(parts) if part]


def browser(agent: str) -> str:
    """A browser and its system in two words, as far as it says so itself."""
    known = (next((n for n in names if n in agent), "") for names in (BROWSERS, SYSTEMS))
    return " · ".join(name for name in known if name) or "?"


def percent(share: float) -> str:
    """A share of one as whole percents."""
    return f"{share:.0%}"


FILTERS: dict[str, Callable[..., Any]] = {
    "clock": clock,
    "day": day,
    "when": when,
    "hour": hour,
    "milliseconds": milliseconds,
    "span": span,
    "urgency": urgency,
    "pieces": pieces,
    "hits": hits,
    "percent": percent,
    "browser": browser,
}
