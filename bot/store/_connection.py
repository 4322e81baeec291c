"""Connections and transactions: one connection a thread, every write BEGIN IMMEDIATE. No tables here."""

from __future__ import annotations

import os
import random
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlite_utils import Database

from bot.errors import StoreUnavailable

PATIENCE_S = 3.0  # a webhook must answer inside the provider's read time-out
PASSING = {  # primary result codes that may go away by themselves
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
}
WAITING = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
Params = Mapping[str, Any]
Row = dict[str, Any]
T = TypeVar("T")


class Tx:
    """An open connection: `run` changes rows, `one` and `all` read them as dictionaries."""

    def __init__(self, database: Database) -> None:
        """Speak through this database connection."""
        self.database = database

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
            if self.database.conn.in_transaction:
                self.run("RELEASE part")

    def insert(self, table: str, row: Params) -> None:
        """Insert one row; column names come from our code, never from outside."""
        names = ", ".join(row)
        marks = ", ".join(f":{name}" for name in row)
        self.run(f"INSERT INTO {table} ({names}) VALUES ({marks})", row)


class Connections:
    """Hands every thread (and every forked process) its own connection to one file."""

    def __init__(self, path: Path) -> None:
        """Open lazily; the folder must exist."""
        self.path = path
        self._local = threading.local()
        self._turn = threading.Lock()  # threads of one process queue here, not at the file

    def here(self) -> Tx:
        """The connection of this thread in this process."""
        if getattr(self._local, "pid", None) != os.getpid():
            self._local.tx = Tx(Database(_connect(self.path)))
            self._local.pid = os.getpid()
        tx: Tx = self._local.tx
        return tx

    def close(self) -> None:
        """Close this thread's connection."""
        if getattr(self._local, "pid", None) == os.getpid():
            self._local.tx.database.close()
            self._local.pid = None

    def read(self, work: Callable[[Tx], T]) -> T:
        """Run `work` outside a transaction; StoreUnavailable after 3 s of waiting."""
        return _patiently(lambda: work(self.here()))

    @contextmanager
    def write(self) -> Iterator[Tx]:
        """One BEGIN IMMEDIATE transaction; StoreUnavailable when it cannot begin or commit."""
        until = time.monotonic() + PATIENCE_S
        if not self._turn.acquire(timeout=PATIENCE_S):
            raise StoreUnavailable("another thread holds the write lock")
        try:
            tx = _patiently(lambda: _begin(self.here()), until)
            try:
                yield tx
                tx.run("COMMIT")
            except BaseException as error:
                _roll_back(tx)
                if isinstance(error, sqlite3.OperationalError) and _code(error) in PASSING:
                    raise StoreUnavailable(str(error)) from error
                raise
        finally:
            self._turn.release()


def _begin(tx: Tx) -> Tx:
    tx.run("BEGIN IMMEDIATE")
    return tx


def _roll_back(tx: Tx) -> None:
    if tx.database.conn.in_transaction:
        try:
            tx.run("ROLLBACK")
        except sqlite3.OperationalError:  # the engine has rolled back by itself
            return


def _patiently(work: Callable[[], T], until: float | None = None) -> T:
    """Retry BUSY with jitter growing from 0.5 to 4 ms: fairer than busy_timeout (measured)."""
    until, pause = until or time.monotonic() + PATIENCE_S, 0.0005
    while True:
        try:
            return work()
        except sqlite3.OperationalError as error:
            if _code(error) not in PASSING:
                raise
            if _code(error) not in WAITING or time.monotonic() > until:
                raise StoreUnavailable(str(error)) from error
        time.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - jitter, no secret
        pause = min(pause * 2, 0.004)


def _code(error: sqlite3.OperationalError) -> int:
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def _connect(path: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise StoreUnavailable(f"{path}: {error}") from error
    connection.row_factory = sqlite3.Row
    try:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            _patiently(lambda p=pragma: connection.execute(f"PRAGMA {p}"))  # type: ignore[misc]
    except sqlite3.DatabaseError as error:  # no database, or damaged
        connection.close()
        raise StoreUnavailable(f"{path}: {error}") from error
    except StoreUnavailable:
        connection.close()
        raise
    return connection
