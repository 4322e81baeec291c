"""What we remember: the only room with SQL. No rules, no rendering, no network."""

from __future__ import annotations

from pathlib import Path

from bot.store._connection import Connections
from bot.store._ids import new_id
from bot.store._tx import Row, Tx

__all__ = ["Connections", "Row", "Tx", "new_id", "open_store"]


def open_store(url: str) -> Connections:
    """Open the store behind a `sqlite:///path` address; the folder is made if it lacks."""
    path = Path(url.removeprefix("sqlite:///"))
    path.parent.mkdir(parents=True, exist_ok=True)
    return Connections(path)
