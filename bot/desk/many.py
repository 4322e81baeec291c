"""Acts on several tickets at once, at most 20: each ticket on its own, the losers are named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from bot.desk import tickets
from bot.desk.desk import Desk
from bot.errors import BadInput, TanyaError
from bot.model.officer import Officer
from bot.store import tickets as rows

MOST = 20


def assign(desk: Desk, officer: Officer, chosen: Sequence[str], to: str) -> dict[str, str]:
    """Give all of them to one officer; {ticket: why not} for those that refused."""
    return _each(chosen, lambda ticket: tickets.transfer(desk, officer, ticket, to))


def snooze(
    desk: Desk, officer: Officer, chosen: Sequence[str], until: datetime, reason: str
) -> dict[str, str]:
    """Set all of them aside."""
    return _each(chosen, lambda ticket: tickets.snooze(desk, officer, ticket, until, reason))


def reply(
    desk: Desk, officer: Officer, chosen: Sequence[str], text: str, token: str
) -> dict[str, str]:
    """One answer (previewed on the page) to all of them; only those that the officer holds."""
    return _each(chosen, partial(_reply, desk, officer, text, token))


def _reply(desk: Desk, officer: Officer, text: str, token: str, ticket: str) -> None:
    row = desk.store.read(lambda tx: rows.one(tx, ticket)) or {"conversation_version": -1}
    tickets.reply(
        desk, officer, ticket, text,
        token=f"{token}:{ticket}", version=row["conversation_version"],
    )  # fmt: skip


def _each(chosen: Sequence[str], act: Callable[[str], None]) -> dict[str, str]:
    if not chosen or len(chosen) > MOST:
        raise BadInput(f"choose between 1 and {MOST} tickets")
    refused = {}
    for ticket in dict.fromkeys(chosen):
        try:
            act(ticket)
        except TanyaError as error:
            refused[ticket] = str(error)
    return refused
