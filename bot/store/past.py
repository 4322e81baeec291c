"""Past officers' replies and the figures of a period. Reads only."""

from __future__ import annotations

from bot.store._fulltext import find
from bot.store._tx import Row, Tx


def good_replies(tx: Tx, text: str, limit: int) -> list[Row]:
    """Officers' replies with these words whose ticket was not rated badly, newest first."""
    hits = [hit for hit in find(tx, text, limit=limit * 10) if hit["kind"] == "reply"]
    rows = []
    for hit in hits[:limit]:
        row = tx.one(
            "SELECT o.id AS ref, o.body FROM outbox o WHERE o.id = :id AND NOT EXISTS"
            " (SELECT 1 FROM ratings r WHERE r.ticket_id = o.ticket_id AND r.score <= 2)",
            {"id": hit["ref"]},
        )
        rows += [row] if row else []
    return rows


def figures(tx: Tx, since: str, until: str) -> Row:
    """Counts of a period: inbound, by whom answered, tickets, first replies, ratings."""
    row = tx.one(
        "SELECT (SELECT COUNT(*) FROM messages WHERE received_at >= :a AND received_at < :b) AS inbound,"
        " (SELECT COUNT(*) FROM messages WHERE received_at >= :a AND received_at < :b"
        "  AND state = 'answered') AS by_bot,"
        " (SELECT COUNT(*) FROM tickets WHERE opened_at >= :a AND opened_at < :b) AS opened,"
        " (SELECT COUNT(*) FROM tickets WHERE resolved_at >= :a AND resolved_at < :b) AS resolved,"
        " (SELECT COUNT(*) FROM outbox WHERE created_at >= :a AND created_at < :b"
        "  AND author = 'officer') AS replies,"
        " (SELECT AVG(score) FROM ratings WHERE at >= :a AND at < :b AND score IS NOT NULL) AS rating,"
        " (SELECT COUNT(score) FROM ratings WHERE at >= :a AND at < :b) AS ratings",
        {"a": since, "b": until},
    )
    return row or {}


def first_replies(tx: Tx, since: str, until: str) -> list[Row]:
    """When tickets of the period were opened and first answered."""
    return tx.all(
        "SELECT opened_at, first_reply_at FROM tickets WHERE opened_at >= :a AND opened_at < :b"
        " AND first_reply_at IS NOT NULL",
        {"a": since, "b": until},
    )


def topics(tx: Tx, since: str, until: str, limit: int = 15) -> list[Row]:
    """What was asked most: entry, number of messages."""
    return tx.all(
        "SELECT entry, COUNT(*) AS n FROM decisions WHERE decided_at >= :a AND decided_at < :b"
        " AND entry <> '' GROUP BY entry ORDER BY n DESC, entry LIMIT :n",
        {"a": since, "b": until, "n": limit},
    )


def hours(tx: Tx, since: str, until: str) -> list[Row]:
    """Inbound messages by hour of the day (UTC)."""
    return tx.all(
        "SELECT SUBSTR(received_at, 12, 2) AS hour, COUNT(*) AS n FROM messages"
        " WHERE received_at >= :a AND received_at < :b GROUP BY hour ORDER BY hour",
        {"a": since, "b": until},
    )


def tickets_between(tx: Tx, since: str, until: str, limit: int) -> list[Row]:
    """Tickets of the period for an export: numbers and times, no person."""
    return tx.all(
        "SELECT t.number, t.kind, t.reason, t.entry, t.priority, t.state, t.opened_at,"
        " t.first_reply_at, t.resolved_at, o.name AS officer,"
        " (SELECT score FROM ratings r WHERE r.ticket_id = t.id AND score IS NOT NULL"
        "  ORDER BY r.id DESC LIMIT 1) AS rating"
        " FROM tickets t LEFT JOIN officers o ON o.id = t.officer_id"
        " WHERE t.opened_at >= :a AND t.opened_at < :b ORDER BY t.opened_at LIMIT :n",
        {"a": since, "b": until, "n": limit},
    )
