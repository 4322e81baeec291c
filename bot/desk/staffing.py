"""What an officer works for and where letters go: teams and e-mail. No passwords, no sessions."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from bot.desk.desk import Desk
from bot.desk.officers import known
from bot.errors import BadInput
from bot.store import audit, officers, staff

EMAIL = re.compile(r"[^@\s,;<>]{1,64}@[^@\s,;<>]{1,180}\.[a-z]{2,}", re.IGNORECASE)


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
