"""Persons, their addresses and preferences, and privacy requests. No conversation state here."""

from __future__ import annotations

from bot.store._ids import new_id
from bot.store._tx import Params, Row, Tx


def make(tx: Tx, *, person: Params, address: Row) -> str:
    """A new person with one address; the address id."""
    whole = {"id": new_id()} | dict(person)
    tx.insert("people", whole)
    return _add(tx, address | {"person_id": whole["id"], "created_at": whole["created_at"]})


def _add(tx: Tx, row: Row) -> str:
    whole = {"id": new_id()} | row
    tx.insert("addresses", whole)
    return str(whole["id"])


def link(tx: Tx, row: Row) -> str:
    """Keep another address of a person; one that is known already stays as it is. Its id."""
    known = address(tx, channel=row["channel"], address=row["address"])
    return str(known["id"]) if known else _add(tx, row)


def address(tx: Tx, *, channel: str, address: str) -> Row | None:
    """A known address (it may have no conversation yet) with its person."""
    return tx.one(
        "SELECT * FROM addresses WHERE channel = :channel AND address = :address",
        {"channel": channel, "address": address},
    )


def erased_unwilling(tx: Tx, *, channel: str, address_hash: str) -> bool:
    """Whether this number was erased after it had opted out: that wish outlives the erasure."""
    row = tx.one(
        "SELECT 1 FROM addresses WHERE channel = :channel AND address IS NULL"
        " AND address_hash = :hash LIMIT 1",
        {"channel": channel, "hash": address_hash},
    )
    return row is not None


def prefer(
    tx: Tx,
    person: str,
    *,
    now: str,
    language: str | None,
    text_only: bool | None,
    opted_out: bool | None,
) -> None:
    """Keep the preferences that are given."""
    if language is not None:
        tx.run("UPDATE people SET language = :v WHERE id = :id", {"v": language, "id": person})
    if text_only is not None:
        tx.run(
            "UPDATE people SET text_only = :v WHERE id = :id", {"v": int(text_only), "id": person}
        )
    if opted_out is not None:
        value = now if opted_out else None
        tx.run("UPDATE people SET opted_out_at = :v WHERE id = :id", {"v": value, "id": person})


def block(tx: Tx, address_id: str, blocked_at: str | None) -> None:
    """The provider says nothing can be sent to this address (or, with None, that it can again)."""
    tx.run(
        "UPDATE addresses SET blocked_at = :at WHERE id = :id", {"at": blocked_at, "id": address_id}
    )


def open_request(tx: Tx, *, person: str, kind: str, now: str, due: str) -> str:
    """A privacy request; the one already open of this kind is kept."""
    known = tx.one(
        "SELECT id FROM requests WHERE person_id = :p AND kind = :k AND done_at IS NULL",
        {"p": person, "k": kind},
    )
    if known:
        return str(known["id"])
    row = {"id": new_id(), "person_id": person, "kind": kind, "opened_at": now, "due_at": due}
    tx.insert("requests", row)
    return row["id"]


def requests_of(tx: Tx, person: str) -> list[str]:
    """Open requests of a person."""
    rows = tx.all("SELECT id FROM requests WHERE person_id = :p AND done_at IS NULL", {"p": person})
    return [str(row["id"]) for row in rows]


def finish_request(tx: Tx, request: str, *, now: str, result: str) -> int:
    """Close a request with its result."""
    return tx.run(
        "UPDATE requests SET done_at = :now, result = :result WHERE id = :id AND done_at IS NULL",
        {"now": now, "result": result, "id": request},
    )
