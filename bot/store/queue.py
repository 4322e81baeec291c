"""What officers look at: lists of tickets, a transcript, counters. Reads only."""

from __future__ import annotations

from bot.store._connection import Row, Tx
from bot.store.tickets import ORDER, WHOLE

VIEWS = {
    "waiting": "t.state = 'waiting'",
    "mine": "t.officer_id = :me AND t.state IN ('claimed', 'snoozed')",
    "all": "t.state <> 'resolved'",
    "resolved": "t.state = 'resolved'",
}


def listing(tx: Tx, view: str, *, me: str, limit: int, offset: int = 0) -> list[Row]:
    """Tickets of a view: urgent first; resolved ones newest first."""
    order = "t.resolved_at DESC" if view == "resolved" else ORDER
    return tx.all(
        f"{WHOLE} WHERE {VIEWS[view]} ORDER BY {order} LIMIT :n OFFSET :skip",
        {"me": me, "n": limit, "skip": offset},
    )


def counts(tx: Tx, me: str) -> Row:
    """How many tickets each view holds (resolved is left out: nobody counts history live)."""
    row = tx.one(
        "SELECT (SELECT COUNT(*) FROM tickets WHERE state = 'waiting') AS waiting,"
        " (SELECT COUNT(*) FROM tickets WHERE officer_id = :me"
        "  AND state IN ('claimed', 'snoozed')) AS mine,"
        " (SELECT COUNT(*) FROM tickets WHERE state <> 'resolved') AS everything",
        {"me": me},
    )
    return row or {}


def heard(tx: Tx, conversation: str, limit: int, before: str = "9") -> list[Row]:
    """The citizen's last messages with what the bot understood, oldest first."""
    rows = tx.all(
        "SELECT m.*, d.rule, d.action, d.entry, d.confidence, d.candidates, d.because, d.catalogue"
        " FROM messages m LEFT JOIN decisions d ON d.message_id = m.id"
        " WHERE m.conversation_id = :c AND m.received_at < :before"
        " ORDER BY m.received_at DESC, m.id DESC LIMIT :n",
        {"c": conversation, "n": limit, "before": before},
    )
    return rows[::-1]


def said(tx: Tx, conversation: str, limit: int, before: str = "9") -> list[Row]:
    """Our last messages with their delivery state, oldest first."""
    rows = tx.all(
        "SELECT o.*, f.name AS officer_name FROM outbox o LEFT JOIN officers f ON f.id = o.officer_id"
        " WHERE o.conversation_id = :c AND o.created_at < :before ORDER BY o.seq DESC LIMIT :n",
        {"c": conversation, "n": limit, "before": before},
    )
    return rows[::-1]


def earlier(tx: Tx, conversation: str, ticket: str, limit: int = 20) -> list[Row]:
    """Other tickets of the same conversation, newest first."""
    return tx.all(
        "SELECT id, number, kind, entry, state, opened_at, resolved_at FROM tickets"
        " WHERE conversation_id = :c AND id <> :id ORDER BY opened_at DESC LIMIT :n",
        {"c": conversation, "id": ticket, "n": limit},
    )


def last_words(tx: Tx, conversations: list[str]) -> dict[str, str]:
    """The newest inbound text of each conversation."""
    words = {}
    for conversation in conversations:
        row = tx.one(
            "SELECT body FROM messages WHERE conversation_id = :c ORDER BY received_at DESC LIMIT 1",
            {"c": conversation},
        )
        words[conversation] = str(row["body"]) if row else ""
    return words


def oldest_wait(tx: Tx) -> str | None:
    """When the ticket that waits longest was opened."""
    row = tx.one("SELECT MIN(opened_at) AS at FROM tickets WHERE state = 'waiting'")
    return row["at"] if row else None


def place(tx: Tx, ticket: str) -> int:
    """The place in the queue, from 1; 0 when the ticket does not wait."""
    row = tx.one(
        "SELECT COUNT(*) AS n FROM tickets t JOIN tickets me ON me.id = :id"
        " WHERE me.state = 'waiting' AND t.state = 'waiting' AND (t.priority > me.priority"
        "  OR (t.priority = me.priority AND (t.opened_at < me.opened_at"
        "   OR (t.opened_at = me.opened_at AND t.id <= me.id))))",
        {"id": ticket},
    )
    return int(row["n"]) if row else 0


def next_waiting(tx: Tx) -> str:
    """The most urgent waiting ticket; empty when none waits."""
    row = tx.one(f"SELECT t.id FROM tickets t WHERE t.state = 'waiting' ORDER BY {ORDER} LIMIT 1")
    return str(row["id"]) if row else ""


def idle(tx: Tx) -> list[Row]:
    """Held tickets whose citizen waits for an answer, with the time of their officer's last act."""
    return tx.all(
        "SELECT t.id, t.conversation_id, t.number, t.officer_id, t.requeued,"
        " COALESCE(t.acted_at, t.claimed_at) AS acted_at FROM tickets t"
        " WHERE t.state = 'claimed' AND NOT EXISTS (SELECT 1 FROM outbox o"
        "  WHERE o.conversation_id = t.conversation_id AND o.author = 'officer'"
        "  AND o.created_at >= t.last_message_at AND o.state <> 'dropped')"
    )


def overdue(tx: Tx, now: str) -> int:
    """Open tickets without a first answer past their due time."""
    row = tx.one(
        "SELECT COUNT(*) AS n FROM tickets WHERE state <> 'resolved' AND first_reply_at IS NULL"
        " AND due_at < :now",
        {"now": now},
    )
    return int(row["n"]) if row else 0
