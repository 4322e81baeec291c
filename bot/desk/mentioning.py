"""What colleagues want of an officer: notes that name them, tickets given to them. Writes no note."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.desk.desk import Desk
from bot.model.officer import Officer
from bot.store import Row, Tx, officers, staff

NAMED = re.compile(r"(?<![\w@.])@([\w-]+(?:\.[\w-]+)*)")


def keep(tx: Tx, row: Row, *, also: Collection[str] = ()) -> None:
    """Keep who is meant by a note (id, ticket_id, officer_id, at, body): `@login` in it, or chosen."""
    told = {login.lower() for login in NAMED.findall(row["body"])}
    for one in officers.everyone(tx):
        meant = one["login"] in told or one["id"] in also
        if meant and not one["disabled_at"] and one["id"] != row["officer_id"]:
            note, ticket = row["id"], row["ticket_id"]
            staff.mention(tx, note=note, ticket=ticket, officer=one["id"], now=row["at"])


def unseen(desk: Desk, officer: Officer) -> list[Row]:
    """Notes in which the officer is named and whose ticket was not opened since: ticket_id, number."""
    return desk.store.read(lambda tx: staff.unseen_mentions(tx, officer.id))


def handed_over(desk: Desk, officer: Officer) -> list[Row]:
    """Tickets that a colleague gave to the officer, who has not looked yet: ticket_id."""
    return desk.store.read(lambda tx: staff.handed_over(tx, officer.id))
