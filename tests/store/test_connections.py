"""Promises of transactions: all or nothing, patient for three seconds, one connection a thread."""

import os
import sqlite3
import threading
import time

import pytest

from bot.errors import StoreUnavailable
from bot.store import Connections, _connection
from bot.store.people import make

BEAT = "INSERT INTO beats (name, at) VALUES (:name, 'now')"


@pytest.fixture
def foreign(store):
    """Another program that holds the database, until the test ends."""
    other = sqlite3.connect(store.path, isolation_level=None, check_same_thread=False)
    yield other
    other.close()


def _beats(store):
    return [
        row["name"] for row in store.read(lambda tx: tx.all("SELECT name FROM beats ORDER BY name"))
    ]


def _write(store, work):
    """Do this in one transaction."""
    with store.write() as tx:
        work(tx)


def test_what_is_written_together_is_kept_together(store):
    with store.write() as tx:
        assert tx.run(BEAT, {"name": "a"}) == 1
        tx.insert("beats", {"name": "b", "at": "now"})
    assert _beats(store) == ["a", "b"]


def test_a_failure_undoes_the_whole_transaction(store):
    def half(tx):
        tx.run(BEAT, {"name": "a"})
        raise KeyError

    with pytest.raises(KeyError):
        _write(store, half)
    assert _beats(store) == []


def test_a_part_is_undone_alone(store):
    def broken(tx):
        with tx.part():
            tx.run(BEAT, {"name": "b"})
            raise KeyError

    with store.write() as tx:
        tx.run(BEAT, {"name": "a"})
        with pytest.raises(KeyError):
            broken(tx)
        with tx.part():
            tx.run(BEAT, {"name": "c"})
    assert _beats(store) == ["a", "c"]


def test_a_part_that_the_database_fails_ends_the_transaction(store):
    def broken(tx):
        tx.run(BEAT, {"name": "a"})
        with tx.part():
            tx.run("SELECT * FROM no_such_table")

    with pytest.raises(StoreUnavailable):
        _write(store, broken)
    assert _beats(store) == []


def test_the_database_is_opened_as_the_house_wants_it(store):
    pragmas = ("journal_mode", "synchronous", "foreign_keys")
    told = [next(iter(store.here().one(f"PRAGMA {name}").values())) for name in pragmas]
    assert told == ["wal", 2, 1]


def test_a_row_must_belong_to_something(store):
    with pytest.raises(sqlite3.IntegrityError), store.write() as tx:
        make(tx, person={"id": "p", "created_at": ""}, address={"channel": "sms", "address": "+62"})


def test_every_thread_has_a_connection_of_its_own(store):
    found = []
    thread = threading.Thread(target=lambda: (found.append(store.here()), store.close()))
    thread.start()
    thread.join()
    assert found[0] is not store.here()
    assert store.here() is store.here()


def test_a_forked_process_opens_its_own_connection(store, monkeypatch):
    before = store.here()
    monkeypatch.setattr(os, "getpid", lambda: -1)
    after = store.here()
    assert after is not before
    store.close()
    before.database.close()


def test_closing_twice_is_no_error_and_opens_again_when_needed(store):
    store.close()
    store.close()
    assert _beats(store) == []


# --- when others hold it


def test_a_short_lock_is_waited_for(store, foreign):
    foreign.execute("BEGIN IMMEDIATE")
    threading.Timer(0.2, lambda: foreign.execute("COMMIT")).start()
    with store.write() as tx:
        tx.run(BEAT, {"name": "a"})
    assert _beats(store) == ["a"]


def test_a_long_lock_is_given_up_after_three_seconds(store, foreign):
    foreign.execute("BEGIN EXCLUSIVE")
    began = time.monotonic()
    with pytest.raises(StoreUnavailable, match="locked"), store.write():
        pass
    assert 2.9 < time.monotonic() - began < 3.5


def test_a_lock_heals_by_itself(store, foreign, monkeypatch):
    monkeypatch.setattr(_connection, "PATIENCE_S", 0.05)
    foreign.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable), store.write():
        pass
    foreign.execute("ROLLBACK")
    with store.write() as tx:
        tx.run(BEAT, {"name": "a"})
    assert _beats(store) == ["a"]


def test_reading_goes_on_while_another_writes(store, foreign):
    foreign.execute("BEGIN IMMEDIATE")
    assert _beats(store) == []


def test_threads_of_one_process_wait_in_line_and_give_up_too(store, monkeypatch):
    monkeypatch.setattr(_connection, "PATIENCE_S", 0.05)
    failed = []

    def write():
        try:
            with store.write():
                pass
        except StoreUnavailable as error:
            failed.append(str(error))

    with store.write():
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
    assert "another thread" in failed[0]


def _raising(code, name="x"):
    error = sqlite3.OperationalError(name)
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    "code", [sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_READONLY]
)
def test_a_disk_that_fails_is_told_at_once_and_nothing_is_kept(store, code):
    def full(tx):
        tx.run(BEAT, {"name": "a"})
        raise _raising(code)

    began = time.monotonic()
    with pytest.raises(StoreUnavailable):
        _write(store, full)
    assert time.monotonic() - began < 1
    assert _beats(store) == []


def test_a_mistake_of_ours_is_not_hidden(store):
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        store.read(lambda tx: tx.all("SELECT * FROM no_such_table"))
    with pytest.raises(sqlite3.OperationalError, match="no such table"), store.write() as tx:
        tx.run("DELETE FROM no_such_table")


def test_a_transaction_that_the_engine_rolled_back_itself_is_no_second_error(store):
    def rolled_back(tx):
        tx.run("ROLLBACK")
        raise _raising(sqlite3.SQLITE_FULL)

    with pytest.raises(StoreUnavailable):
        _write(store, rolled_back)


def test_a_rollback_that_fails_hides_no_reason(store, monkeypatch):
    real = store.here().run

    def run(sql, params=None):
        told = real(sql, params)
        if sql == "ROLLBACK":
            raise _raising(sqlite3.SQLITE_IOERR)
        return told

    def broken(tx):
        raise _raising(sqlite3.SQLITE_IOERR, "disk")

    monkeypatch.setattr(store.here(), "run", run)
    with pytest.raises(StoreUnavailable, match="disk"):
        _write(store, broken)


def test_a_database_that_cannot_be_opened_is_told(tmp_path):
    with pytest.raises(StoreUnavailable):
        Connections(tmp_path / "no folder" / "tanya.db").here()


def test_a_file_that_is_no_database_is_not_left_open(tmp_path):
    (tmp_path / "tanya.db").write_bytes(b"no database " * 500)
    with pytest.raises(StoreUnavailable, match="not a database"):
        Connections(tmp_path / "tanya.db").here()


def test_a_lock_while_opening_leaves_no_connection_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(_connection, "PATIENCE_S", 0.05)
    path = tmp_path / "tanya.db"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("CREATE TABLE t (x)")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreUnavailable, match="locked"):
        Connections(path).here()
    other.close()
