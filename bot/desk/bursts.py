"""Messages that wait and are due: each is decided once. Survives a restart, since due times are rows."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.desk.receive import settle_burst
from bot.errors import StoreUnavailable
from bot.store import conversations


def settle_due(desk: Desk) -> int:
    """Decide what is due; of how many conversations."""
    due = desk.store.read(lambda tx: conversations.bursts_due(tx, desk.now()))
    return sum(_settled(desk, conversation) for conversation in due)


def _settled(desk: Desk, conversation: str) -> bool:
    """One that cannot be decided stays waiting, for the watchdog to see, and holds no other up."""
    try:
        return settle_burst(desk, conversation)
    except StoreUnavailable:
        raise
    except Exception:
        desk.log.exception("burst not settled", conversation=conversation)
        return False
