"""Bursts whose quiet is over: each is decided once. Survives a restart, since due times are rows."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.desk.receive import settle_burst
from bot.store import conversations


def settle_due(desk: Desk) -> int:
    """Decide every burst that is due; how many."""
    due = desk.store.read(lambda tx: conversations.bursts_due(tx, desk.now()))
    return sum(settle_burst(desk, conversation) for conversation in due)
