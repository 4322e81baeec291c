"""Inbound messages and the one decision of each. Bodies come masked; nothing is masked here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.store._ids import new_id
from bot.store._tx import Params, Row, Tx


def record(tx: Tx, row: Params) -> bool:
    """Insert an inbound message; False when (line, provider_id) is known already."""
    names = ", ".join(row)
    marks = ", ".join(f":{name}" for name in row)
    return (
        tx.run(
            f"INSERT INTO messages ({names}) VALUES ({marks})"
            " ON CONFLICT (line, provider_id) DO NOTHING",
            row,
        )
        == 1
    )


def keep_raw(tx: Tx, *, message: str, now: str, body: str) -> None:
    """Keep the provider's request as received (masked by the caller), for a few days."""
    tx.insert("raw_requests", {"message_id": message, "at": now, "body": body})


def waiting(tx: Tx, conversation: str) -> list[Row]:
    """Messages of the conversation that have no decision yet, oldest first."""
    return tx.all(
        "SELECT * FROM messages WHERE conversation_id = :c AND state IN ('received', 'waiting')"
        " ORDER BY received_at, id",
        {"c": conversation},
    )


def settle(tx: Tx, message: str, *, state: str, reason: str, turn: str, ticket: str | None) -> None:
    """The message reached the end state of its turn."""
    tx.run(
        "UPDATE messages SET state = :state, reason = :reason, turn_id = :turn,"
        " ticket_id = COALESCE(:ticket, ticket_id) WHERE id = :id",
        {"state": state, "reason": reason, "turn": turn, "ticket": ticket, "id": message},
    )


def hold(tx: Tx, message: str) -> None:
    """The message waits for its burst to end."""
    tx.run("UPDATE messages SET state = 'waiting' WHERE id = :id", {"id": message})


def decided(tx: Tx, row: Params) -> None:
    """Keep the decision of one message."""
    tx.insert("decisions", row)


def rate(
    tx: Tx, conversation: str, *, message: Row, since_minute: str, since_alike: str
) -> tuple[int, int]:
    """(automatic replies since `since_minute`, messages like this since `since_alike`, none after it)."""
    row = tx.one(
        "SELECT (SELECT COUNT(*) FROM outbox WHERE conversation_id = :c AND author = 'bot'"
        "  AND created_at > :minute) AS replies,"
        " (SELECT COUNT(*) FROM messages WHERE conversation_id = :c AND received_at > :alike"
        "  AND received_at <= :here AND body = :body AND body <> '') AS alike",
        {
            "c": conversation,
            "minute": since_minute,
            "alike": since_alike,
            "here": message["received_at"],
            "body": message["body"],
        },
    )
    return (int(row["replies"]), int(row["alike"])) if row else (0, 0)


def known(tx: Tx, line: str, provider_ids: Iterable[str]) -> frozenset[str]:
    """Which of these provider ids are recorded already."""
    sql = "SELECT 1 FROM messages WHERE line = :line AND provider_id = :id"
    return frozenset(one for one in provider_ids if tx.one(sql, {"line": line, "id": one}))


def unanswered(tx: Tx, before: str) -> list[Row]:
    """Inbound older than `before` without an end state, or answered without any reply in the outbox."""
    return tx.all(
        "SELECT m.id, m.line, m.provider_id, m.state, m.received_at FROM messages m"
        " WHERE m.received_at < :before AND m.state IN ('received', 'waiting')"
        " ORDER BY m.received_at",
        {"before": before},
    )


def ledger(tx: Tx) -> Iterator[Row]:
    """One row a message: sid, number of decisions, state."""
    rows = tx.database.execute(
        "SELECT m.provider_id AS sid, (SELECT COUNT(*) FROM decisions d WHERE d.message_id = m.id)"
        " AS decisions, m.state AS state FROM messages m ORDER BY m.received_at, m.id"
    )
    return (dict(row) for row in rows)


def feedback(
    tx: Tx, *, message: str | None, now: str, entry: str, verdict: str, catalogue: str
) -> None:
    """What somebody thought of an entry's answer."""
    row = {"id": new_id(), "message_id": message, "at": now, "entry": entry}
    tx.insert("feedback", row | {"verdict": verdict, "catalogue": catalogue})
