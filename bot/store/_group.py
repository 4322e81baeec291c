"""Writers of one process who share a transaction: one wait for the lock and one for the disk. No tables here."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bot.errors import StoreUnavailable
from bot.store._tx import Tx

MOST = 16  # writers
LONGEST_S = 0.02  # after which nobody joins: the first must not wait long for the last


class Group:
    """An open transaction that one writer hands to the next; who has the last word commits for all.

    A writer who fails for a reason of ours is undone alone. What the database fails, fails for everybody.
    """

    def __init__(self, tx: Tx) -> None:
        """Begin with nobody; `tx` has begun."""
        self._tx, self._size, self._until = tx, 0, time.monotonic() + LONGEST_S
        self._ended = threading.Event()
        self._error: BaseException | None = None

    @property
    def may_grow(self) -> bool:
        """Whether another writer may join."""
        return self._tx.is_open and self._size < MOST and time.monotonic() < self._until

    @contextmanager
    def member(self) -> Iterator[Tx]:
        """The part of one writer; what it raises goes on to that writer."""
        first, self._size = not self._size, self._size + 1
        if not first:
            self._tx.run("SAVEPOINT member")
        try:
            yield self._tx
            if not first:
                self._tx.run("RELEASE member")
        except BaseException as error:
            self._undo(error, alone=first)
            raise

    def _undo(self, error: BaseException, *, alone: bool) -> None:
        ours = not isinstance(error, sqlite3.Error) or isinstance(error, sqlite3.IntegrityError)
        if alone or not ours:
            self._fail(error)
            return
        try:
            self._tx.run("ROLLBACK TO member")
            self._tx.run("RELEASE member")
        except sqlite3.Error as worse:
            self._fail(worse)

    def commit(self) -> None:
        """Bring everybody's work to the disk, unless it failed already."""
        if self._ended.is_set():
            return
        try:
            self._tx.run("COMMIT")
        except sqlite3.Error as error:
            self._fail(error)
        self._ended.set()

    def ended(self, within_s: float) -> bool:
        """Whether it came to its end within that time; StoreUnavailable where it was lost."""
        if not self._ended.wait(within_s):
            return False
        if self._error:
            raise StoreUnavailable(str(self._error)) from self._error
        return True

    def _fail(self, error: BaseException) -> None:
        self._tx.roll_back()
        self._error = error
        self._ended.set()
