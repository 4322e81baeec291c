"""A talk by itself, with or without a ticket, for reading only. Logs who looked at which."""

from __future__ import annotations

from dataclasses import dataclass

from bot.desk import reading, transcript
from bot.desk.desk import Desk
from bot.desk.transcript import Line, Stretch
from bot.errors import NotAllowed, NotFound
from bot.masking import mask_number
from bot.model.officer import READ, Officer
from bot.store import Row, Tx, audit, conversations, queue


@dataclass(frozen=True)
class TalkPage:
    """All that the page of a talk shows."""

    talk: Row
    lines: list[Line]
    older: str  # before which time older lines lie; empty: none
    tickets: list[Row]  # that came of it, if any
    address: str  # masked: nobody holds a talk
    titles: dict[str, str]  # entry id -> title


def open_talk(
    desk: Desk, officer: Officer, talk: str, stretch: Stretch, *, again: bool = False
) -> TalkPage:
    """What was said; opening it is an act that the audit keeps, unless the page is only refreshed."""
    if not officer.may(READ):
        raise NotAllowed(officer.role)
    row = desk.store.read(lambda tx: conversations.by_id(tx, talk))
    if row is None:
        raise NotFound(f"conversation {talk}")
    if not again:
        with desk.store.write() as tx:
            audit.note(tx, actor=officer.id, what="talk_opened", object_=talk, now=desk.now())
    return desk.store.read(lambda tx: _page(desk, tx, officer, row, stretch))


def _page(desk: Desk, tx: Tx, officer: Officer, row: Row, stretch: Stretch) -> TalkPage:
    lines, older = transcript.lines(tx, row["id"], stretch)
    return TalkPage(
        talk=row,
        lines=lines,
        older=older,
        tickets=queue.earlier(tx, row["id"], ""),
        address=mask_number(row["address"] or ""),
        titles=reading.titles(desk, officer.language),
    )
