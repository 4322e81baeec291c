"""The composition root: settings and a clock in, a desk out. No verbs here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from bot.channels import open_lines
from bot.channels._line import Line
from bot.desk._mind import Minds
from bot.desk._pressure import Pressure
from bot.desk.calendar import Calendar
from bot.model.clock import Clock, stamp
from bot.settings import Settings
from bot.store import Connections, open_store
from bot.telemetry import Log, open_log


@dataclass(frozen=True)
class Desk:
    """Everything a verb needs; handed to each as its first argument."""

    settings: Settings
    clock: Clock
    store: Connections
    lines: dict[str, Line]
    minds: Minds
    log: Log
    pressure: Pressure = field(default_factory=Pressure)

    def now(self) -> str:
        """The present moment as store text."""
        return stamp(self.clock())

    def local(self) -> datetime:
        """The present moment on the office's clock."""
        return self.clock().astimezone(self.settings.zone)

    def begins(self, day: date) -> str:
        """When this day begins at the office, as store text."""
        return stamp(datetime.combine(day, time.min, self.settings.zone))

    def calendar(self) -> Calendar:
        """Office hours of the catalogue in force."""
        return Calendar(self.minds.current().catalogue.office, self.settings.zone)


def system_clock() -> datetime:
    """The machine's time, UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is the desk's clock


def open_desk(settings: Settings, clock: Clock = system_clock, *, process: str = "desk") -> Desk:
    """Open store, lines and log; the catalogue is loaded when first needed."""
    store = open_store(settings.database_url)
    return Desk(
        settings,
        clock,
        store,
        open_lines(settings),
        Minds(store, settings.most_wrong),
        open_log(process),
    )
