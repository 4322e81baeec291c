"""Published catalogues (immutable snapshots) and fitted models as blobs. Neither read nor fitted here."""

from __future__ import annotations

from bot.store._ids import new_id
from bot.store._tx import Params, Row, Tx

BRIEF = "id, hash, state, model_key, at, officer_id, why, report"


def published(tx: Tx) -> Row | None:
    """The version in force, without its files; `weights` are those of its model, once adapted."""
    return tx.one(
        f"SELECT {BRIEF}, COALESCE((SELECT weights FROM model_blobs WHERE key = model_key), '')"
        " AS weights FROM catalogue_versions WHERE state = 'published' LIMIT 1"
    )


def files(tx: Tx, version: str) -> bytes:
    """The snapshot of a version; empty when there is none."""
    row = tx.one("SELECT files FROM catalogue_versions WHERE id = :id", {"id": version})
    return bytes(row["files"]) if row else b""


def add(tx: Tx, row: Params) -> str:
    """Keep a version (published, waiting, refused); a published one supersedes the last."""
    whole = {"id": new_id()} | dict(row)
    if whole["state"] == "published":
        withdraw(tx)
    tx.run("DELETE FROM catalogue_versions WHERE state IN ('waiting', 'refused')")
    tx.insert("catalogue_versions", whole)
    return str(whole["id"])


def withdraw(tx: Tx) -> None:
    """Nothing is in force any more."""
    tx.run("UPDATE catalogue_versions SET state = 'superseded' WHERE state = 'published'")


def roll_back_mark(tx: Tx, version: str) -> None:
    """A version that was rolled back never publishes itself again."""
    tx.run("UPDATE catalogue_versions SET state = 'rolled_back' WHERE id = :id", {"id": version})


def promote(tx: Tx, version: str, *, officer: str, why: str, report: str, now: str) -> int:
    """The edit that waits goes into force, exactly as it was kept; 0 when it waits no more."""
    withdraw(tx)
    return tx.run(
        "UPDATE catalogue_versions SET state = 'published', officer_id = :officer, why = :why,"
        " report = :report, at = :now WHERE id = :id AND state = 'waiting'",
        {"id": version, "officer": officer, "why": why, "report": report, "now": now},
    )


def forget_pending(tx: Tx) -> int:
    """No edit waits or is refused any more."""
    return tx.run("DELETE FROM catalogue_versions WHERE state IN ('waiting', 'refused')")


def rolled_back(tx: Tx, hash_: str) -> bool:
    """Whether a version with this hash was rolled back."""
    return (
        tx.one(
            "SELECT 1 FROM catalogue_versions WHERE hash = :h AND state = 'rolled_back' LIMIT 1",
            {"h": hash_},
        )
        is not None
    )


def pending(tx: Tx) -> Row | None:
    """The edit that waits for the button or was refused, if any."""
    return tx.one(
        f"SELECT {BRIEF} FROM catalogue_versions WHERE state IN ('waiting', 'refused')"
        " ORDER BY at DESC LIMIT 1"
    )


def history(tx: Tx, limit: int = 50) -> list[Row]:
    """Versions, newest first, without their files."""
    return tx.all(
        f"SELECT {BRIEF} FROM catalogue_versions ORDER BY at DESC, id DESC LIMIT :n",
        {"n": limit},
    )


def one(tx: Tx, start: str) -> Row | None:
    """The newest version whose id or hash begins with `start`."""
    return tx.one(
        f"SELECT {BRIEF} FROM catalogue_versions WHERE SUBSTR(id, 1, LENGTH(:s)) = :s"
        " OR SUBSTR(hash, 1, LENGTH(:s)) = :s"
        " ORDER BY at DESC LIMIT 1",
        {"s": start},
    )


def model(tx: Tx, key: str) -> Row | None:
    """A fitted model: `data`, and `weights` of its own where a study found them; or None."""
    row = tx.one("SELECT data, weights FROM model_blobs WHERE key = :key", {"key": key})
    return row | {"data": bytes(row["data"])} if row else None


def has_model(tx: Tx, key: str) -> bool:
    """Whether the model is fitted already."""
    return tx.one("SELECT 1 FROM model_blobs WHERE key = :key", {"key": key}) is not None


def keep_model(tx: Tx, *, key: str, data: bytes, now: str) -> None:
    """Keep a fitted model (replacing one of the same key) and drop those no version needs.

    It begins with the weights of the version in force, until it is recalibrated itself.
    """
    tx.run(
        "INSERT INTO model_blobs (key, data, at, weights) VALUES (:key, :data, :now, COALESCE(("
        " SELECT b.weights FROM model_blobs b JOIN catalogue_versions v ON v.model_key = b.key"
        " WHERE v.state = 'published' LIMIT 1), ''))"
        " ON CONFLICT (key) DO UPDATE SET data = excluded.data, at = excluded.at",
        {"key": key, "data": data, "now": now},
    )
    tx.run(
        "DELETE FROM model_blobs WHERE key <> :key AND key NOT IN (SELECT model_key FROM"
        " catalogue_versions WHERE state IN ('published', 'waiting', 'superseded')"
        " ORDER BY at DESC LIMIT 5)",
        {"key": key},
    )


def set_weights(tx: Tx, key: str, weights: str) -> None:
    """The model judges by these weights now; empty: by those that lie in it, or the package's."""
    tx.run(
        "UPDATE model_blobs SET weights = :weights WHERE key = :key",
        {"key": key, "weights": weights},
    )


def set_model(tx: Tx, version: str, key: str) -> None:
    """The version is read with another model now."""
    tx.run(
        "UPDATE catalogue_versions SET model_key = :key WHERE id = :id", {"key": key, "id": version}
    )
