"""An open transaction and what may go wrong with it. No tables, no connecting, no waiting."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlite_utils import Database

from bot.errors import StoreUnavailable

PASSING = {  # primary result codes that may go away by themselves
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
}
Params = Mapping[str, Any]
Row = dict[str, Any]


class Tx:
    """An open connection: `run` changes rows, `one` and `all` read them as dictionaries."""

    def __init__(self, database: Database) -> None:
        """Speak through this database connection."""
        self.database = database

    @property
    def is_open(self) -> bool:
        """Whether a transaction has begun and was neither committed nor rolled back."""
        return bool(self.database.conn.in_transaction)

    def run(self, sql: str, params: Params | None = None) -> int:
        """Execute; the number of rows changed."""
        return int(self.database.execute(sql, dict(params or {})).rowcount)

    def one(self, sql: str, params: Params | None = None) -> Row | None:
        """The first row, or None."""
        row = self.database.execute(sql, dict(params or {})).fetchone()
        return None if row is None else dict(row)

    def all(self, sql: str, params: Params | None = None) -> list[Row]:
        """All rows."""
        return [dict(row) for row in self.database.execute(sql, dict(params or {})).fetchall()]

    @contextmanager
    def part(self) -> Iterator[None]:
        """A part of the transaction that is undone alone when it fails for a reason of ours."""
        self.run("SAVEPOINT part")
        try:
            yield
        except sqlite3.OperationalError as error:  # the whole transaction is in danger
            raise StoreUnavailable(str(error)) from error
        except Exception:
            self.run("ROLLBACK TO part")
            raise
        finally:
            if self.is_open:
                self.run("RELEASE part")

    def insert(self, table: str, row: Params) -> None:
        """Insert one row; column names come from our code, never from outside."""
        names = ", ".join(row)
        marks = ", ".join(f":{name}" for name in row)
        self.run(f"INSERT INTO {table} ({names}) VALUES ({marks})", row)

    def roll_back(self) -> None:
        """Undo everything; no error where the engine has done so by itself."""
        if self.is_open:
            try:
                self.run("ROLLBACK")
            except sqlite3.OperationalError:
                return


def code(error: sqlite3.OperationalError) -> int:
    """The primary result code."""
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
