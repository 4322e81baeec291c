"""The outbox: every message that shall leave, its lease and its state. Sends nothing."""

from __future__ import annotations

from bot.store._ids import new_id
from bot.store._tx import Params, Row, Tx

# Written exactly as in the partial indexes: SQLite uses them only for the very same term.
UNFINISHED = "('pending', 'sending', 'unknown')"
STUCK = "('failed', 'parked')"
AUTOMATIC = "author <> 'officer' AND kind <> 'template'"  # what must not be said over a person


def add(tx: Tx, row: Params) -> str:
    """Append a row to its conversation's outbox; its id. A client token told twice adds nothing."""
    token = row.get("client_token")
    if token:
        known = tx.one("SELECT id FROM outbox WHERE client_token = :t", {"t": token})
        if known:
            return str(known["id"])
    seq = tx.one(
        "SELECT COALESCE(MAX(seq), 0) + 1 AS seq FROM outbox WHERE conversation_id = :c",
        {"c": row["conversation_id"]},
    )
    whole = {"id": new_id(), "state": "pending", "seq": seq["seq"] if seq else 1} | dict(row)
    tx.insert("outbox", whole)
    return str(whole["id"])


def anything_due(tx: Tx, now: str) -> bool:
    """Whether a look under the write lock is worth it."""
    row = tx.one(
        f"SELECT 1 FROM outbox WHERE state IN {UNFINISHED}"
        " AND (due_at <= :now AND state <> 'sending' OR lease_until <= :now AND state = 'sending')"
        " LIMIT 1",
        {"now": now},
    )
    return row is not None


def due(tx: Tx, now: str, limit: int) -> list[Row]:
    """Rows to handle now: the first unfinished of each conversation whose line is not stopped."""
    return tx.all(
        "SELECT o.*, c.owner, c.version AS conversation_version, c.last_inbound_at, a.address,"
        " a.blocked_at, a.id AS address_id, p.simulated FROM outbox o"
        " JOIN conversations c ON c.id = o.conversation_id JOIN addresses a ON a.id = c.address_id"
        " JOIN people p ON p.id = a.person_id"
        f" WHERE o.state IN {UNFINISHED} AND o.state <> 'sending' AND o.due_at <= :now"
        " AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.conversation_id = o.conversation_id"
        f"  AND e.seq < o.seq AND e.state IN {UNFINISHED})"
        " AND NOT EXISTS (SELECT 1 FROM stops s WHERE s.line = o.line AND s.until > :now)"
        " ORDER BY o.due_at LIMIT :n",
        {"now": now, "n": limit},
    )


def lease(tx: Tx, row: str, *, holder: str, now: str, until: str) -> None:
    """Mark a row `sending`: from here on a send may be under way."""
    tx.run(
        "UPDATE outbox SET state = 'sending', holder = :holder, lease_until = :until,"
        " attempts = attempts + 1, attempted_at = :now,"
        " first_attempt_at = COALESCE(first_attempt_at, :now) WHERE id = :id",
        {"holder": holder, "until": until, "now": now, "id": row},
    )


def lease_lookup(tx: Tx, row: str, until: str) -> None:
    """Somebody is looking an unknown row up; others leave it alone until then."""
    tx.run("UPDATE outbox SET due_at = :until WHERE id = :id", {"until": until, "id": row})


def holders(tx: Tx) -> list[str]:
    """Who holds rows that are being sent."""
    rows = tx.all(
        f"SELECT DISTINCT holder FROM outbox WHERE state IN {UNFINISHED} AND state = 'sending'"
    )
    return [str(row["holder"]) for row in rows]


def doubt(tx: Tx, *, now: str, due: str, dead: str = "") -> int:
    """Rows whose lease ran out (or whose holder is dead) may have been sent: unknown."""
    return tx.run(
        "UPDATE outbox SET state = 'unknown', lookups = 0, due_at = :due"
        f" WHERE state IN {UNFINISHED} AND state = 'sending'"
        " AND (lease_until <= :now OR (:dead <> '' AND holder = :dead))",
        {"now": now, "due": due, "dead": dead},
    )


def retry(tx: Tx, row: str, *, due: str, code: str) -> None:
    """Not sent: once more at `due`."""
    tx.run(
        "UPDATE outbox SET state = 'pending', due_at = :due, code = :code WHERE id = :id"
        f" AND state IN {UNFINISHED}",
        {"due": due, "code": code, "id": row},
    )


def unknown(tx: Tx, row: str, *, due: str, code: str, lookups: int) -> None:
    """May have been sent: look it up at `due`."""
    tx.run(
        "UPDATE outbox SET state = 'unknown', due_at = :due, code = :code, lookups = :lookups"
        f" WHERE id = :id AND state IN {UNFINISHED}",
        {"due": due, "code": code, "lookups": lookups, "id": row},
    )


def resend(tx: Tx, row: str, *, lookups: int, attempts: int, now: str) -> bool:
    """Looked up often enough and never seen: send once more, unless somebody has moved it since."""
    return (
        tx.run(
            "UPDATE outbox SET state = 'pending', due_at = :now, lookups = 0, resends = resends + 1"
            " WHERE id = :id AND state = 'unknown' AND lookups = :lookups AND attempts = :attempts",
            {"now": now, "lookups": lookups, "attempts": attempts, "id": row},
        )
        == 1
    )


def sent(tx: Tx, row: str, *, provider_id: str, now: str) -> bool:
    """The provider took it under this id; False when the row is finished or the id is owned."""
    owned = tx.one(
        "SELECT id FROM outbox WHERE provider_id = :p AND id <> :id"
        " AND line = (SELECT line FROM outbox WHERE id = :id)",
        {"p": provider_id, "id": row},
    )
    if owned:
        return False
    return (
        tx.run(
            "UPDATE outbox SET state = 'sent', provider_id = :p, sent_at = :now, code = ''"
            f" WHERE id = :id AND state IN {UNFINISHED}",
            {"p": provider_id, "now": now, "id": row},
        )
        == 1
    )


def reopen(tx: Tx, row: str) -> None:
    """An accepted message failed later: its provider id is history, the row is unfinished again."""
    tx.run("UPDATE outbox SET state = 'unknown', provider_id = NULL WHERE id = :id", {"id": row})


def end(tx: Tx, row: str, *, state: str, code: str) -> None:
    """failed(code), dropped(reason) or parked."""
    tx.run(
        "UPDATE outbox SET state = :state, code = :code, holder = '' WHERE id = :id",
        {"state": state, "code": code, "id": row},
    )


def without_choices(tx: Tx, row: str, now: str) -> None:
    """Ask once more, by the numbers in the text alone."""
    tx.run(
        "UPDATE outbox SET state = 'pending', choices = '', due_at = :now WHERE id = :id",
        {"now": now, "id": row},
    )


def one(tx: Tx, row: str) -> Row | None:
    """One row with its address."""
    return tx.one(
        "SELECT o.*, c.address_id FROM outbox o JOIN conversations c ON c.id = o.conversation_id"
        " WHERE o.id = :id",
        {"id": row},
    )


def unpark(tx: Tx, conversation: str, now: str) -> int:
    """The citizen wrote: parked replies may leave."""
    return tx.run(
        "UPDATE outbox SET state = 'pending', due_at = :now, first_attempt_at = NULL"
        " WHERE conversation_id = :c AND state = 'parked'",
        {"now": now, "c": conversation},
    )


def again(tx: Tx, row: str, now: str) -> int:
    """An officer asks for a failed row to be sent again."""
    return tx.run(
        "UPDATE outbox SET state = 'pending', due_at = :now, code = '', attempts = 0, lookups = 0,"
        " provider_id = NULL, first_attempt_at = NULL WHERE id = :id AND state = 'failed'",
        {"now": now, "id": row},
    )


def told_as(tx: Tx, token: str) -> list[Row]:
    """The rows of the text that came under this client token, in their order."""
    return tx.all(
        "SELECT * FROM outbox WHERE client_token >= :first AND client_token < :end ORDER BY seq",
        {"first": f"{token}:", "end": f"{token};"},  # `;` follows `:`
    )


def undo(tx: Tx, row: Row) -> list[Row]:
    """Take a text back with all its parts, unless one has begun to leave; the parts taken back."""
    parts = told_as(tx, row["client_token"].rpartition(":")[0]) if row["client_token"] else [row]
    if any(part["state"] != "pending" or part["attempts"] for part in parts):
        return []
    for part in parts:
        end(tx, part["id"], state="dropped", code="undone")
    return parts


def drop_bot_rows(tx: Tx, conversation: str, reason: str) -> int:
    """An officer has the chat: automatic texts that have not begun to leave are dropped."""
    return tx.run(
        "UPDATE outbox SET state = 'dropped', code = :reason WHERE conversation_id = :c"
        f" AND {AUTOMATIC} AND state = 'pending'",
        {"c": conversation, "reason": reason},
    )


def doubt_everything(tx: Tx, now: str) -> int:
    """After a restore: nothing unfinished may be sent before it was looked up."""
    return tx.run(
        "UPDATE outbox SET state = 'unknown', lookups = 0, due_at = :now,"
        f" first_attempt_at = COALESCE(first_attempt_at, created_at) WHERE state IN {UNFINISHED}",
        {"now": now},
    )


def owned_ids(tx: Tx, conversation: str) -> frozenset[str]:
    """Provider ids that belong to rows of this conversation, or did before these were sent again."""
    rows = tx.all(
        "SELECT provider_id FROM outbox WHERE conversation_id = :c AND provider_id IS NOT NULL"
        " UNION ALL SELECT provider_id FROM earlier_sends WHERE conversation_id = :c",
        {"c": conversation},
    )
    return frozenset(str(row["provider_id"]) for row in rows)


def health(tx: Tx, since: str) -> Row:
    """Counts for metrics and alarms: unfinished by state, oldest of them, failures since.

    The COALESCE keeps SQLite from walking all rows in order of time to the first unfinished one.
    """
    row = tx.one(
        f"SELECT (SELECT COUNT(*) FROM outbox WHERE state IN {UNFINISHED} AND state = 'pending')"
        f" AS pending, (SELECT COUNT(*) FROM outbox WHERE state IN {UNFINISHED}"
        f"  AND state = 'sending') AS sending, (SELECT COUNT(*) FROM outbox"
        f"  WHERE state IN {UNFINISHED} AND state = 'unknown') AS unknown,"
        f" (SELECT COUNT(*) FROM outbox WHERE state IN {STUCK} AND state = 'parked') AS parked,"
        f" (SELECT MIN(COALESCE(created_at, '')) FROM outbox WHERE state IN {UNFINISHED}) AS oldest,"
        " (SELECT COUNT(*) FROM outbox WHERE created_at > :since) AS made,"
        f" (SELECT COUNT(*) FROM outbox WHERE state IN {STUCK} AND state = 'failed'"
        "  AND created_at > :since) AS failed",
        {"since": since},
    )
    return row or {}
