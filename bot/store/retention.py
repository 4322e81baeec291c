"""How long each table is kept: what is dropped, what is blanked, what stays and why. Reads no clock.

Old rows are looked for without a lock and changed by their keys, a few at a time, so that nobody
waits for them. Every table of the schema is named here or belongs to a person (`erasing.THEIRS`);
a house test holds that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.store._tx import Row, Tx
from bot.store.erasing import EMPTY, columns_of
from bot.store.register import Erasing

OVER = "(SELECT id FROM tickets WHERE state = 'resolved' AND resolved_at < :before)"
NOT_OPEN = (
    "NOT EXISTS (SELECT 1 FROM tickets t WHERE t.id = {table}.ticket_id"
    " AND (t.state <> 'resolved' OR t.resolved_at >= :before))"
)


@dataclass(frozen=True)
class Old:
    """Which rows of a table are old: SQL over `:before`; their key; the setting of days, or days."""

    table: str
    key: tuple[str, ...]
    when: str
    days: str | int


DROPPED = (
    Old("raw_requests", ("message_id",), "at < :before", "keep_raw_days"),
    # the newest event stays: its number must not be given again
    Old("events", ("seq",), "at < :before AND seq < (SELECT MAX(seq) FROM events)", 7),
    Old("job_runs", ("job", "due_at"), "due_at < :before", 30),
    Old("status_events", ("id",), "at < :before", 35),
    Old("earlier_sends", ("id",), "forgotten_at < :before", 35),
    Old("counters", ("name", "period"), "period < :before", 400),
    Old("gazes", ("ticket_id", "officer_id"), "at < :before", 1),
    Old("invites", ("id",), "expires_at < :before", 30),
    Old("sign_ins", ("id",), "at < :before", "keep_sign_ins_days"),
    Old("sessions", ("id",), "seen_at < :before", "keep_sign_ins_days"),
    Old("studio_edits", ("digest",), "settled_at < :before", "keep_messages_days"),
    Old("mentions", ("note_id", "officer_id"), f"ticket_id IN {OVER}", "keep_messages_days"),
    Old("drafts", ("ticket_id", "officer_id"), f"ticket_id IN {OVER}", "keep_messages_days"),
)
BLANKED = tuple(  # texts go; ids, times, rule and entry stay
    Old(table, ("id",), when, "keep_messages_days")
    for table, when in {
        "messages": "received_at < :before AND state NOT IN ('received', 'waiting') AND "
        + NOT_OPEN.format(table="messages"),
        "outbox": "created_at < :before AND state NOT IN ('pending', 'sending', 'unknown', 'parked')"
        f" AND {NOT_OPEN.format(table='outbox')}",
        "tickets": f"id IN {OVER}",
        "ticket_events": f"ticket_id IN {OVER}",
        "notes": f"ticket_id IN {OVER}",
        "ratings": "at < :before",
        "proposals": "state <> 'open' AND at < :before",
    }.items()
)
KEPT = {  # tables that keep their rows, each with the reason
    "feedback": "counts of opinions, without a text",
    "officers": "an account is disabled, not deleted: the audit names it",
    "teams": "one row an officer and team",
    "canned": "written by hand, a few",
    "switches": "made by hand, a few; they tell what was in force when",
    "notices": "made by hand, a few; they tell what was told when",
    "audit": "a chain without a text; its oldest acts go to files (`desk.archiving`)",
    "catalogue_versions": "decisions name them; one a publication",
    "set_aside": "keyed hashes, one a click",
    "phrase_views": "a single row",
    "model_blobs": "at most six: `catalogues.keep_model` drops the others",
    "leases": "one row a name",
    "beats": "one row a part",
    "alarms": "one row a reason, gone with it",
    "words": "the index over `texts`: both lose what is blanked",
    "stops": "one row a line, gone when it works again",
}


def old(tx: Tx, rule: Old, before: str, limit: int) -> list[Row]:
    """Keys of rows that are old and not yet blank."""
    left = " OR ".join(f"{c} <> '{_empty(rule.table, c)}'" for c in texts_of(rule.table))
    when = f"({rule.when}) AND ({left})" if rule in BLANKED else rule.when
    return tx.all(
        f"SELECT {', '.join(rule.key)} FROM {rule.table} WHERE {when} LIMIT :n",
        {"before": before, "n": limit},
    )


def drop(tx: Tx, rule: Old, keys: Iterable[Row], before: str) -> int:
    """Delete these rows, as far as they are still old."""
    sql = f"DELETE FROM {rule.table} WHERE {_named(rule)} AND ({rule.when})"
    return sum(tx.run(sql, key | {"before": before}) for key in keys)


def blank(tx: Tx, rule: Old, keys: Iterable[Row], before: str) -> int:
    """Blank the texts of these rows, as far as they are still old."""
    sets = ", ".join(f"{c} = '{_empty(rule.table, c)}'" for c in texts_of(rule.table))
    sql = f"UPDATE {rule.table} SET {sets} WHERE {_named(rule)} AND ({rule.when})"
    return sum(tx.run(sql, key | {"before": before}) for key in keys)


def silent_people(tx: Tx, before: str, limit: int) -> list[str]:
    """People who have not written since, and of whom nothing is open."""
    rows = tx.all(
        "SELECT p.id FROM people p WHERE p.erased_at IS NULL AND p.created_at < :before"
        " AND NOT EXISTS (SELECT 1 FROM addresses a JOIN conversations c ON c.address_id = a.id"
        "  WHERE a.person_id = p.id AND (c.last_inbound_at >= :before OR EXISTS ("
        "   SELECT 1 FROM tickets t WHERE t.conversation_id = c.id"
        "   AND (t.state <> 'resolved' OR t.resolved_at >= :before))))"
        " AND NOT EXISTS (SELECT 1 FROM requests r WHERE r.person_id = p.id AND r.done_at IS NULL)"
        " LIMIT :n",
        {"before": before, "n": limit},
    )
    return [str(row["id"]) for row in rows]


def old_files(tx: Tx, *, resolved: str, came: str, limit: int) -> list[Row]:
    """Files of tickets that were resolved before `resolved`, and any that came before `came`."""
    return tx.all(
        "SELECT f.*, COALESCE(m.line, '') AS line FROM files f"
        " LEFT JOIN messages m ON m.id = f.message_id"
        " WHERE f.state IN ('kept', 'wanted') AND (f.created_at < :came"
        f" OR f.ticket_id IN {OVER}) ORDER BY f.created_at LIMIT :n",
        {"before": resolved, "came": came, "n": limit},
    )


def texts_of(table: str) -> list[str]:
    """The columns of a table that the register blanks."""
    return [name for name, kind in columns_of(table) if kind is Erasing.BLANK]


def _empty(table: str, column: str) -> str:
    return str(EMPTY.get(f"{table}.{column}", ""))


def _named(rule: Old) -> str:
    return " AND ".join(f"{name} = :{name}" for name in rule.key)
