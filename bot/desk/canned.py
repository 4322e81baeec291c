"""Canned answers with variables: {nama}, {tiket}, {petugas}. Sends nothing."""

from __future__ import annotations

import re

from bot.desk.desk import Desk
from bot.errors import BadInput, NotAllowed, NotFound
from bot.model.officer import STEER, Officer
from bot.store import Row, audit, staff

LONGEST = 1500
VARIABLE = re.compile(r"\{(nama|tiket|petugas)\}")
UNNAMED = "Bapak/Ibu"


def everything(desk: Desk) -> list[Row]:
    """All canned answers by title."""
    return desk.store.read(staff.canned)


def add(desk: Desk, officer: Officer, title: str, text: str) -> str:
    """A new canned answer; supervisors write them."""
    _may_steer(officer)
    if not title.strip() or not text.strip() or len(text) > LONGEST:
        raise BadInput(f"a title, and a text of 1 to {LONGEST} characters")
    row = {"title": title.strip()[:60], "text": text.strip(), "officer_id": officer.id}
    with desk.store.write() as tx:
        added = staff.add_canned(tx, row | {"at": desk.now()})
        audit.note(tx, actor=officer.id, what="canned_added", object_=added, now=desk.now())
        return added


def remove(desk: Desk, officer: Officer, canned: str) -> None:
    """Take one away."""
    _may_steer(officer)
    with desk.store.write() as tx:
        if not staff.remove_canned(tx, canned, desk.now()):
            raise NotFound(f"canned answer {canned}")
        audit.note(tx, actor=officer.id, what="canned_removed", object_=canned, now=desk.now())


def filled(text: str, *, name: str, number: str, officer: str) -> str:
    """The text with its variables; a missing name leaves no blank behind, other `{words}` stay."""
    known = {"nama": name or UNNAMED, "tiket": number, "petugas": officer}
    return VARIABLE.sub(lambda found: known[found[1]], text)


def _may_steer(officer: Officer) -> None:
    if not officer.may(STEER):
        raise NotAllowed(officer.role)
