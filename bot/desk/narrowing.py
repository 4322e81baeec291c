"""What the queue is narrowed to: topic, channel, officer, days. Cleans what was asked; lists no ticket."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta

from bot.desk.desk import Desk
from bot.model.channel import CHANNELS
from bot.model.officer import Officer
from bot.store import queue

FAMILY, ENTRY = "family:", "entry:"  # a family and an entry may bear the same name
OWN = {"waiting", "mine"}  # views that hold no colleague's tickets


@dataclass(frozen=True)
class Asked:
    """The fields of the form as they stand in the address; empty texts narrow nothing."""

    topic: str = ""  # family:<name> | entry:<name>
    channel: str = ""
    officer: str = ""
    since: str = ""  # days at the office, both included
    until: str = ""

    def given(self) -> dict[str, str]:
        """The fields that narrow something."""
        return {name: value for name, value in asdict(self).items() if value}


def clean(desk: Desk, asked: Asked, view: str, staff: list[Officer]) -> Asked:
    """The same without what nobody knows, and without an officer where there is but one."""
    topic = asked.topic if _entries(desk, asked.topic) else ""
    known = {one.id for one in staff} if view not in OWN else set()
    return replace(
        asked,
        topic=topic,
        channel=asked.channel if asked.channel in CHANNELS else "",
        officer=asked.officer if asked.officer in known else "",
        since=asked.since if _day(asked.since) else "",
        until=asked.until if _day(asked.until) else "",
    )


def rows(desk: Desk, asked: Asked) -> queue.Narrow:
    """The same as the store understands it."""
    since, until = _day(asked.since), _day(asked.until)
    return queue.Narrow(
        team=asked.topic.removeprefix(FAMILY) if asked.topic.startswith(FAMILY) else "",
        entries=_entries(desk, asked.topic),
        channel=asked.channel,
        officer=asked.officer,
        since=desk.begins(since) if since else "",
        until=desk.begins(until + timedelta(days=1)) if until else "",
    )


def left(desk: Desk, officer: Officer, view: str, asked: Asked) -> int:
    """How many tickets of a view remain."""
    narrow = rows(desk, asked)
    return desk.store.read(lambda tx: queue.count(tx, view, me=officer.id, narrow=narrow))


def alone(desk: Desk, officer: Officer, view: str, asked: Asked) -> dict[str, int]:
    """How many tickets would remain by each field alone: 0 tells which one hides everything."""
    return {
        name: left(desk, officer, view, replace(Asked(), **{name: value}))
        for name, value in asked.given().items()
    }


def entries(desk: Desk, language: str) -> dict[str, list[tuple[str, str]]]:
    """Of each family its entries, by title: (name, title)."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, entry in desk.minds.current().catalogue.entries.items():
        title = entry.title.get(language, entry.title["id"])
        found.setdefault(entry.family, []).append((name, title))
    return {name: sorted(them, key=lambda pair: pair[1]) for name, them in found.items()}


def _entries(desk: Desk, topic: str) -> tuple[str, ...]:
    entries = desk.minds.current().catalogue.entries
    if topic.startswith(FAMILY):
        family = topic.removeprefix(FAMILY)
        return tuple(name for name, entry in entries.items() if entry.family == family)
    name = topic.removeprefix(ENTRY)
    return (name,) if topic.startswith(ENTRY) and name in entries else ()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
