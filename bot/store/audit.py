"""The audit log: append-only and hash-chained; ids and keyed hashes only, never text or numbers."""

from __future__ import annotations

import hashlib
import json

from bot.store._tx import Row, Tx

ARCHIVED = "audit_archived"  # the act that says up to where acts lie in files, and how they end


def note(tx: Tx, *, actor: str, what: str, object_: str, now: str, detail: str = "") -> None:
    """Append one act; the digest binds it to everything before it."""
    last = tx.one("SELECT seq, digest FROM audit ORDER BY seq DESC LIMIT 1")
    row = {"seq": (last["seq"] if last else 0) + 1, "at": now, "actor": actor, "what": what}
    row |= {"object": object_, "detail": detail}
    tx.insert("audit", row | {"digest": _digest(last["digest"] if last else "", row)})


def broken(tx: Tx) -> int | None:
    """The seq of the first row that does not fit the chain, or None when it is whole.

    It begins where the archive ends; while rows are being dropped, the first that is left is taken as told.
    """
    rows = tx.all("SELECT * FROM audit ORDER BY seq")
    last, digest = archived(tx)
    first = int(rows[0]["seq"]) if rows else 1
    expected = last + 1
    if first <= last:
        digest, expected = (rows[0]["digest"], first + 1) if first > 1 else ("", 1)
    for row in rows[1:] if expected == first + 1 else rows:
        if row["seq"] != expected or not follows(digest, row):
            return int(row["seq"])
        digest, expected = row["digest"], expected + 1
    return None


def follows(digest: str, row: Row) -> bool:
    """Whether an act is bound to the one before it, whose digest this is."""
    return bool(row["digest"] == _digest(digest, row))


def archived(tx: Tx) -> tuple[int, str]:
    """(seq, digest) of the last act that lies in the archive; (0, "") while all are here."""
    row = tx.one(
        "SELECT detail FROM audit WHERE what = :what ORDER BY seq DESC LIMIT 1", {"what": ARCHIVED}
    )
    seq, _, digest = str(row["detail"]).partition(":") if row else ("0", "", "")
    return int(seq), digest


def last_before(tx: Tx, before: str) -> Row | None:
    """The last act of all that are older, the first younger one being the end."""
    return tx.one(
        "SELECT seq, digest FROM audit WHERE seq < COALESCE((SELECT MIN(seq) FROM audit"
        " WHERE at >= :before), (SELECT MAX(seq) + 1 FROM audit)) ORDER BY seq DESC LIMIT 1",
        {"before": before},
    )


def after(tx: Tx, seq: int, last: int, limit: int) -> list[Row]:
    """Acts after `seq`, up to `last`, in their order."""
    return tx.all(
        "SELECT * FROM audit WHERE seq > :seq AND seq <= :last ORDER BY seq LIMIT :n",
        {"seq": seq, "last": last, "n": limit},
    )


def drop(tx: Tx, last: int, limit: int) -> int:
    """Drop the oldest acts up to `last`, which lie in the archive; how many."""
    return tx.run(
        "DELETE FROM audit WHERE seq <= :last AND seq < (SELECT MIN(seq) FROM audit) + :n",
        {"last": last, "n": limit},
    )


def head(tx: Tx) -> str:
    """The newest act as `number:digest`: whoever noted it elsewhere knows later what it ended with."""
    last = tx.one("SELECT seq, digest FROM audit ORDER BY seq DESC LIMIT 1")
    return f"{last['seq']}:{last['digest']}" if last else ""


def has(tx: Tx, noted: str) -> bool:
    """Whether an act that was the head once still stands as it was; `noted` may cut its digest short."""
    seq, _, digest = noted.strip().partition(":")
    row = tx.one("SELECT digest FROM audit WHERE seq = :s", {"s": seq})
    return bool(row and digest and str(row["digest"]).startswith(digest))


def search(  # noqa: PLR0913 - the fields of the form
    tx: Tx,
    *,
    actor: str,
    what: str,
    limit: int,
    before: int,
    object_: str = "",
    since: str = "",
    until: str = "",
) -> list[Row]:
    """Newest acts first, narrowed by what is given; with the ticket's number or officer's name."""
    given = {
        "a.actor = :actor": actor,
        "a.what = :what": what,
        "a.object = :object": object_,
        "a.at >= :since": since,
        "a.at < :until": until,
    }
    asked = ["a.seq < :before", *(condition for condition, value in given.items() if value)]
    return tx.all(
        "SELECT a.*, t.number, o.name AS officer_name FROM audit a"
        " LEFT JOIN tickets t ON t.id = a.object LEFT JOIN officers o ON o.id = a.object"
        f" WHERE {' AND '.join(asked)} ORDER BY a.seq DESC LIMIT :n",
        {"actor": actor, "what": what, "object": object_, "since": since, "until": until}
        | {"before": before, "n": limit},
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
