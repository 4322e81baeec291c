"""Times as text and back: `YYYY-MM-DDTHH:MM:SS.ffffffZ`, always UTC, always six digits. Reads no clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]  # the desk's clock: an aware UTC time


def stamp(moment: datetime) -> str:
    """Write an aware time as store text."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


def moment(text: str) -> datetime:
    """Read store text as an aware UTC time; ValueError if it is no such text."""
    return datetime.fromisoformat(text)


def later(text: str, seconds: float) -> str:
    """The store text `seconds` after `text`."""
    return stamp(moment(text) + timedelta(seconds=seconds))
