"""What operators do to the whole database: migrate, copy, check. No product rows here."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from bot.store import audit
from bot.store._connection import Connections
from bot.store._tx import Tx
from bot.store.migrations import migrate, pending


def pending_steps(store: Connections) -> list[str]:
    """Migrations not yet taken; NewerSchema when the database is ahead of this version."""
    return pending(store.here().database)


def migrate_database(store: Connections) -> None:
    """Take them."""
    migrate(store.here().database)


def back_up_database(store: Connections, target: Path) -> None:
    """Copy the database while others write."""
    copy = sqlite3.connect(target)
    try:
        store.here().database.conn.backup(copy)
    finally:
        copy.close()
    target.chmod(0o600)


def copy_problems(path: Path) -> list[str]:
    """What is wrong with a copy that nobody else has open; empty when it is sound."""
    copy = sqlite3.connect(path)
    try:
        found = [str(row[0]) for row in copy.execute("PRAGMA integrity_check")]
    except sqlite3.DatabaseError as error:
        found = [str(error)]
    finally:
        copy.close()
    return [text for text in found if text != "ok"]


def check_database(store: Connections) -> list[str]:
    """Integrity, foreign keys, audit chain: one text a problem."""
    if not store.path.exists():
        return ["there is no database yet: python -m bot run makes one"]
    waiting = pending_steps(store)
    if waiting:
        return [f"{', '.join(waiting)} not taken yet: python -m bot db migrate"]
    try:
        return store.read(_problems)
    except sqlite3.DatabaseError as error:
        return [str(error)]


def _problems(tx: Tx) -> list[str]:
    problems = [row["integrity_check"] for row in tx.all("PRAGMA integrity_check")]
    problems = [text for text in problems if text != "ok"]
    problems += [f"foreign key of {row['table']}" for row in tx.all("PRAGMA foreign_key_check")]
    seq = audit.broken(tx)
    return [*problems, f"audit row {seq} does not fit the chain"] if seq else problems
