"""Conversations: who owns them, what the bot remembers, when a burst is due. No messages here."""

from __future__ import annotations

from bot.store._ids import new_id
from bot.store._tx import Row, Tx

FACE = """SELECT c.*, a.person_id, a.channel, a.address, a.blocked_at, p.language, p.text_only,
    p.opted_out_at, p.profile_name, p.simulated,
    t.id AS ticket_id, t.number AS ticket_number, t.state AS ticket_state, t.kind AS ticket_kind,
    t.entry AS ticket_entry, o.name AS officer_name
    FROM conversations c JOIN addresses a ON a.id = c.address_id
    JOIN people p ON p.id = a.person_id
    LEFT JOIN tickets t ON t.conversation_id = c.id AND t.state <> 'resolved'
    LEFT JOIN officers o ON o.id = t.officer_id"""


def of_address(tx: Tx, channel: str, address: str) -> Row | None:
    """The conversation with this address, with person and open ticket joined; None if new."""
    return tx.one(
        f"{FACE} WHERE a.channel = :channel AND a.address = :address",
        {"channel": channel, "address": address},
    )


def by_id(tx: Tx, conversation: str) -> Row | None:
    """The same view of one conversation."""
    return tx.one(f"{FACE} WHERE c.id = :id", {"id": conversation})


def make(tx: Tx, *, address_id: str, line: str) -> str:
    """A new conversation, owned by the bot."""
    row = {"id": new_id(), "address_id": address_id, "line": line}
    tx.insert("conversations", row)
    return row["id"]


def heard(tx: Tx, conversation: str, *, line: str, our_address: str, now: str) -> None:
    """The citizen wrote at `now`: the window opens from then, and we answer where we were asked."""
    tx.run(
        "UPDATE conversations SET line = :line, our_address = :ours, revision = revision + 1,"
        " last_inbound_at = CASE WHEN last_inbound_at > :now THEN last_inbound_at ELSE :now END"
        " WHERE id = :id",
        {"now": now, "line": line, "ours": our_address, "id": conversation},
    )


def wait(tx: Tx, conversation: str, *, started: str, due: str) -> None:
    """The burst may grow until `due`."""
    tx.run(
        "UPDATE conversations SET burst_started_at = :started, burst_due_at = :due WHERE id = :id",
        {"started": started, "due": due, "id": conversation},
    )


def due(tx: Tx, conversation: str, now: str) -> None:
    """Something came that nobody has read: it need not wait; a burst that began goes on."""
    tx.run(
        "UPDATE conversations SET burst_due_at = :now WHERE id = :id",
        {"now": now, "id": conversation},
    )


def settle(tx: Tx, conversation: str, memory: str | None) -> None:
    """A turn is decided: nothing waits any more; memory is kept when given."""
    tx.run(
        "UPDATE conversations SET burst_started_at = NULL, burst_due_at = NULL,"
        " memory = COALESCE(:memory, memory), revision = revision + 1 WHERE id = :id",
        {"memory": memory, "id": conversation},
    )


def remember(tx: Tx, conversation: str, memory: str) -> None:
    """Replace what the bot remembers."""
    tx.run(
        "UPDATE conversations SET memory = :memory, revision = revision + 1 WHERE id = :id",
        {"memory": memory, "id": conversation},
    )


def give(tx: Tx, conversation: str, owner: str) -> None:
    """Change the owner: bot | queue | officer. Every change raises the version."""
    tx.run(
        "UPDATE conversations SET owner = :owner, version = version + 1, revision = revision + 1"
        " WHERE id = :id AND owner <> :owner",
        {"owner": owner, "id": conversation},
    )


def bursts_due(tx: Tx, now: str, limit: int = 50) -> list[str]:
    """Conversations whose waiting messages must be decided now."""
    rows = tx.all(
        "SELECT id FROM conversations WHERE burst_due_at <= :now ORDER BY burst_due_at LIMIT :n",
        {"now": now, "n": limit},
    )
    return [str(row["id"]) for row in rows]
