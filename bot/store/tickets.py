"""Tickets, their append-only events, notes, drafts and ratings. Each move is one conditional UPDATE."""

from __future__ import annotations

from bot.store._ids import new_id
from bot.store._tx import Params, Row, Tx

WHOLE = """SELECT t.*, c.version AS conversation_version, c.owner, c.last_inbound_at, c.line,
    a.channel, a.address, a.blocked_at, a.person_id, p.profile_name, p.language, p.text_only,
    p.opted_out_at, p.simulated, o.name AS officer_name
    FROM tickets t JOIN conversations c ON c.id = t.conversation_id
    JOIN addresses a ON a.id = c.address_id JOIN people p ON p.id = a.person_id
    LEFT JOIN officers o ON o.id = t.officer_id"""
# of a ticket's ratings `r` only the latest counts
COUNTED = (
    "r.score IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ratings later"
    " WHERE later.ticket_id = r.ticket_id AND later.score IS NOT NULL AND later.id > r.id)"
)


def open_new(tx: Tx, row: Params) -> str:
    """A waiting ticket; its id."""
    whole = {"id": new_id(), "state": "waiting"} | dict(row)
    tx.insert("tickets", whole)
    return str(whole["id"])


def one(tx: Tx, ticket: str) -> Row | None:
    """One ticket with its conversation, address, person and holder."""
    return tx.one(f"{WHOLE} WHERE t.id = :id", {"id": ticket})


def by_number(tx: Tx, number: str) -> Row | None:
    """The ticket with this number."""
    return tx.one(f"{WHOLE} WHERE t.number = :number", {"number": number})


def raise_(tx: Tx, ticket: str, *, priority: int, kind: str, entry: str, due: str) -> None:
    """More became known about an open ticket: priority only rises, the due time only comes nearer."""
    tx.run(
        "UPDATE tickets SET kind = CASE WHEN :priority > priority THEN :kind ELSE kind END,"
        " entry = CASE WHEN entry = '' THEN :entry ELSE entry END,"
        " due_at = CASE WHEN :due < due_at THEN :due ELSE due_at END,"
        " priority = CASE WHEN :priority > priority THEN :priority ELSE priority END"
        " WHERE id = :id",
        {"priority": priority, "kind": kind, "entry": entry, "due": due, "id": ticket},
    )


def touched(tx: Tx, ticket: str, now: str) -> bool:
    """A message joined; a snooze ends when the citizen writes: whether one did."""
    tx.run("UPDATE tickets SET last_message_at = :now WHERE id = :id", {"now": now, "id": ticket})
    ended = (
        "UPDATE tickets SET state = 'claimed', snoozed_until = NULL"
        " WHERE id = :id AND state = 'snoozed'"
    )
    return tx.run(ended, {"id": ticket}) == 1


def claim(tx: Tx, ticket: str, *, officer: str, now: str) -> bool:
    """Take a waiting ticket; False when somebody was faster."""
    return (
        tx.run(
            "UPDATE tickets SET state = 'claimed', officer_id = :me, claimed_at = :now,"
            " version = version + 1 WHERE id = :id AND state = 'waiting'",
            {"me": officer, "now": now, "id": ticket},
        )
        == 1
    )


def release(tx: Tx, ticket: str, *, officer: str) -> bool:
    """Back to the queue; `officer` empty means whoever holds it (a supervisor's act, a job)."""
    return (
        tx.run(
            "UPDATE tickets SET state = 'waiting', officer_id = NULL, snoozed_until = NULL,"
            " version = version + 1 WHERE id = :id AND state IN ('claimed', 'snoozed')"
            " AND (:me = '' OR officer_id = :me)",
            {"me": officer, "id": ticket},
        )
        == 1
    )


def transfer(tx: Tx, ticket: str, *, officer: str, to: str, now: str) -> bool:
    """To another officer; from `officer`, or (empty) from the queue or whoever holds it."""
    return (
        tx.run(
            "UPDATE tickets SET state = 'claimed', officer_id = :to, claimed_at = :now,"
            " snoozed_until = NULL, version = version + 1 WHERE id = :id AND state <> 'resolved'"
            " AND (:me = '' OR officer_id = :me)",
            {"me": officer, "to": to, "now": now, "id": ticket},
        )
        == 1
    )


def snooze(tx: Tx, ticket: str, *, officer: str, until: str, reason: str) -> bool:
    """Set aside until then, with a reason; only its holder may."""
    return (
        tx.run(
            "UPDATE tickets SET state = 'snoozed', snoozed_until = :until, snooze_reason = :reason,"
            " version = version + 1 WHERE id = :id AND state = 'claimed' AND officer_id = :me",
            {"me": officer, "until": until, "reason": reason, "id": ticket},
        )
        == 1
    )


def wake(tx: Tx, now: str) -> list[str]:
    """Snoozes that are over; the tickets that came back to their holders."""
    rows = tx.all(
        "UPDATE tickets SET state = 'claimed', snoozed_until = NULL, version = version + 1"
        " WHERE state = 'snoozed' AND snoozed_until <= :now RETURNING id",
        {"now": now},
    )
    return [str(row["id"]) for row in rows]


def resolve(tx: Tx, ticket: str, *, officer: str, now: str) -> bool:
    """Done; `officer` empty means whoever holds it."""
    return (
        tx.run(
            "UPDATE tickets SET state = 'resolved', resolved_at = :now, snoozed_until = NULL,"
            " version = version + 1 WHERE id = :id AND state IN ('claimed', 'snoozed')"
            " AND (:me = '' OR officer_id = :me)",
            {"me": officer, "now": now, "id": ticket},
        )
        == 1
    )


def reopen(tx: Tx, ticket: str, now: str) -> bool:
    """A resolved ticket waits again, unless the conversation has another open one."""
    return (
        tx.run(
            "UPDATE tickets SET state = 'waiting', officer_id = NULL, resolved_at = NULL,"
            " last_message_at = :now, version = version + 1 WHERE id = :id AND state = 'resolved'"
            " AND NOT EXISTS (SELECT 1 FROM tickets x WHERE x.conversation_id = tickets.conversation_id"
            "  AND x.state <> 'resolved')",
            {"now": now, "id": ticket},
        )
        == 1
    )


def replied(tx: Tx, ticket: str, now: str) -> None:
    """An officer answered; the first answer is kept for the service figures."""
    tx.run(
        "UPDATE tickets SET first_reply_at = COALESCE(first_reply_at, :now) WHERE id = :id",
        {"now": now, "id": ticket},
    )


def acted(tx: Tx, ticket: str, now: str) -> None:
    """An officer did something: the ticket is not idle."""
    tx.run("UPDATE tickets SET acted_at = :now WHERE id = :id", {"now": now, "id": ticket})


def to_team(tx: Tx, ticket: str, *, officer: str, team: str) -> bool:
    """Back to the queue, for a team (a topic family)."""
    return (
        tx.run(
            "UPDATE tickets SET state = 'waiting', officer_id = NULL, snoozed_until = NULL,"
            " team = :team, version = version + 1 WHERE id = :id AND state <> 'resolved'"
            " AND (:me = '' OR officer_id = :me)",
            {"me": officer, "team": team, "id": ticket},
        )
        == 1
    )


def requeue(tx: Tx, ticket: str, officer: str) -> bool:
    """From an officer who did nothing back to the queue, ahead of younger ones by its age."""
    return (
        tx.run(
            "UPDATE tickets SET state = 'waiting', officer_id = NULL, requeued = requeued + 1,"
            " version = version + 1 WHERE id = :id AND state = 'claimed' AND officer_id = :me",
            {"id": ticket, "me": officer},
        )
        == 1
    )


def happened(tx: Tx, ticket: str, *, actor: str, what: str, now: str, detail: str = "") -> None:
    """Append to the ticket's history."""
    row = {"id": new_id(), "ticket_id": ticket, "at": now, "actor": actor}
    tx.insert("ticket_events", row | {"what": what, "detail": detail})


def history(tx: Tx, ticket: str) -> list[Row]:
    """Who did what, oldest first."""
    return tx.all(
        "SELECT e.*, o.name AS actor_name FROM ticket_events e LEFT JOIN officers o ON o.id = e.actor"
        " WHERE e.ticket_id = :id ORDER BY e.at, e.id",
        {"id": ticket},
    )


def note(tx: Tx, ticket: str, *, officer: str, body: str, now: str) -> Row:
    """An internal note, as it is kept."""
    row = {"id": new_id(), "ticket_id": ticket, "officer_id": officer, "at": now, "body": body}
    tx.insert("notes", row)
    return row


def notes(tx: Tx, ticket: str) -> list[Row]:
    """Notes with their authors, oldest first."""
    return tx.all(
        "SELECT n.*, o.name AS officer_name FROM notes n LEFT JOIN officers o ON o.id = n.officer_id"
        " WHERE n.ticket_id = :id ORDER BY n.at, n.id",
        {"id": ticket},
    )


def keep_draft(tx: Tx, ticket: str, *, officer: str, body: str, now: str) -> None:
    """Keep an officer's draft; an empty one is removed."""
    key = {"ticket": ticket, "officer": officer}
    if not body:
        tx.run("DELETE FROM drafts WHERE ticket_id = :ticket AND officer_id = :officer", key)
        return
    tx.run(
        "INSERT INTO drafts (ticket_id, officer_id, body, updated_at)"
        " VALUES (:ticket, :officer, :body, :now) ON CONFLICT (ticket_id, officer_id)"
        " DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at",
        key | {"body": body, "now": now},
    )


def drafts(tx: Tx, ticket: str) -> list[Row]:
    """What officers have typed and not sent, the newest first."""
    return tx.all(
        "SELECT d.officer_id, d.body, d.updated_at, o.name FROM drafts d JOIN officers o ON o.id = d.officer_id"
        " WHERE d.ticket_id = :ticket ORDER BY d.updated_at DESC",
        {"ticket": ticket},
    )


def rate(tx: Tx, ticket: str, *, score: int | None, comment: str, now: str) -> None:
    """A rating or a comment: rows, never overwritten."""
    row = {"id": new_id(), "ticket_id": ticket, "at": now, "score": score, "comment": comment}
    tx.insert("ratings", row)


def ratings(tx: Tx, ticket: str) -> list[Row]:
    """Ratings and comments of a ticket, oldest first."""
    return tx.all("SELECT * FROM ratings WHERE ticket_id = :id ORDER BY id", {"id": ticket})
