"""Who works here as what: role, teams, e-mail; who left and who came back. No passwords, no sign-in."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from bot.desk.desk import Desk
from bot.desk.officers import known
from bot.errors import BadInput, LastAdmin
from bot.model.officer import ADMIN, ANSWER, ROLES
from bot.store import Row, Tx, audit, conversations, events, officers, queue, staff, tickets

EMAIL = re.compile(r"[^@\s,;<>]{1,64}@[^@\s,;<>]{1,180}\.[a-z]{2,}", re.IGNORECASE)
ADMINS = tuple(role for role, may in ROLES.items() if ADMIN in may)


@dataclass(frozen=True)
class Place:
    """Where letters go (empty: nowhere), and the topic families whose tickets come first."""

    email: str
    teams: frozenset[str]


def places(desk: Desk) -> dict[str, Place]:
    """Of every officer's id the place."""
    people, teams = desk.store.read(lambda tx: (officers.everyone(tx), staff.teams(tx)))
    return {one["id"]: Place(one["email"], frozenset(teams.get(one["id"], ()))) for one in people}


def change(desk: Desk, login: str, *, email: str, teams: Collection[str], by: str) -> None:
    """Set both; BadInput for an address or a family that does not exist, NotFound for the login."""
    if email and not EMAIL.fullmatch(email):
        raise BadInput(f"{email!r} is no e-mail address; write one like nama@example.go.id")
    unknown = set(teams) - set(desk.minds.current().catalogue.families)
    if unknown:
        raise BadInput(f"there is no family {min(unknown)!r}")
    with desk.store.write() as tx:
        row = known(tx, login)
        officers.set_email(tx, row["id"], email)
        staff.set_teams(tx, row["id"], sorted(set(teams)))
        audit.note(tx, actor=by, what="officer_placed", object_=row["id"], now=desk.now())


def change_role(desk: Desk, login: str, role: str, *, by: str) -> None:
    """Give another role; every session ends, and who may not answer any more holds no ticket.

    BadInput for an unknown role, NotFound for the login, LastAdmin where nobody would be left.
    """
    if role not in ROLES:
        raise BadInput(f"a role is one of {', '.join(ROLES)}")
    with desk.store.write() as tx:
        row = known(tx, login)
        if role == row["role"]:
            return
        if role not in ADMINS:
            _keep_an_admin(tx, row)
        officers.set_role(tx, row["id"], role)
        if ANSWER not in ROLES[role]:
            _give_back(desk, tx, row["id"], by)
        _ended(desk, tx, row, "officer_role", by, f"{row['role']} -> {role}")


def disable(desk: Desk, login: str, *, by: str) -> None:
    """Nobody may sign in as this officer any more: sessions end, tickets wait again.

    NotFound for the login, LastAdmin where nobody would be left.
    """
    with desk.store.write() as tx:
        row = known(tx, login)
        _keep_an_admin(tx, row)
        officers.disable(tx, row["id"], desk.now())
        _give_back(desk, tx, row["id"], by)
        _ended(desk, tx, row, "officer_disabled", by)


def enable(desk: Desk, login: str, *, by: str) -> None:
    """The officer may sign in again, with the old password."""
    with desk.store.write() as tx:
        row = known(tx, login)
        officers.disable(tx, row["id"], None)
        audit.note(tx, actor=by, what="officer_enabled", object_=row["id"], now=desk.now())


def _keep_an_admin(tx: Tx, row: Row) -> None:
    is_one = row["role"] in ADMINS and not row["disabled_at"]
    if is_one and not any(officers.others_with(tx, role, row["id"]) for role in ADMINS):
        raise LastAdmin(row["login"])


def _give_back(desk: Desk, tx: Tx, officer: str, by: str) -> None:
    now = desk.now()
    for row in queue.held_by(tx, officer):
        tickets.release(tx, row["id"], officer=officer)
        conversations.give(tx, row["conversation_id"], "queue")
        tickets.happened(tx, row["id"], actor=by, what="released", now=now)
        events.tell(tx, "ticket", row["id"], now, detail="released")


def _ended(desk: Desk, tx: Tx, row: Row, what: str, by: str, detail: str = "") -> None:
    officers.end_sessions(tx, now=desk.now(), officer=row["id"])
    audit.note(tx, actor=by, what=what, object_=row["id"], now=desk.now(), detail=detail)
