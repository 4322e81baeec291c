"""The audit log as people search it: by whom, what, about what, on which days. Appends nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.desk.desk import Desk
from bot.errors import NotAllowed
from bot.model.officer import AUDIT, Officer
from bot.store import Row, Tx, audit, officers, tickets


@dataclass(frozen=True)
class Wanted:
    """The fields of the form as they stand in the address; empty ones narrow nothing."""

    actor: str = ""
    what: str = ""
    about: str = ""  # a ticket's number, a login, or any other name that acts are about
    since: str = ""  # days at the office, both included
    until: str = ""


def search(desk: Desk, officer: Officer, wanted: Wanted, *, limit: int, before: int) -> list[Row]:
    """Acts, newest first, each with the number or name of what it is about where that is known."""
    if not officer.may(AUDIT):
        raise NotAllowed(officer.role)
    since, until = _day(wanted.since), _day(wanted.until)
    narrow = {
        "actor": wanted.actor,
        "what": wanted.what,
        "since": desk.begins(since) if since else "",
        "until": desk.begins(until + timedelta(days=1)) if until else "",
    }
    return desk.store.read(
        lambda tx: audit.search(
            tx, object_=_meant(tx, wanted.about.strip()), limit=limit, before=before, **narrow
        )
    )


def _meant(tx: Tx, about: str) -> str:
    found = about and (tickets.by_number(tx, about) or officers.by_login(tx, about.lower()))
    return str(found["id"]) if found else about


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
