"""What providers still hold of our messages: bodies and files stay there until they are deleted. Asks no provider."""

from __future__ import annotations

from operator import itemgetter

from bot.store._ids import new_id
from bot.store._tx import Row, Tx
from bot.store.erasing import THEIRS
from bot.store.retention import NOT_OPEN

TABLES = {  # time, files
    "messages": ("received_at", "media"),
    "outbox": ("created_at", "'[]'"),
    "earlier_sends": ("created_at", "'[]'"),
}
ERASED = (
    "SELECT c.id FROM people p JOIN addresses a ON a.person_id = p.id"
    " JOIN conversations c ON c.address_id = a.id WHERE p.erased_at >= :since"
)


def sent_before(tx: Tx, row: Row, provider_id: str | None) -> None:
    """The provider holds an outbox row under this id too, by which the row is no longer known."""
    if provider_id:
        kept = {name: row[name] for name in ("conversation_id", "ticket_id", "line", "created_at")}
        tx.run(
            "INSERT INTO earlier_sends (id, conversation_id, ticket_id, line, provider_id, created_at)"
            " VALUES (:id, :conversation_id, :ticket_id, :line, :provider_id, :created_at)"
            " ON CONFLICT (line, provider_id) DO NOTHING",
            {"id": new_id(), "provider_id": provider_id} | kept,
        )


def of_person(tx: Tx, person: str) -> list[Row]:
    """Every message of a person that a provider holds."""
    return [
        row
        for table in TABLES
        for row in tx.all(f"{_held(table)} AND {THEIRS[table]}", {"p": person})
    ]


def due(tx: Tx, line: str, *, before: str, run: str, limit: int) -> list[Row]:
    """What a line's provider holds longer than it should, but for what it kept since this run began.

    That is whatever is left of people who were erased since then, and, oldest first, what came or
    was sent before, with no ticket open since. What it kept before comes after the others, longest
    ago first: so nothing that stays there holds anything up for ever.

    `line || ''` keeps SQLite from walking all messages of the line.
    """
    params = {"line": line, "before": before, "since": before, "run": run, "n": limit}
    erased, old = [], []
    for table, (at, _) in TABLES.items():
        held = f"{_held(table)} AND line || '' = :line AND kept_there_at"
        past = f"{at} < :before AND {NOT_OPEN.format(table=table)}"
        theirs = f"< :run AND conversation_id IN ({ERASED}) ORDER BY kept_there_at, {at}"
        again = f"> '' AND kept_there_at < :run AND {past} ORDER BY kept_there_at"
        erased += tx.all(f"{held} {theirs} LIMIT :n", params)
        old += tx.all(f"{held} = '' AND {past} ORDER BY {at} LIMIT :n", params)
        old += tx.all(f"{held} {again} LIMIT :n", params)
    old.sort(key=itemgetter("at"))
    found = sorted(erased + old, key=itemgetter("kept_there_at"))
    return list({row["id"]: row for row in found}.values())[:limit]


def gone(tx: Tx, row: Row, now: str) -> None:
    """The provider has deleted the message and its files."""
    files = ", media = '[]'" if row["held_in"] == "messages" else ""
    tx.run(
        f"UPDATE {row['held_in']} SET forgotten_at = :now{files} WHERE id = :id",
        {"now": now, "id": row["id"]},
    )


def kept(tx: Tx, row: Row, run: str) -> None:
    """The provider has not deleted it in the run that began then: the others go first."""
    tx.run(
        f"UPDATE {row['held_in']} SET kept_there_at = :run WHERE id = :id",
        {"run": run, "id": row["id"]},
    )


def _held(table: str) -> str:
    """Where a message stands here, its id and files at the provider."""
    return (
        f"SELECT '{table}' AS held_in, id, line, provider_id, kept_there_at, {TABLES[table][0]} AS at,"
        f" {TABLES[table][1]} AS media FROM {table} WHERE forgotten_at IS NULL AND provider_id IS NOT NULL"
    )
