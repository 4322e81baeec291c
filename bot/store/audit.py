"""The audit log: append-only and hash-chained; ids and keyed hashes only, never text or numbers."""

from __future__ import annotations

import hashlib
import json

from bot.store._connection import Row, Tx


def note(tx: Tx, *, actor: str, what: str, object_: str, now: str, detail: str = "") -> None:
    """Append one act; the digest binds it to everything before it."""
    last = tx.one("SELECT seq, digest FROM audit ORDER BY seq DESC LIMIT 1")
    row = {"seq": (last["seq"] if last else 0) + 1, "at": now, "actor": actor, "what": what}
    row |= {"object": object_, "detail": detail}
    tx.insert("audit", row | {"digest": _digest(last["digest"] if last else "", row)})


def broken(tx: Tx) -> int | None:
    """The seq of the first row that does not fit the chain, or None when it is whole."""
    digest = ""
    expected = 1
    for row in tx.all("SELECT * FROM audit ORDER BY seq"):
        told = row.pop("digest")
        if row["seq"] != expected or told != _digest(digest, row):
            return int(row["seq"])
        digest, expected = told, expected + 1
    return None


def head(tx: Tx) -> str:
    """The newest act as `number:digest`: whoever noted it elsewhere knows later what it ended with."""
    last = tx.one("SELECT seq, digest FROM audit ORDER BY seq DESC LIMIT 1")
    return f"{last['seq']}:{last['digest']}" if last else ""


def has(tx: Tx, noted: str) -> bool:
    """Whether an act that was the head once still stands as it was; `noted` may cut its digest short."""
    seq, _, digest = noted.strip().partition(":")
    row = tx.one("SELECT digest FROM audit WHERE seq = :s", {"s": seq})
    return bool(row and digest and str(row["digest"]).startswith(digest))


def search(tx: Tx, *, actor: str, what: str, limit: int, before: int) -> list[Row]:
    """Newest acts first, filtered by actor and act where given."""
    return tx.all(
        "SELECT * FROM audit WHERE (:actor = '' OR actor = :actor) AND (:what = '' OR what = :what)"
        " AND seq < :before ORDER BY seq DESC LIMIT :n",
        {"actor": actor, "what": what, "before": before, "n": limit},
    )


def about(tx: Tx, objects: list[str]) -> list[Row]:
    """Acts on these objects, oldest first: who looked at them."""
    return tx.all(
        "SELECT at, actor, what, object FROM audit"
        " WHERE object IN (SELECT value FROM json_each(:ids)) ORDER BY seq",
        {"ids": json.dumps(objects)},
    )


def _digest(previous: str, row: Row) -> str:
    line = json.dumps(
        [previous, *(row[k] for k in ("seq", "at", "actor", "what", "object", "detail"))]
    )
    return hashlib.sha256(line.encode()).hexdigest()
