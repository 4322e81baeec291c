"""What officers and supervisors want the FAQ to learn: read, take up, decline. Writes no file."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from bot.desk import freshness, sentences, studio
from bot.desk.desk import Desk
from bot.desk.officers import require
from bot.errors import NotFound
from bot.masking import mask
from bot.model.officer import STEER, Officer
from bot.store import audit, events, staff


@dataclass(frozen=True)
class Open:
    """One open proposal. `kind` is phrase | entry (from a ticket), edit | fact | sentence | new (from the studio)."""

    id: str
    kind: str
    entry: str
    question: str  # masked
    answer: str
    changes: dict[str, Any]  # fields, of a proposal from the studio
    officer: str
    at: str
    ticket: str


def listing(desk: Desk) -> list[Open]:
    """Open proposals, oldest first."""
    rows = desk.store.read(staff.proposals)
    return [
        Open(
            row["id"], row["kind"], row["entry"], mask(row["question"]).text, row["answer"],
            json.loads(row["change"] or "{}"), row["officer_name"] or "", row["at"],
            row["ticket_id"] or "",
        )
        for row in rows
    ]  # fmt: skip


def one(desk: Desk, proposal: str) -> Open:
    """An open proposal; NotFound when there is none (any more)."""
    for found in listing(desk):
        if found.id == proposal:
            return found
    raise NotFound(f"proposal {proposal}")


def standing(desk: Desk, one: Open) -> studio.Fields:
    """What a proposal would change, as it stands in the files; empty for what is new or gone."""
    with suppress(NotFound):
        if one.kind == "edit":
            return studio.open_entry(desk, one.entry).fields
        if one.kind == "fact":
            return freshness.open_fact(desk, one.entry).fields
        if one.kind == "sentence":
            return sentences.open_sentence(desk, one.entry).fields
    return {}


def take(desk: Desk, officer: Officer, proposal: str) -> None:
    """The proposal was carried out."""
    _end(desk, officer, proposal, "taken")


def decline(desk: Desk, officer: Officer, proposal: str) -> None:
    """The proposal is not carried out."""
    _end(desk, officer, proposal, "declined")


def _end(desk: Desk, officer: Officer, proposal: str, state: str) -> None:
    require(officer, STEER)
    with desk.store.write() as tx:
        now = desk.now()
        if staff.end_proposal(tx, proposal, state=state, officer=officer.id, now=now):
            audit.note(tx, actor=officer.id, what=f"proposal_{state}", object_=proposal, now=now)
            events.tell(tx, "proposal", proposal, now, detail=state)
