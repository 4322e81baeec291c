"""What changed, in order: rows that live pages follow by seq. No texts, names or numbers in them."""

from __future__ import annotations

from bot.store._tx import Row, Tx


def tell(tx: Tx, kind: str, ref: str, now: str, detail: str = "") -> None:
    """Add an event in the writing transaction, so that its seq has no gap in front of it."""
    tx.run(
        "INSERT INTO events (seq, at, kind, ref, detail)"
        " SELECT COALESCE(MAX(seq), 0) + 1, :at, :kind, :ref, :detail FROM events",
        {"at": now, "kind": kind, "ref": ref, "detail": detail},
    )


def since(tx: Tx, seq: int, limit: int = 500) -> list[Row]:
    """Events after `seq`, oldest first."""
    return tx.all(
        "SELECT * FROM events WHERE seq > :seq ORDER BY seq LIMIT :n", {"seq": seq, "n": limit}
    )


def last(tx: Tx) -> int:
    """The highest seq so far."""
    row = tx.one("SELECT COALESCE(MAX(seq), 0) AS seq FROM events")
    return int(row["seq"]) if row else 0
