"""Who is there and who looks at what: presence, seeing and typing. Moves no ticket."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.errors import BadInput
from bot.model.clock import later
from bot.model.officer import Officer
from bot.store import Row, events, staff

SEEN_S = 20.0


def set_presence(desk: Desk, officer: Officer, presence: str) -> None:
    """Be available or away."""
    if presence not in {"available", "away"}:
        raise BadInput("available or away")
    with desk.store.write() as tx:
        staff.set_presence(tx, officer.id, presence)
        events.tell(tx, "presence", officer.id, desk.now(), detail=presence)


def gaze(desk: Desk, officer: Officer, ticket: str, *, typing: bool) -> list[Row]:
    """Tell that one looks at a ticket; the colleagues who do so too (name, typing)."""
    with desk.store.write() as tx:
        now = desk.now()
        staff.gaze(tx, ticket=ticket, officer=officer.id, typing=typing, now=now)
        others = staff.gazes(tx, ticket, later(now, -SEEN_S))
    return [row for row in others if row["officer_id"] != officer.id]
