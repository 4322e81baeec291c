"""Acts on several tickets at once, at most 20: each ticket on its own, the losers are named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from bot.desk import tickets
from bot.desk.desk import Desk
from bot.errors import BadInput, TanyaError
from bot.model.officer import Officer
from bot.store import Row
from bot.store import tickets as rows

MOST = 20
Refused = dict[str, TanyaError]  # {ticket: why not}


def assign(desk: Desk, officer: Officer, chosen: Sequence[str], to: str) -> Refused:
    """Give all of them to one officer; those that refused."""
    return _each(chosen, lambda ticket: tickets.transfer(desk, officer, ticket, to))


def snooze(
    desk: Desk, officer: Officer, chosen: Sequence[str], until: datetime, reason: str
) -> Refused:
    """Set all of them aside."""
    return _each(chosen, lambda ticket: tickets.snooze(desk, officer, ticket, until, reason))


def reply(desk: Desk, officer: Officer, chosen: Sequence[str], text: str, token: str) -> Refused:
    """One answer (previewed on the page) to all of them; only those that the officer holds."""
    return _each(chosen, partial(_reply, desk, officer, text, token))


def faces(desk: Desk, chosen: Sequence[str]) -> list[Row]:
    """The tickets themselves, for a list of them; what is none is left out."""
    found = [desk.store.read(partial(rows.one, ticket=ticket)) for ticket in chosen[:MOST]]
    return [row for row in found if row]


def _reply(desk: Desk, officer: Officer, text: str, token: str, ticket: str) -> None:
    row = desk.store.read(lambda tx: rows.one(tx, ticket)) or {"conversation_version": -1}
    tickets.reply(
        desk, officer, ticket, text,
        token=f"{token}:{ticket}", version=row["conversation_version"],
    )  # fmt: skip


def _each(chosen: Sequence[str], act: Callable[[str], None]) -> Refused:
    if not chosen or len(chosen) > MOST:
        raise BadInput(f"choose between 1 and {MOST} tickets")
    refused: Refused = {}
    for ticket in dict.fromkeys(chosen):
        try:
            act(ticket)
        except TanyaError as error:
            refused[ticket] = error
    return refused
