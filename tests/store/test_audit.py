"""Promises of the audit: every change, loss or swap of an act is found and named."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as examples
from hypothesis import strategies as st

from bot.store import audit
from bot.store.admin import check_database

NUMBER = 40


@pytest.fixture
def acts(store):
    with store.write() as tx:
        for number in range(NUMBER):
            audit.note(
                tx, actor="petugas-c", what=f"act{number % 3}", object_=str(number), now="2026"
            )
    return store


def _tamper(store, sql, **params):
    with store.write() as tx:
        tx.run(sql, params)


def test_an_untouched_chain_is_whole(acts):
    assert acts.read(audit.broken) is None
    assert check_database(acts) == []


@pytest.mark.parametrize("column", ["at", "actor", "what", "object", "detail", "digest"])
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@examples(seq=st.integers(1, NUMBER))
def test_a_changed_act_is_named(acts, column, seq):
    before = acts.read(lambda tx: tx.one("SELECT * FROM audit WHERE seq = :s", {"s": seq}))
    change = f"UPDATE audit SET {column} = :v WHERE seq = :s"  # noqa: S608 - our own column names
    _tamper(acts, change, s=seq, v="x")
    assert acts.read(audit.broken) == seq
    _tamper(acts, change, s=seq, v=before[column])


@pytest.mark.parametrize("seq", [1, 2, NUMBER // 2, NUMBER - 1])
def test_a_lost_act_is_named_by_its_successor(acts, seq):
    _tamper(acts, "DELETE FROM audit WHERE seq = :s", s=seq)
    assert acts.read(audit.broken) == seq + 1


def test_two_swapped_acts_are_found(acts):
    _tamper(acts, "UPDATE audit SET seq = CASE seq WHEN 5 THEN -9 ELSE 5 END WHERE seq IN (5, 9)")
    _tamper(acts, "UPDATE audit SET seq = 9 WHERE seq = -9")
    assert acts.read(audit.broken) == 5
    assert check_database(acts) == ["audit row 5 does not fit the chain"]


def test_a_head_that_was_noted_is_known_again_until_the_chain_is_cut_or_written_anew(acts):
    noted = acts.read(audit.head)
    assert noted.startswith(f"{NUMBER}:")
    short = noted[: len(f"{NUMBER}:") + 12]
    with acts.write() as tx:
        audit.note(tx, actor="a", what="later", object_="", now="2026")
    assert acts.read(lambda tx: audit.has(tx, noted))
    assert acts.read(lambda tx: audit.has(tx, short))
    _tamper(acts, "DELETE FROM audit WHERE seq >= :s", s=NUMBER)
    assert acts.read(audit.broken) is None  # the chain itself cannot tell
    assert not acts.read(lambda tx: audit.has(tx, noted))
    with acts.write() as tx:
        audit.note(tx, actor="a", what="instead", object_="", now="2026")
    assert not acts.read(lambda tx: audit.has(tx, noted))


@pytest.mark.parametrize("noted", ["40", "40:", ":", "x:y", "41:ab"])
def test_half_a_head_is_none(acts, noted):
    assert not acts.read(lambda tx: audit.has(tx, noted))


def test_an_empty_audit_has_no_head(store):
    assert store.read(audit.head) == ""


def test_acts_are_found_by_who_and_what_newest_first(acts):
    find = {"actor": "petugas-c", "what": "act1", "limit": 3, "before": 30}
    found = acts.read(lambda tx: audit.search(tx, **find))
    assert [row["seq"] for row in found] == [29, 26, 23]


def test_ten_thousand_acts_are_checked_in_a_moment(store):
    with store.write() as tx:
        for number in range(10_000):
            audit.note(tx, actor="a", what="w", object_=str(number), now="2026")
    _tamper(store, "UPDATE audit SET detail = 'x' WHERE seq = 7777")
    assert store.read(audit.broken) == 7777
