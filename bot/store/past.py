"""Past officers' replies and the figures of a period. Reads only.

A period is `a`, `b` and `trial`: 1 counts simulated citizens too, where there are no others.
"""

from __future__ import annotations

from bot.store._fulltext import find
from bot.store._tx import Params, Row, Tx
from bot.store.tickets import COUNTED

HEARD = "x.received_at >= :a AND x.received_at < :b"
BY_BOT = f"{HEARD} AND x.state = 'answered'"
OPENED = "x.opened_at >= :a AND x.opened_at < :b"
RESOLVED = "x.resolved_at >= :a AND x.resolved_at < :b"
REPLIED = "x.created_at >= :a AND x.created_at < :b AND x.author = 'officer'"


def good_replies(tx: Tx, text: str, limit: int) -> list[Row]:
    """Officers' replies with these words whose ticket was not rated badly at last, newest first."""
    hits = [hit for hit in find(tx, text, limit=limit * 10) if hit["kind"] == "reply"]
    rows = []
    for hit in hits[:limit]:
        row = tx.one(
            "SELECT o.id AS ref, o.body FROM outbox o WHERE o.id = :id AND NOT EXISTS"
            f" (SELECT 1 FROM ratings r WHERE r.ticket_id = o.ticket_id AND r.score <= 2 AND {COUNTED})",
            {"id": hit["ref"]},
        )
        rows += [row] if row else []
    return rows


def figures(tx: Tx, span: Params) -> Row:
    """Counts of a period: inbound, by whom answered, tickets, first replies, ratings."""
    row = tx.one(
        f"SELECT {_count('messages', HEARD)} AS inbound, {_count('messages', BY_BOT)} AS by_bot,"
        f" {_count('tickets', OPENED)} AS opened, {_count('tickets', RESOLVED)} AS resolved,"
        f" {_count('outbox', REPLIED)} AS replies, {_ratings('SUM')} AS rating,"
        f" {_ratings('COUNT')} AS ratings",
        span,
    ) or {"ratings": 0}
    return row | {"rating": row["rating"] / row["ratings"] if row["ratings"] else None}


def first_replies(tx: Tx, span: Params) -> list[Row]:
    """When tickets of the period were opened and first answered."""
    replied = f"{OPENED} AND x.first_reply_at IS NOT NULL"
    rows = tx.all(
        f"SELECT x.id, x.opened_at, x.first_reply_at FROM tickets x WHERE {replied}", span
    )
    played = {row["id"] for row in tx.all(f"SELECT x.id{_played('tickets')} AND {OPENED}", span)}
    return [row for row in rows if row["id"] not in played]


def topics(tx: Tx, span: Params) -> dict[str, int]:
    """How many messages were about each entry."""
    when = "d.decided_at >= :a AND d.decided_at < :b AND d.entry <> '' GROUP BY d.entry"
    return _without(
        tx.all(f"SELECT d.entry AS what, COUNT(*) AS n FROM decisions d WHERE {when}", span),
        tx.all(
            f"SELECT d.entry AS what, COUNT(*) AS n{_played('messages', 'decisions d')}"
            f" AND d.message_id = x.id AND {when}",
            span,
        ),
    )


def hours(tx: Tx, span: Params) -> dict[str, int]:
    """Inbound messages by hour of the day (UTC)."""
    when = f"{HEARD} GROUP BY what"
    hour = "SELECT SUBSTR(x.received_at, 12, 2) AS what, COUNT(*) AS n"
    return _without(
        tx.all(f"{hour} FROM messages x WHERE {when}", span),
        tx.all(f"{hour}{_played('messages')} AND {when}", span),
    )


def tickets_between(tx: Tx, span: Params, limit: int) -> list[Row]:
    """Tickets of the period for an export: numbers and times, no person."""
    return tx.all(
        "SELECT t.number, t.kind, t.reason, t.entry, t.priority, t.state, t.opened_at,"
        " t.first_reply_at, t.resolved_at, o.name AS officer,"
        " (SELECT score FROM ratings r WHERE r.ticket_id = t.id AND score IS NOT NULL"
        "  ORDER BY r.id DESC LIMIT 1) AS rating"
        " FROM tickets t JOIN conversations c ON c.id = t.conversation_id"
        " JOIN addresses a ON a.id = c.address_id"
        " JOIN people p ON p.id = a.person_id AND p.simulated <= :trial"
        " LEFT JOIN officers o ON o.id = t.officer_id"
        " WHERE t.opened_at >= :a AND t.opened_at < :b ORDER BY t.opened_at LIMIT :n",
        {**span, "n": limit},
    )


def _played(table: str, *more: str) -> str:
    """Rows `x` of simulated citizens, found from their few; none where all citizens are simulated."""
    rows = " CROSS JOIN ".join((f"{table} x", *more))
    return (
        f" FROM people p CROSS JOIN addresses a CROSS JOIN conversations c CROSS JOIN {rows}"
        " WHERE p.simulated = 1 AND :trial = 0 AND a.person_id = p.id AND c.address_id = a.id"
        " AND x.conversation_id = c.id"
    )


def _count(table: str, where: str) -> str:
    every, played = f" FROM {table} x WHERE {where}", f"{_played(table)} AND {where}"
    return f"((SELECT COUNT(*){every}) - (SELECT COUNT(*){played}))"


def _ratings(how: str) -> str:
    when, score = f"r.at >= :a AND r.at < :b AND {COUNTED}", f"SELECT COALESCE({how}(r.score), 0)"
    played = f"{_played('tickets', 'ratings r')} AND r.ticket_id = x.id AND {when}"
    return f"(({score} FROM ratings r WHERE {when}) - ({score}{played}))"


def _without(rows: list[Row], played: list[Row]) -> dict[str, int]:
    fewer = {row["what"]: row["n"] for row in played}
    left = {row["what"]: row["n"] - fewer.get(row["what"], 0) for row in rows}
    return {what: n for what, n in left.items() if n}
