"""Files of tickets: what is to be fetched, what is kept, under which secret. The bytes live elsewhere."""

from __future__ import annotations

from bot.store._ids import new_id
from bot.store._tx import Params, Row, Tx


def add(tx: Tx, row: Params) -> str:
    """A file to fetch (`wanted`) or one that an officer attached (`kept`); its id."""
    whole = {"id": new_id()} | dict(row)
    tx.insert("files", whole)
    return str(whole["id"])


def due(tx: Tx, now: str, limit: int = 5) -> list[Row]:
    """Files to fetch now."""
    return tx.all(
        "SELECT f.*, m.line FROM files f JOIN messages m ON m.id = f.message_id"
        " WHERE f.state = 'wanted' AND f.due_at <= :now ORDER BY f.due_at LIMIT :n",
        {"now": now, "n": limit},
    )


def fetched(tx: Tx, file: str, *, content_type: str, size: int) -> None:
    """The bytes are kept."""
    tx.run(
        "UPDATE files SET state = 'kept', content_type = :type, size = :size WHERE id = :id",
        {"type": content_type, "size": size, "id": file},
    )


def later(tx: Tx, file: str, due: str) -> None:
    """Not there yet: once more."""
    tx.run(
        "UPDATE files SET attempts = attempts + 1, due_at = :due WHERE id = :id",
        {"due": due, "id": file},
    )


def wait(tx: Tx, file: str, due: str) -> None:
    """The trouble is ours: once more, however often."""
    tx.run("UPDATE files SET due_at = :due WHERE id = :id", {"due": due, "id": file})


def end(tx: Tx, file: str, state: str) -> None:
    """Refused | gone | deleted."""
    tx.run("UPDATE files SET state = :state WHERE id = :id", {"state": state, "id": file})


def forgotten(tx: Tx, file: str) -> None:
    """Its days are over: what is left is that there was one."""
    tx.run("UPDATE files SET state = 'deleted', url = '', name = '' WHERE id = :id", {"id": file})


def one(tx: Tx, file: str) -> Row | None:
    """One file, with the line that it came by."""
    return tx.one(
        "SELECT f.*, COALESCE(m.line, '') AS line FROM files f"
        " LEFT JOIN messages m ON m.id = f.message_id WHERE f.id = :id",
        {"id": file},
    )


def by_secret(tx: Tx, secret: str) -> Row | None:
    """The file that this secret opens."""
    return tx.one("SELECT * FROM files WHERE secret = :secret", {"secret": secret})


def of_ticket(tx: Tx, ticket: str) -> list[Row]:
    """Files of a ticket, oldest first."""
    return tx.all(
        "SELECT * FROM files WHERE ticket_id = :id ORDER BY created_at, position", {"id": ticket}
    )


def publish(tx: Tx, file: str, until: str) -> None:
    """The provider may fetch it by its secret until then."""
    tx.run("UPDATE files SET public_until = :until WHERE id = :id", {"until": until, "id": file})
