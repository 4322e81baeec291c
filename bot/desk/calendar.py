"""Office hours, closed days and due times in the office's own clock. Names no hour that nobody has signed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date
from holidays import country_holidays

from bot.model.entry import Office

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DUE_OFFICE_HOURS = {0: 8, 1: 4, 2: 1}  # first answer, by ticket priority
RESOLVE_OFFICE_HOURS = {0: 24, 1: 16, 2: 8}  # the end of the ticket, by its priority
LOOK_AHEAD_DAYS = 60
Day = tuple[datetime, datetime, datetime]  # its office time (none: equal), and when it is over


@lru_cache(maxsize=8)
def _public(year: int) -> Mapping[date, str]:
    return country_holidays("ID", years=year, categories=("public", "government"), language="id")


def load_holidays(year: int) -> None:
    """Load the public holidays now: half a second that no citizen's transaction should hold."""
    _public(year)


@dataclass(frozen=True)
class Calendar:
    """When somebody is at the desk."""

    office: Office
    zone: ZoneInfo
    _known: dict[date, Day] = field(default_factory=dict, compare=False)

    def closed(self, day: date) -> str:
        """Why the office is closed on this day; empty when it is open."""
        own = self.office.closed_days.get(day.isoformat(), "")
        return (
            own
            or _public(day.year).get(day, "")
            or ("" if self._hours(day) else DAYS[day.weekday()])
        )

    def is_open(self, local: datetime) -> bool:
        """Whether officers are expected at the desk now."""
        hours = None if self.closed(local.date()) else self._hours(local.date())
        return bool(hours and hours[0] <= local.time() < hours[1])

    def back(self, local: datetime) -> date:
        """The day on which people are (or are back) at the desk."""
        hours = self._hours(local.date())
        today = not self.closed(local.date()) and hours and local.time() < hours[1]
        return local.date() if today else self._next_day(local.date())

    def back_words(self, local: datetime, language: str) -> dict[str, str]:
        """Which sentence says when people are back, its day in words, and that day's hours as signed."""
        day = self.back(local)
        signed = self.office.hours_verified
        today, later = ("back_today_at", "back_on_at") if signed else ("back_today", "back_on")
        return {
            "key": today if day == local.date() else later,
            "day": _day_words(day, language),
            "hours": self.office.hours.get(DAYS[day.weekday()], "") if signed else "",
        }

    def due(self, local: datetime, priority: int) -> datetime:
        """When the first answer is due, counted in office hours."""
        return self._after(local, DUE_OFFICE_HOURS[priority])

    def resolve_by(self, local: datetime, priority: int) -> datetime:
        """When the ticket should be resolved, counted in office hours."""
        return self._after(local, RESOLVE_OFFICE_HOURS[priority])

    def _after(self, local: datetime, office_hours: int) -> datetime:
        left = timedelta(hours=office_hours)
        moment = local
        for _ in range(LOOK_AHEAD_DAYS):
            start, end = self._span(moment)
            if end - start >= left:
                return start + left
            left -= end - start
            moment = datetime.combine(moment.date() + timedelta(days=1), time.min, self.zone)
        return moment

    def office_minutes(self, since: datetime, until: datetime) -> int:
        """Office minutes between two moments."""
        nothing = timedelta()
        total, moment = nothing, since
        while moment < until:
            start, end, tomorrow = self._on(moment.date())
            total += max(nothing, min(end, until) - max(start, moment))
            moment = tomorrow
        return int(total.total_seconds() // 60)

    def _span(self, moment: datetime) -> tuple[datetime, datetime]:
        """What is left of this day's office time from `moment` on; equal times when nothing is."""
        start, end, _ = self._on(moment.date())
        return max(moment, start), max(moment, start, end)

    def _on(self, day: date) -> Day:
        if day not in self._known:
            hours = None if self.closed(day) else self._hours(day)
            start, end = hours or (time.min, time.min)
            times = (day, start), (day, end), (day + timedelta(days=1), time.min)
            first, last, tomorrow = (datetime.combine(on, at, self.zone) for on, at in times)
            self._known[day] = first, last, tomorrow
        return self._known[day]

    def _next_day(self, day: date) -> date:
        for ahead in range(1, LOOK_AHEAD_DAYS):
            if not self.closed(day + timedelta(days=ahead)):
                return day + timedelta(days=ahead)
        return day + timedelta(days=1)

    def _hours(self, day: date) -> tuple[time, time] | None:
        return _span_of(self.office.hours.get(DAYS[day.weekday()], ""))


@lru_cache(maxsize=32)
def _day_words(day: date, language: str) -> str:
    return format_date(day, "EEEE, d MMMM", locale=language)


@lru_cache(maxsize=32)
def _span_of(text: str) -> tuple[time, time] | None:
    """Read "07.30-16.00"; None for a day without hours."""
    if not text:
        return None
    start, end = (time.fromisoformat(part.replace(".", ":")) for part in text.split("-"))
    return start, end
