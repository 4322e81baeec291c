"""Until when a ticket may be set aside: the choices of the form, as moments."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from bot.desk import Desk
from bot.errors import BadInput

HOURS = {"1h": 1, "4h": 4, "3d": 72, "7d": 168}
CHOICES = ("1h", "4h", "workday", "3d", "7d")
REASONS = ("citizen", "agency", "portal", "other")
MORNING = time(8)


def until(desk: Desk, choice: str, at: str) -> datetime:
    """The moment meant by a choice, or by a date and time on the office's clock; else BadInput."""
    if at:
        return _typed(desk, at)
    if choice == "workday":
        tomorrow = datetime.combine(
            desk.local().date() + timedelta(days=1), time(), desk.settings.zone
        )
        return datetime.combine(desk.calendar().back(tomorrow), MORNING, desk.settings.zone)
    if choice not in HOURS:
        raise BadInput(f"no time is called {choice!r}")
    return desk.clock() + timedelta(hours=HOURS[choice])


def _typed(desk: Desk, at: str) -> datetime:
    try:
        return datetime.fromisoformat(at).replace(tzinfo=desk.settings.zone)
    except ValueError as error:
        raise BadInput("write the time as YYYY-MM-DDTHH:MM") from error
