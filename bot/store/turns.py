"""Past turns: what was written together, how it was decided, what was answered. Reads only."""

from __future__ import annotations

from bot.store._tx import Row, Tx

TURN = """SELECT d.turn_id, m.id, m.provider_id, m.conversation_id, m.received_at, m.kind, m.body,
    m.payload, d.decided_at, d.rule, d.action, d.entry, d.catalogue, a.channel, p.language
    FROM decisions d JOIN messages m ON m.id = d.message_id
    JOIN conversations c ON c.id = m.conversation_id JOIN addresses a ON a.id = c.address_id
    JOIN people p ON p.id = a.person_id"""


def with_message(tx: Tx, name: str) -> list[Row]:
    """The messages of the turn that this one belongs to, by our id or the provider's; oldest first."""
    return tx.all(
        f"{TURN} WHERE d.turn_id IN (SELECT turn_id FROM messages"
        " WHERE id = :name OR provider_id = :name) ORDER BY m.received_at, m.id",
        {"name": name},
    )


def between(tx: Tx, since: str, until: str) -> list[Row]:
    """The messages decided in this time, turn by turn."""
    return tx.all(
        f"{TURN} WHERE d.decided_at >= :since AND d.decided_at < :until"
        " ORDER BY d.decided_at, d.turn_id, m.received_at, m.id",
        {"since": since, "until": until},
    )


def entry_before(tx: Tx, conversation: str, *, since: str, until: str) -> str:
    """The entry that was answered last in this conversation within this time; empty when none."""
    row = tx.one(
        "SELECT d.entry FROM decisions d JOIN messages m ON m.id = d.message_id"
        " WHERE m.conversation_id = :c AND d.decided_at >= :since AND d.decided_at < :until"
        " AND d.action = 'answer' AND d.entry <> '' ORDER BY d.decided_at DESC LIMIT 1",
        {"c": conversation, "since": since, "until": until},
    )
    return str(row["entry"]) if row else ""


def reply(tx: Tx, conversation: str, turn: str) -> str:
    """What the bot said to a turn; empty when it was silent or the text is erased."""
    rows = tx.all(
        "SELECT body FROM outbox WHERE conversation_id = :c AND turn_id = :turn AND author = 'bot'"
        " ORDER BY seq",
        {"c": conversation, "turn": turn},
    )
    return "\n\n".join(str(row["body"]) for row in rows)
