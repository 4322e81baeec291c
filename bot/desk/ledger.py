"""The ledger: each inbound message, its number of decisions, its end state. Reads only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.desk.desk import Desk
from bot.store import messages

PUBLIC = {"received": "waiting"}  # recorded, its burst not yet settled


def entries(desk: Desk) -> Iterator[dict[str, Any]]:
    """`{"sid", "decisions", "state"}`, oldest first."""
    for row in desk.store.read(lambda tx: list(messages.ledger(tx))):
        yield row | {"state": PUBLIC.get(row["state"], row["state"])}
