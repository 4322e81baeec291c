"""What providers still hold of our messages: bodies and files stay there until they are deleted. Asks no provider."""

from __future__ import annotations

from bot.store._connection import Row, Tx
from bot.store.erasing import THEIRS
from bot.store.retention import NOT_OPEN

TABLES = {"messages": ("received_at", "media"), "outbox": ("created_at", "'[]'")}  # time, files
ERASED = (
    "SELECT c.id FROM people p JOIN addresses a ON a.person_id = p.id"
    " JOIN conversations c ON c.address_id = a.id WHERE p.erased_at >= :since"
)


def of_person(tx: Tx, person: str) -> list[Row]:
    """Every message of a person that a provider holds."""
    return [
        row
        for table in TABLES
        for row in tx.all(f"{_held(table)} AND {THEIRS[table]}", {"p": person})
    ]


def due(tx: Tx, line: str, *, before: str, limit: int) -> list[Row]:
    """What a line's provider holds longer than it should, oldest first.

    That is what came or was sent before then, with no ticket open since, and whatever is left
    of people who were erased since.
    """
    params = {"line": line, "before": before, "since": before, "n": limit}
    rows = []
    for table, (at, _) in TABLES.items():
        held = f"{_held(table)} AND line = :line AND"
        old = f"{held} {at} < :before AND {NOT_OPEN.format(table=table)}"
        rows += tx.all(f"{held} conversation_id IN ({ERASED}) LIMIT :n", params)
        rows += tx.all(f"{old} ORDER BY {at} LIMIT :n", params)
    return rows[:limit]


def gone(tx: Tx, row: Row, now: str) -> None:
    """The provider has deleted the message and its files."""
    files = ", media = '[]'" if row["held_in"] == "messages" else ""
    tx.run(
        f"UPDATE {row['held_in']} SET forgotten_at = :now{files} WHERE id = :id",
        {"now": now, "id": row["id"]},
    )


def _held(table: str) -> str:
    """Where a message stands here, its id and files at the provider."""
    return (
        f"SELECT '{table}' AS held_in, id, line, provider_id, {TABLES[table][1]} AS media"
        f" FROM {table} WHERE forgotten_at IS NULL AND provider_id IS NOT NULL"
    )
