"""Find people's messages and tickets again: by words, number, address. Reads only."""

from __future__ import annotations

from bot.store._fulltext import find
from bot.store._tx import Row, Tx

__all__ = ["by_address", "by_words", "tickets_between", "tickets_of"]


def by_words(tx: Tx, text: str, limit: int) -> list[Row]:
    """Hits of the full-text search with the time and the newest ticket of their conversation."""
    hits = []
    for hit in find(tx, text, limit=limit):
        table, column = (
            ("outbox", "created_at") if hit["kind"] == "reply" else ("messages", "received_at")
        )
        table, column = ("notes", "at") if hit["kind"] == "note" else (table, column)
        row = tx.one(f"SELECT {column} AS at FROM {table} WHERE id = :id", {"id": hit["ref"]})
        hits.append(hit | {"at": row["at"] if row else ""} | _ticket(tx, hit["conversation"]))
    return hits


def by_address(tx: Tx, digits: str, limit: int) -> list[Row]:
    """Conversations whose number ends with these digits."""
    rows = tx.all(
        "SELECT c.id AS conversation, a.address, a.channel, c.last_inbound_at AS at"
        " FROM addresses a JOIN conversations c ON c.address_id = a.id"
        " WHERE a.address LIKE :tail ORDER BY c.last_inbound_at DESC LIMIT :n",
        {"tail": f"%{digits}", "n": limit},
    )
    return [row | _ticket(tx, row["conversation"]) for row in rows]


def tickets_of(tx: Tx, number: str, limit: int) -> list[Row]:
    """Tickets whose number begins like this."""
    return tx.all(
        "SELECT id AS ticket_id, number, conversation_id AS conversation, opened_at AS at, state"
        " FROM tickets WHERE number >= :start AND number < :end ORDER BY number DESC LIMIT :n",
        {"start": number, "end": f"{number}~", "n": limit},
    )


def tickets_between(tx: Tx, since: str, until: str, limit: int) -> list[Row]:
    """Tickets opened from `since` to before `until`, newest first."""
    return tx.all(
        "SELECT id AS ticket_id, number, conversation_id AS conversation, opened_at AS at, state"
        " FROM tickets WHERE opened_at >= :since AND opened_at < :until"
        " ORDER BY opened_at DESC LIMIT :n",
        {"since": since, "until": until, "n": limit},
    )


def _ticket(tx: Tx, conversation: str) -> Row:
    row = tx.one(
        "SELECT id AS ticket_id, number FROM tickets WHERE conversation_id = :c"
        " ORDER BY opened_at DESC LIMIT 1",
        {"c": conversation},
    )
    return row or {"ticket_id": "", "number": ""}
