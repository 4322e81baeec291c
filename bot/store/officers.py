"""Officers, their sessions and their tries to sign in. Hashes come from outside; nothing is hashed here."""

from __future__ import annotations

import sqlite3

from bot.errors import Duplicate
from bot.store._ids import new_id
from bot.store._tx import Params, Row, Tx


def add(tx: Tx, row: Params) -> str:
    """A new officer's id; Duplicate when the login is taken."""
    whole = {"id": new_id()} | dict(row)
    try:
        tx.insert("officers", whole)
    except sqlite3.IntegrityError as error:
        raise Duplicate(str(row["login"])) from error
    return str(whole["id"])


def by_login(tx: Tx, login: str) -> Row | None:
    """The officer with this login, disabled or not."""
    return tx.one("SELECT * FROM officers WHERE login = :login", {"login": login})


def by_id(tx: Tx, officer: str) -> Row | None:
    """One officer."""
    return tx.one("SELECT * FROM officers WHERE id = :id", {"id": officer})


def everyone(tx: Tx) -> list[Row]:
    """All officers by name."""
    return tx.all("SELECT * FROM officers ORDER BY disabled_at IS NOT NULL, name")


def set_password(tx: Tx, officer: str, *, password_hash: str, must_change: bool) -> None:
    """A new password hash."""
    tx.run(
        "UPDATE officers SET password_hash = :hash, must_change = :must WHERE id = :id",
        {"hash": password_hash, "must": int(must_change), "id": officer},
    )


def disable(tx: Tx, officer: str, at: str | None) -> None:
    """Nobody may sign in as this officer any more (None: again)."""
    tx.run("UPDATE officers SET disabled_at = :at WHERE id = :id", {"at": at, "id": officer})


def set_role(tx: Tx, officer: str, role: str) -> None:
    """What the officer may do from now on."""
    tx.run("UPDATE officers SET role = :role WHERE id = :id", {"role": role, "id": officer})


def others_with(tx: Tx, role: str, officer: str) -> int:
    """How many others of this role may sign in."""
    row = tx.one(
        "SELECT COUNT(*) AS n FROM officers WHERE role = :role AND id <> :id"
        " AND disabled_at IS NULL",
        {"role": role, "id": officer},
    )
    return int(row["n"]) if row else 0


def set_language(tx: Tx, officer: str, language: str) -> None:
    """The language of the console for this officer."""
    tx.run("UPDATE officers SET language = :v WHERE id = :id", {"v": language, "id": officer})


def begin(tx: Tx, row: Params) -> None:
    """A new session; its `id` is the hash of its token."""
    tx.insert("sessions", row)


def session(tx: Tx, session: str) -> Row | None:
    """An open session with its officer; None when ended or the officer is disabled."""
    return tx.one(
        "SELECT s.csrf, s.created_at AS began_at, s.seen_at, o.* FROM sessions s"
        " JOIN officers o ON o.id = s.officer_id"
        " WHERE s.id = :id AND s.ended_at IS NULL AND o.disabled_at IS NULL",
        {"id": session},
    )


def seen(tx: Tx, session: str, now: str) -> None:
    """The session is in use."""
    tx.run("UPDATE sessions SET seen_at = :now WHERE id = :id", {"now": now, "id": session})


def end_sessions(tx: Tx, *, now: str, session: str = "", officer: str = "", keep: str = "") -> int:
    """End one session, or all of an officer except `keep`."""
    return tx.run(
        "UPDATE sessions SET ended_at = :now WHERE ended_at IS NULL AND id <> :keep"
        " AND (id = :session OR officer_id = :officer)",
        {"now": now, "session": session, "officer": officer, "keep": keep},
    )


def sessions_of(tx: Tx, officer: str) -> list[Row]:
    """Open sessions of an officer, newest first."""
    return tx.all(
        "SELECT * FROM sessions WHERE officer_id = :id AND ended_at IS NULL ORDER BY seen_at DESC",
        {"id": officer},
    )


def tried(tx: Tx, *, login_hash: str, ip_hash: str, device: str, now: str) -> str:
    """Keep a try to sign in, as a failed one until `succeeded`; its id."""
    row = {"id": new_id(), "login_hash": login_hash, "ip_hash": ip_hash, "device": device}
    tx.insert("sign_ins", row | {"good": 0, "at": now})
    return row["id"]


def succeeded(tx: Tx, try_: str) -> None:
    """Mark a try as a good one."""
    tx.run("UPDATE sign_ins SET good = 1 WHERE id = :id", {"id": try_})


def failures(tx: Tx, *, login_hash: str, ip_hash: str, since: str) -> tuple[int, int]:
    """(failed tries for this login, failed tries from this address) since then."""
    row = tx.one(
        "SELECT (SELECT COUNT(*) FROM sign_ins WHERE login_hash = :l AND at > :s AND good = 0) AS a,"
        " (SELECT COUNT(*) FROM sign_ins WHERE ip_hash = :i AND at > :s AND good = 0) AS b",
        {"l": login_hash, "i": ip_hash, "s": since},
    )
    return (int(row["a"]), int(row["b"])) if row else (0, 0)


def knows_device(tx: Tx, *, login_hash: str, device: str) -> bool:
    """Whether this login has succeeded from this device before: a stranger can't lock it out."""
    row = tx.one(
        "SELECT 1 FROM sign_ins WHERE login_hash = :l AND device = :d AND good = 1 LIMIT 1",
        {"l": login_hash, "d": device},
    )
    return row is not None


def set_totp(tx: Tx, officer: str, secret: str | None) -> None:
    """One-time codes are required (None: no more)."""
    tx.run(
        "UPDATE officers SET totp_secret = :secret, totp_last = NULL WHERE id = :id",
        {"secret": secret, "id": officer},
    )


def use_code(tx: Tx, officer: str, step: int) -> bool:
    """The one-time code of this time step works once, and none of an earlier step after it."""
    return (
        tx.run(
            "UPDATE officers SET totp_last = :step WHERE id = :id"
            " AND (totp_last IS NULL OR totp_last < :step)",
            {"step": f"{step:012d}", "id": officer},
        )
        == 1
    )


def set_email(tx: Tx, officer: str, email: str) -> None:
    """Where digests go; empty for none."""
    tx.run("UPDATE officers SET email = :v WHERE id = :id", {"v": email, "id": officer})
