"""What officers look at: the queue, a ticket, the state of the house. Logs who opened which ticket."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bot.desk import narrowing
from bot.desk._fit import WINDOW_MARGIN
from bot.desk._urgency import shut
from bot.desk.desk import Desk
from bot.desk.narrowing import Asked
from bot.errors import NotAllowed, NotFound
from bot.masking import mask_number
from bot.model.channel import CHANNELS
from bot.model.clock import moment
from bot.model.officer import AUDIT, READ, Officer
from bot.store import Row, Tx, audit, events, files, queue, tickets

PAGE = 50
TRANSCRIPT = 200


@dataclass(frozen=True)
class Line:
    """One line of a transcript: what the citizen or we said."""

    at: str
    who: str  # citizen | bot | officer | system
    row: Row


@dataclass(frozen=True)
class TicketPage:
    """All that the ticket page shows."""

    ticket: Row
    lines: list[Line]
    notes: list[Row]
    history: list[Row]
    earlier: list[Row]
    ratings: list[Row]
    files: list[Row]
    draft: str
    address: str  # whole for its holder, masked for others
    window_left_s: float | None  # None: no window on this channel
    may_answer: bool
    titles: dict[str, str] = field(default_factory=dict)  # entry id -> title


def look_at_queue(
    desk: Desk, officer: Officer, view: str, page: int = 0, asked: Asked | None = None
) -> tuple[list[Row], Row]:
    """(tickets of the view with masked number, last words and window; counts of each view).

    The counts are of everything, whatever the list is narrowed to.
    """
    _may_read(officer)
    if view not in queue.VIEWS:
        raise NotFound(f"view {view}")
    narrow = narrowing.rows(desk, asked or Asked())
    part = {"limit": PAGE, "offset": page * PAGE}
    rows = desk.store.read(
        lambda tx: queue.listing(tx, view, me=officer.id, shut=shut(desk), narrow=narrow, **part)
    )
    words = desk.store.read(
        lambda tx: queue.last_words(tx, [row["conversation_id"] for row in rows])
    )
    shown = [
        row
        | {
            "address": mask_number(row["address"] or ""),
            "last_words": words[row["conversation_id"]],
            "window_left_s": window_left_s(desk, row),
            "waited_s": _age_s(desk, row["opened_at"]),
            "due_in_s": -_age_s(desk, row["due_at"]),
        }
        for row in rows
    ]
    return shown, counts(desk, officer)


def counts(desk: Desk, officer: Officer) -> Row:
    """How many tickets wait, are the officer's, are open: waiting, mine, everything."""
    return desk.store.read(lambda tx: queue.counts(tx, officer.id))


def open_ticket(desk: Desk, officer: Officer, ticket: str, *, again: bool = False) -> TicketPage:
    """The whole ticket; opening it is an act that the audit keeps, unless the page is only refreshed."""
    _may_read(officer)
    row = desk.store.read(lambda tx: tickets.one(tx, ticket) or tickets.by_number(tx, ticket))
    if row is None:
        raise NotFound(f"ticket {ticket}")
    if not again:
        with desk.store.write() as tx:
            audit.note(
                tx, actor=officer.id, what="ticket_opened", object_=row["id"], now=desk.now()
            )
    return desk.store.read(lambda tx: _page(desk, tx, officer, row))


def titles(desk: Desk, language: str) -> dict[str, str]:
    """The title of every entry in the reader's language."""
    entries = desk.minds.current().catalogue.entries
    return {name: entry.title.get(language, entry.title["id"]) for name, entry in entries.items()}


def _page(desk: Desk, tx: Tx, officer: Officer, row: Row) -> TicketPage:
    talk, ticket = row["conversation_id"], row["id"]
    lines = [
        Line(m["received_at"], "citizen", _heard(m)) for m in queue.heard(tx, talk, TRANSCRIPT)
    ]
    lines += [Line(o["created_at"], o["author"], o) for o in queue.said(tx, talk, TRANSCRIPT)]
    mine = row["officer_id"] == officer.id
    return TicketPage(
        ticket=row,
        lines=sorted(lines, key=lambda line: line.at),
        notes=tickets.notes(tx, ticket),
        history=tickets.history(tx, ticket),
        earlier=queue.earlier(tx, talk, ticket),
        ratings=tickets.ratings(tx, ticket),
        files=files.of_ticket(tx, ticket),
        draft=tickets.draft(tx, ticket, officer.id),
        address=(row["address"] or "") if mine else mask_number(row["address"] or ""),
        window_left_s=window_left_s(desk, row),
        may_answer=mine and row["state"] != "resolved",
        titles=titles(desk, officer.language),
    )


def _heard(row: Row) -> Row:
    return row | {"candidates": json.loads(row["candidates"] or "[]")}


def window_left_s(desk: Desk, row: Row) -> float | None:
    """Seconds in which free text may still be sent; None where there is no window."""
    hours = CHANNELS[row["channel"]].window_h
    if hours is None:
        return None
    if not row["last_inbound_at"]:
        return 0.0
    closes = moment(row["last_inbound_at"]) + timedelta(hours=hours) - WINDOW_MARGIN
    return max(0.0, (closes - desk.clock()).total_seconds())


def events_since(desk: Desk, seq: int) -> list[Row]:
    """What changed after `seq`, for live pages: ids only, nothing personal."""
    return desk.store.read(lambda tx: events.since(tx, seq))


def last_event(desk: Desk) -> int:
    """The newest seq."""
    return desk.store.read(events.last)


def search_audit(desk: Desk, officer: Officer, **filters: Any) -> list[Row]:
    """Acts from the audit log, newest first."""
    if not officer.may(AUDIT):
        raise NotAllowed(officer.role)
    return desk.store.read(lambda tx: audit.search(tx, **filters))


def _may_read(officer: Officer) -> None:
    if not officer.may(READ):
        raise NotAllowed(officer.role)


def _age_s(desk: Desk, at: str) -> float:
    return (desk.clock() - moment(at)).total_seconds()
