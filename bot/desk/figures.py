"""Today's figures for a supervisor, and the export of a period's tickets. Counts, never persons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from statistics import median

from bot.desk.desk import Desk
from bot.errors import NotAllowed
from bot.model.clock import moment, stamp
from bot.model.entry import Entry
from bot.model.officer import STEER, Officer
from bot.store import Row, audit, past, queue

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run a cell that begins so
MOST_ROWS = 100_000
MOST_TOPICS = 15


@dataclass(frozen=True)
class Figures:
    """The figures of a period, in office time."""

    counts: Row
    first_reply_min: float | None  # median, office minutes
    topics: list[tuple[str, int]]  # title, messages
    hours: list[int]  # 24 numbers by office hour
    waiting: int
    oldest_s: float | None


def of_days(desk: Desk, officer: Officer, days: int = 1) -> Figures:
    """The figures of today (or of the last `days` days with it)."""
    if officer.role != "auditor" and not officer.may(STEER):
        raise NotAllowed(officer.role)
    span, read = _period(desk, days), desk.store.read
    replies = read(lambda tx: past.first_replies(tx, span))
    entries = desk.minds.current().catalogue.entries
    asked = read(lambda tx: past.topics(tx, span))
    most = sorted(asked.items(), key=lambda one: (-one[1], one[0]))[:MOST_TOPICS]
    oldest = read(queue.oldest_wait)
    return Figures(
        counts=read(lambda tx: past.figures(tx, span)),
        first_reply_min=_median_office_minutes(desk, replies),
        topics=[(_title(entries, entry, officer.language), n) for entry, n in most],
        hours=_by_office_hour(desk, read(lambda tx: past.hours(tx, span))),
        waiting=read(lambda tx: queue.counts(tx, officer.id))["waiting"],
        oldest_s=(desk.clock() - moment(oldest)).total_seconds() if oldest else None,
    )


def export(desk: Desk, officer: Officer, days: int) -> list[Row]:
    """The period's tickets for a table, without persons; kept in the audit."""
    if not officer.may(STEER):
        raise NotAllowed(officer.role)
    span = _period(desk, days)
    rows = desk.store.read(lambda tx: past.tickets_between(tx, span, MOST_ROWS))
    with desk.store.write() as tx:
        audit.note(
            tx,
            actor=officer.id,
            what="exported",
            object_="tickets",
            now=desk.now(),
            detail=str(days),
        )
    return rows


def safe_cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(DANGEROUS) else text


def _period(desk: Desk, days: int) -> dict[str, str | int]:
    """From which day's beginning to this one's end; where there is a provider, real citizens only."""
    today = datetime.combine(desk.local().date(), time.min, desk.settings.zone)
    since = today - timedelta(days=max(1, days) - 1)
    trial = int(not desk.settings.has_provider)
    return {"a": stamp(since), "b": stamp(today + timedelta(days=1)), "trial": trial}


def _median_office_minutes(desk: Desk, rows: list[Row]) -> float | None:
    calendar, zone = desk.calendar(), desk.settings.zone
    spans = [
        calendar.office_minutes(
            moment(row["opened_at"]).astimezone(zone),
            moment(row["first_reply_at"]).astimezone(zone),
        )
        for row in rows
    ]
    return median(spans) if spans else None


def _by_office_hour(desk: Desk, heard: Mapping[str, int]) -> list[int]:
    numbers = [0] * 24
    offset = desk.local().utcoffset() or timedelta()
    for hour, n in heard.items():
        local = datetime(2000, 1, 2, int(hour), tzinfo=UTC) + offset
        numbers[local.hour] += n
    return numbers


def _title(entries: Mapping[str, Entry], entry: str, language: str) -> str:
    known = entries.get(entry)
    return known.title.get(language, known.title["id"]) if known else entry
