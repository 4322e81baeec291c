"""Which states of the FAQ files came from the studio, and how phrases are read without themselves."""

from __future__ import annotations

from bot.store._tx import Row, Tx


def note_edit(tx: Tx, *, digest: str, officer: str, now: str, what: str, publish: str = "") -> None:
    """The files are about to get this hash by the studio's hand.

    With `publish` (the reason) the worker puts them in force by itself as soon as it can.
    """
    tx.run(
        "INSERT INTO studio_edits (digest, officer_id, at, what, publish_why)"
        " VALUES (:digest, :officer, :now, :what, :publish)"
        " ON CONFLICT (digest) DO UPDATE SET officer_id = excluded.officer_id, at = excluded.at,"
        " what = excluded.what, publish_why = excluded.publish_why, settled_at = NULL",
        {"digest": digest, "officer": officer, "now": now, "what": what, "publish": publish},
    )


def edit(tx: Tx, digest: str) -> Row | None:
    """The studio's edit that led to this hash, if one did."""
    return tx.one("SELECT * FROM studio_edits WHERE digest = :d", {"d": digest})


def open_edits(tx: Tx) -> list[Row]:
    """Edits of the studio that nobody has published or thrown away yet, oldest first."""
    return tx.all(
        "SELECT e.*, o.name AS officer_name FROM studio_edits e LEFT JOIN officers o"
        " ON o.id = e.officer_id WHERE e.settled_at IS NULL ORDER BY e.at"
    )


def settle(tx: Tx, digest: str, now: str, fallback: str) -> int:
    """All edits up to the one with this hash (or up to the time `fallback`) are dealt with."""
    return tx.run(
        "UPDATE studio_edits SET settled_at = :now WHERE settled_at IS NULL AND at <="
        " COALESCE((SELECT at FROM studio_edits WHERE digest = :d), :fallback)",
        {"now": now, "d": digest, "fallback": fallback},
    )


def keep_views(tx: Tx, model_key: str, data: str, now: str) -> None:
    """Keep how each phrase is read by a model that has not seen it; older ones are dropped."""
    tx.run("DELETE FROM phrase_views")
    tx.insert("phrase_views", {"model_key": model_key, "data": data, "at": now})


def views(tx: Tx) -> Row | None:
    """The newest views, with the key of the model they belong to."""
    return tx.one("SELECT * FROM phrase_views ORDER BY at DESC LIMIT 1")


def set_aside(tx: Tx, key: str, officer: str, now: str) -> None:
    """A question is no longer offered for learning; `key` is a keyed hash of it."""
    tx.run(
        "INSERT INTO set_aside (key, officer_id, at) VALUES (:key, :officer, :now)"
        " ON CONFLICT (key) DO NOTHING",
        {"key": key, "officer": officer, "now": now},
    )


def aside(tx: Tx) -> frozenset[str]:
    """The keys of all questions that are set aside."""
    return frozenset(str(row["key"]) for row in tx.all("SELECT key FROM set_aside"))
