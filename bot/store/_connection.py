"""Connections and the turn to write: one connection a thread, every write BEGIN IMMEDIATE. No tables here."""

from __future__ import annotations

import os
import random
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlite_utils import Database

from bot.errors import StoreUnavailable
from bot.store._group import Group
from bot.store._tx import PASSING, Tx, code

PATIENCE_S = 3.0  # a webhook must answer inside the provider's read time-out
LOOK_S = 0.05
WAITING = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
T = TypeVar("T")


class Connections:
    """Hands every thread (and every forked process) its own connection to one file."""

    def __init__(self, path: Path) -> None:
        """Open lazily; the folder must exist."""
        self.path = path
        self._local = threading.local()
        self._turn = threading.Lock()  # threads of one process queue here, not at the file
        self._group: Group | None = None  # open, and handed to whoever takes the next turn
        self._counting = threading.Lock()
        self.waiting = 0  # threads

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
        """One transaction under the write lock; StoreUnavailable when it cannot begin or commit.

        Threads that wait for their turn meanwhile join it, each in a savepoint: nobody goes on before all is on disk.
        """
        until = time.monotonic() + PATIENCE_S
        self._take_turn()
        try:
            group = self._group or Group(_patiently(lambda: _begin(self.here()), until))
            self._group = None
            try:
                with group.member() as tx:
                    yield tx
            finally:
                self._end_turn(group)
        except sqlite3.OperationalError as error:
            if code(error) in PASSING:
                raise StoreUnavailable(str(error)) from error
            raise
        finally:
            self._turn.release()
        while not group.ended(LOOK_S):
            self._commit_left(group)

    def _take_turn(self) -> None:
        with self._counting:
            self.waiting += 1
        got = self._turn.acquire(timeout=PATIENCE_S)
        with self._counting:
            self.waiting -= 1
        if not got:
            raise StoreUnavailable("another thread holds the write lock")

    def _end_turn(self, group: Group) -> None:
        if self.waiting and group.may_grow:
            self._group = group
        else:
            group.commit()

    def _commit_left(self, group: Group) -> None:
        """The one to whom we handed it has given up waiting."""
        with self._turn:
            if self._group is group:
                self._group = None
                group.commit()


def _begin(tx: Tx) -> Tx:
    tx.run("BEGIN IMMEDIATE")
    return tx


def _patiently(work: Callable[[], T], until: float | None = None) -> T:
    """Retry BUSY with jitter growing from 0.2 to 1 ms: fairer than busy_timeout (measured)."""
    until, pause = until or time.monotonic() + PATIENCE_S, 0.0002
    while True:
        try:
            return work()
        except sqlite3.OperationalError as error:
            if code(error) not in PASSING:
                raise
            if code(error) not in WAITING or time.monotonic() > until:
                raise StoreUnavailable(str(error)) from error
        time.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - jitter, no secret
        pause = min(pause * 2, 0.001)


def _connect(path: Path) -> sqlite3.Connection:
    try:
        # a group's transaction is worked on by other threads, one after the other
        connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
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
