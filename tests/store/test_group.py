"""Threads that write at the same time share a transaction, and each is told the truth about its own part."""

import sqlite3
import threading
from contextlib import suppress

import pytest

from bot.errors import StoreUnavailable
from bot.store import Tx, _group
from tests.store.test_connections import BEAT, _beats


def fine():
    """No fault."""


def fails(error):
    """A writer's fault."""

    def fault():
        raise error

    return fault


class Crowd:
    """Writers who all wait while the first one has the turn; then they write one after the other."""

    def __init__(self, store, monkeypatch, said=lambda sql: None):
        self.store, self.ends, self.statements = store, {}, []
        monkeypatch.setattr(_group, "LONGEST_S", 60)
        real = Tx.run

        def run(tx, sql, params=None):
            self.statements.append(sql)
            said(sql)
            return real(tx, sql, params)

        monkeypatch.setattr(Tx, "run", run)

    def write(self, name, fault=fine, meanwhile=fine):
        try:
            with self.store.write() as tx:
                tx.run(BEAT, {"name": name})
                meanwhile()
                fault()
            self.ends[name] = "committed"
        except (LookupError, sqlite3.Error, StoreUnavailable) as error:
            self.ends[name] = type(error).__name__

    def come(self, first, *rest):
        """Each is (name, fault); the rest arrives while the first writes."""
        threads = []

        def arrive():
            for waiting, each in enumerate(rest, 1):
                threads.append(threading.Thread(target=self.write, args=each))
                threads[-1].start()
                while self.store.waiting < waiting:
                    pass

        self.write(*first, meanwhile=arrive)
        for thread in threads:
            thread.join()
        return self.ends


@pytest.fixture
def crowd(store, monkeypatch):
    return Crowd(store, monkeypatch)


def test_all_who_wait_are_committed_together(crowd):
    told = crowd.come(("a", fine), ("b", fine), ("c", fine))
    assert told == dict.fromkeys("abc", "committed")
    assert (crowd.statements.count("BEGIN IMMEDIATE"), crowd.statements.count("COMMIT")) == (1, 1)
    assert sorted(_beats(crowd.store)) == ["a", "b", "c"]


def test_a_lone_writer_needs_no_savepoint(crowd):
    crowd.come(("a", fine))
    assert crowd.statements == ["BEGIN IMMEDIATE", BEAT, "COMMIT"]


def test_nobody_goes_on_before_all_is_on_the_disk(store, monkeypatch):
    crowd = Crowd(store, monkeypatch, lambda sql: sql == "COMMIT" and ends.append(dict(crowd.ends)))
    ends = []
    crowd.come(("a", fine), ("b", fine), ("c", fine))
    assert ends == [{}]


def test_one_that_fails_is_undone_alone(crowd):
    told = crowd.come(("a", fine), ("b", fails(KeyError("b"))), ("c", fine))
    assert told == {"a": "committed", "b": "KeyError", "c": "committed"}
    assert sorted(_beats(crowd.store)) == ["a", "c"]


def test_the_last_one_that_fails_leaves_the_others_committed(crowd):
    told = crowd.come(("a", fine), ("b", fails(KeyError("b"))))
    assert told == {"a": "committed", "b": "KeyError"}
    assert _beats(crowd.store) == ["a"]


def test_when_the_first_fails_the_next_begin_anew(crowd):
    told = crowd.come(("a", fails(KeyError("a"))), ("b", fine), ("c", fine))
    assert told == {"a": "KeyError", "b": "committed", "c": "committed"}
    assert crowd.statements.count("BEGIN IMMEDIATE") == 2
    assert sorted(_beats(crowd.store)) == ["b", "c"]


def test_what_the_database_fails_is_acknowledged_to_nobody(crowd):
    told = crowd.come(("a", fine), ("b", fails(sqlite3.OperationalError("disk I/O error"))))
    assert told == {"a": "StoreUnavailable", "b": "OperationalError"}
    assert _beats(crowd.store) == []


@pytest.mark.parametrize(
    ("broken", "fault", "told"),
    [
        ("COMMIT", fine, "StoreUnavailable"),
        ("ROLLBACK TO member", fails(KeyError("b")), "KeyError"),
    ],
)
def test_what_cannot_be_ended_is_acknowledged_to_nobody(store, monkeypatch, broken, fault, told):
    def said(sql):
        if sql == broken:
            raise sqlite3.DatabaseError("malformed")

    crowd = Crowd(store, monkeypatch, said)
    assert crowd.come(("a", fine), ("b", fault)) == {"a": "StoreUnavailable", "b": told}
    assert _beats(store) == []


def test_a_full_group_commits_though_others_wait(crowd, monkeypatch):
    monkeypatch.setattr(_group, "MOST", 2)
    crowd.come(("a", fine), ("b", fine), ("c", fine), ("d", fine))
    assert crowd.statements.count("COMMIT") == 2


def test_a_group_that_lasts_long_commits_though_others_wait(crowd, monkeypatch):
    monkeypatch.setattr(_group, "LONGEST_S", 0)
    crowd.come(("a", fine), ("b", fine))
    assert crowd.statements.count("COMMIT") == 2


def test_who_waits_in_vain_commits_what_nobody_took_over(crowd):
    crowd.store.waiting = 1  # one who has just given up, and was still counted
    crowd.come(("a", fine))
    assert crowd.ends == {"a": "committed"}
    assert _beats(crowd.store) == ["a"]


def test_many_threads_with_faults_keep_exactly_what_was_acknowledged(store):
    told = []

    def work(thread):
        for turn in range(30):
            name = f"{thread}-{turn}"
            with suppress(ZeroDivisionError), store.write() as tx:
                tx.run(BEAT, {"name": name})
                told.append((name, 1 // (turn % 5)))
        store.close()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(_beats(store)) == sorted(name for name, _ in told)
    assert len(told) == 8 * 24
