"""Persons, their addresses and preferences, and privacy requests. No conversation state here."""

from __future__ import annotations

from bot.store._connection import Row, Tx
from bot.store._ids import new_id


def make(tx: Tx, *, channel: str, address: str, address_hash: str, name: str, simulated: bool, now: str) -> str:
    """A new person with one address; the address id."""
    return _add(tx, _person(tx, name, simulated, now), channel, address, address_hash, now)


def _person(tx: Tx, name: str, simulated: bool, now: str) -> str:
    person = new_id()
    row = {"id": person, "created_at": now, "profile_name": name, "simulated": int(simulated)}
    tx.insert("people", row)
    return person


def _add(tx: Tx, person: str, channel: str, address: str, address_hash: str, now: str) -> str:
    row = {"id": new_id(), "person_id": person, "channel": channel, "address": address}
    tx.insert("addresses", row | {"address_hash": address_hash, "created_at": now})
    return row["id"]


def link(tx: Tx, *, person: str, channel: str, address: str, address_hash: str, now: str) -> None:
    """Keep a second address of the same person; an address that is known already stays as it is."""
    known = tx.one(
        "SELECT id FROM addresses WHERE channel = :channel AND address = :address",
        {"channel": channel, "address": address},
    )
    if known is None:
        _add(tx, person, channel, address, address_hash, now)


def find_other(tx: Tx, *, channel: str, address: str) -> str:
    """The person behind an address that has no conversation yet; empty when unknown."""
    row = tx.one(
        "SELECT person_id FROM addresses WHERE channel = :channel AND address = :address",
        {"channel": channel, "address": address},
    )
    return str(row["person_id"]) if row else ""


def prefer(tx: Tx, person: str, *, now: str, language: str | None, text_only: bool | None, opted_out: bool | None) -> None:
    """Keep the preferences that are given."""
    if language is not None:
        tx.run("UPDATE people SET language = :v WHERE id = :id", {"v": language, "id": person})
    if text_only is not None:
        tx.run("UPDATE people SET text_only = :v WHERE id = :id", {"v": int(text_only), "id": person})
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


def requests_open(tx: Tx) -> list[Row]:
    """Open privacy requests, the most urgent first."""
    return tx.all(
        "SELECT r.*, a.address, a.channel FROM requests r"
        " JOIN addresses a ON a.id = (SELECT MIN(id) FROM addresses WHERE person_id = r.person_id)"
        " WHERE r.done_at IS NULL ORDER BY r.due_at"
    )


def finish_request(tx: Tx, request: str, *, now: str, result: str) -> int:
    """Close a request with its result."""
    return tx.run(
        "UPDATE requests SET done_at = :now, result = :result WHERE id = :id AND done_at IS NULL",
        {"now": now, "result": result, "id": request},
    )
