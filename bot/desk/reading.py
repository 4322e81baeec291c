"""What officers look at: the queue, a ticket, the state of the house. Logs who opened which ticket."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from bot.desk import narrowing, transcript
from bot.desk._fit import WINDOW_MARGIN
from bot.desk._template import invites
from bot.desk._urgency import shut
from bot.desk.desk import Desk
from bot.desk.narrowing import Asked
from bot.desk.transcript import Line, Stretch
from bot.errors import NotAllowed, NotFound
from bot.masking import mask_number
from bot.model.channel import CHANNELS
from bot.model.clock import moment, stamp
from bot.model.officer import READ, STEER, Officer
from bot.store import Row, Tx, audit, events, files, officers, queue, staff, tickets

PAGE = 50
TOWARDS = {"transferred", "assigned", "handed_to_team"}  # acts that name to whom


@dataclass(frozen=True)
class TicketPage:
    """All that the ticket page shows."""

    ticket: Row
    lines: list[Line]
    older: str  # before which time older lines lie; empty: none
    notes: list[Row]
    history: list[Row]
    earlier: list[Row]
    ratings: list[Row]
    files: list[Row]
    draft: str
    left: list[Row]  # for the holder: drafts of colleagues since the last reply
    last_reply: str  # the id of it, whatever part of the talk is shown
    address: str  # whole for its holder, masked for others
    window_left_s: float | None  # None: no window on this channel
    may_answer: bool
    invites: bool  # outside the window: whether the citizen is asked to write again
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
        }
        | dues(desk, row)
        for row in rows
    ]
    return shown, counts(desk, officer)


def dues(desk: Desk, row: Row) -> Row:
    """Seconds until the first answer and the end of an open ticket are due; negative when late."""
    if row["state"] == "resolved":
        return {}
    opened = moment(row["opened_at"]).astimezone(desk.settings.zone)
    end = stamp(desk.calendar().resolve_by(opened, row["priority"]))
    return {
        "due_in_s": -_age_s(desk, row["due_at"]),
        "resolve_at": end,
        "resolve_in_s": -_age_s(desk, end),
    }


def counts(desk: Desk, officer: Officer) -> Row:
    """How many tickets wait, are the officer's, are open: waiting, mine, everything."""
    return desk.store.read(lambda tx: queue.counts(tx, officer.id))


def overdue(desk: Desk, officer: Officer) -> int:
    """How many tickets are past the time of their first answer; a supervisor's worry, of others 0."""
    return desk.store.read(lambda tx: queue.overdue(tx, desk.now())) if officer.may(STEER) else 0


def open_ticket(
    desk: Desk,
    officer: Officer,
    ticket: str,
    stretch: Stretch | None = None,
    *,
    again: bool = False,
) -> TicketPage:
    """The whole ticket; opening it is an act that the audit keeps, unless the page is only refreshed."""
    _may_read(officer)
    row = desk.store.read(lambda tx: tickets.one(tx, ticket) or tickets.by_number(tx, ticket))
    if row is None:
        raise NotFound(f"ticket {ticket}")
    if not again:
        with desk.store.write() as tx:
            now = desk.now()
            audit.note(tx, actor=officer.id, what="ticket_opened", object_=row["id"], now=now)
            staff.see_mentions(tx, ticket=row["id"], officer=officer.id, now=now)
    return desk.store.read(lambda tx: _page(desk, tx, officer, row, stretch or Stretch()))


def last_reply(desk: Desk, ticket: str) -> str:
    """As `TicketPage.last_reply`, without looking at the ticket."""
    return desk.store.read(lambda tx: queue.last_reply(tx, ticket))[0]


def titles(desk: Desk, language: str) -> dict[str, str]:
    """The title of every entry in the reader's language."""
    entries = desk.minds.current().catalogue.entries
    return {name: entry.title.get(language, entry.title["id"]) for name, entry in entries.items()}


def _page(desk: Desk, tx: Tx, officer: Officer, row: Row, stretch: Stretch) -> TicketPage:
    talk, ticket = row["conversation_id"], row["id"]
    lines, older = transcript.lines(tx, talk, stretch)
    mine = row["officer_id"] == officer.id
    drafts = tickets.drafts(tx, ticket)
    last, then = queue.last_reply(tx, ticket)
    return TicketPage(
        ticket=row | dues(desk, row),
        lines=lines,
        older=older,
        notes=_notes(tx, ticket),
        history=_history(desk, tx, officer, ticket),
        earlier=queue.earlier(tx, talk, ticket),
        ratings=tickets.ratings(tx, ticket),
        files=files.of_ticket(tx, ticket),
        draft=next((d["body"] for d in drafts if d["officer_id"] == officer.id), ""),
        left=[
            d for d in drafts if mine and d["officer_id"] != officer.id and d["updated_at"] > then
        ],
        last_reply=last,
        address=(row["address"] or "") if mine else mask_number(row["address"] or ""),
        window_left_s=window_left_s(desk, row),
        may_answer=mine and row["state"] != "resolved",
        invites=invites(desk, row["line"], row["opted_out_at"]),
        titles=titles(desk, officer.language),
    )


def _history(desk: Desk, tx: Tx, officer: Officer, ticket: str) -> list[Row]:
    """Who did what, and `to` whom or which team."""
    rows = tickets.history(tx, ticket)
    people = {row["id"]: row["name"] for row in officers.everyone(tx)}
    teams = desk.minds.current().catalogue.families
    known = people | {
        name: words.get(officer.language, words["id"]) for name, words in teams.items()
    }
    return [
        row | {"to": known.get(row["detail"], "") if row["what"] in TOWARDS else ""} for row in rows
    ]


def _notes(tx: Tx, ticket: str) -> list[Row]:
    named = staff.mentioned(tx, ticket)
    return [row | {"named": named.get(row["id"], [])} for row in tickets.notes(tx, ticket)]


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


def _may_read(officer: Officer) -> None:
    if not officer.may(READ):
        raise NotAllowed(officer.role)


def _age_s(desk: Desk, at: str) -> float:
    return (desk.clock() - moment(at)).total_seconds()
