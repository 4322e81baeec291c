"""What officers look at: lists of tickets, a transcript, counters. Reads only."""

from __future__ import annotations

from dataclasses import dataclass

from bot.model.channel import CHANNELS
from bot.store._tx import Params, Row, Tx
from bot.store.tickets import WHOLE

VIEWS = {
    "waiting": "t.state = 'waiting'",
    "mine": "t.officer_id = :me AND t.state IN ('claimed', 'snoozed')",
    "all": "t.state <> 'resolved'",
    "resolved": "t.state = 'resolved'",
}
FACES = (
    " FROM tickets t JOIN conversations c ON c.id = t.conversation_id"
    " JOIN addresses a ON a.id = c.address_id"
)
# who wrote before this cannot be answered freely any more; NULL where a channel has no such window
SHUT = (
    "CASE a.channel "
    + " ".join(
        f"WHEN '{one.name}' THEN :shut_{one.name}" for one in CHANNELS.values() if one.window_h
    )
    + " END"
)
URGENT = (
    f"t.priority DESC, CASE WHEN c.last_inbound_at < {SHUT} THEN 1 ELSE 0 END,"
    f" CASE WHEN {SHUT} IS NULL OR c.last_inbound_at < {SHUT} THEN t.opened_at"
    " ELSE c.last_inbound_at END, t.opened_at, t.id"
)
# a ticket for colleagues who are there; a team without anybody leaves it to all
FOR_OTHERS = (
    "CASE WHEN t.team IN (SELECT team FROM teams) AND t.team NOT IN"
    " (SELECT team FROM teams WHERE officer_id = :me) THEN 1 ELSE 0 END"
)


@dataclass(frozen=True)
class Narrow:
    """What a list is narrowed to; what is empty narrows nothing."""

    team: str = ""  # a topic family: its entries, and what was handed to its team
    entries: tuple[str, ...] = ()
    channel: str = ""
    officer: str = ""
    since: str = ""  # opened then or later
    until: str = ""  # opened before


def listing(  # noqa: PLR0913 - what a page of a list is made of
    tx: Tx,
    view: str,
    *,
    me: str,
    shut: Params,
    limit: int,
    offset: int = 0,
    narrow: Narrow | None = None,
) -> list[Row]:
    """Tickets of a view: urgent first; resolved ones newest first. `shut` is for `URGENT`."""
    where, params = _narrowed(view, narrow or Narrow())
    order = URGENT
    if view == "resolved":  # of these there are many: first which, then all about them
        order = "t.resolved_at DESC, t.id"
        faces = FACES if narrow and narrow.channel else " FROM tickets t"
        chosen = f"SELECT t.id{faces} WHERE {where} ORDER BY {order} LIMIT :n OFFSET :skip"
        where = f"t.id IN ({chosen})"
    part = "LIMIT :n OFFSET :skip" if view != "resolved" else ""
    return tx.all(
        f"{WHOLE} WHERE {where} ORDER BY {order} {part}",
        {**shut, **params, "me": me, "n": limit, "skip": offset},
    )


def count(tx: Tx, view: str, *, me: str, narrow: Narrow) -> int:
    """How many tickets of the view are left by the narrowing."""
    where, params = _narrowed(view, narrow)
    row = tx.one(f"SELECT COUNT(*) AS n{FACES} WHERE {where}", {**params, "me": me})
    return int(row["n"]) if row else 0


def _narrowed(view: str, narrow: Narrow) -> tuple[str, dict[str, str]]:
    marks = {f"entry{n}": entry for n, entry in enumerate(narrow.entries)}
    about = f"t.entry IN ({', '.join(f':{mark}' for mark in marks)})" if marks else ""
    if narrow.team:
        about = f"(t.team = :team OR (t.team = '' AND {about or 'FALSE'}))"
    given = {
        "a.channel = :channel": narrow.channel,
        "t.officer_id = :officer": narrow.officer,
        "t.opened_at >= :since": narrow.since,
        "t.opened_at < :until": narrow.until,
    }
    asked = [about] if about else []
    asked += [condition for condition, value in given.items() if value]
    params = {"channel": narrow.channel, "officer": narrow.officer, "team": narrow.team}
    params |= {"since": narrow.since, "until": narrow.until}
    return " AND ".join([VIEWS[view], *asked]), {**params, **marks}


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


def last_reply(tx: Tx, ticket: str) -> tuple[str, str]:
    """Id and time of the newest line of an officer in the ticket's talk, taken back or not; else empty."""
    row = tx.one(
        "SELECT o.id, o.created_at FROM tickets t JOIN outbox o ON o.conversation_id = t.conversation_id"
        " WHERE t.id = :id AND o.author = 'officer' ORDER BY o.seq DESC LIMIT 1",
        {"id": ticket},
    )
    return (str(row["id"]), str(row["created_at"])) if row else ("", "")


def said_at(tx: Tx, conversation: str, ref: str) -> str:
    """When a message or a reply of a conversation was said; empty for another's."""
    row = tx.one(
        "SELECT received_at AS at FROM messages WHERE id = :id AND conversation_id = :c"
        " UNION ALL SELECT created_at FROM outbox WHERE id = :id AND conversation_id = :c",
        {"id": ref, "c": conversation},
    )
    return str(row["at"]) if row else ""


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


def next_waiting(tx: Tx, *, me: str, shut: Params) -> str:
    """The most urgent waiting ticket, other teams' last; empty when none waits."""
    row = tx.one(
        f"SELECT t.id{FACES} WHERE t.state = 'waiting' ORDER BY {FOR_OTHERS}, {URGENT} LIMIT 1",
        {**shut, "me": me},
    )
    return str(row["id"]) if row else ""


def held_by(tx: Tx, officer: str) -> list[Row]:
    """The open tickets of an officer: id and conversation."""
    return tx.all(
        "SELECT id, conversation_id FROM tickets WHERE officer_id = :me"
        " AND state IN ('claimed', 'snoozed') ORDER BY opened_at",
        {"me": officer},
    )


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
