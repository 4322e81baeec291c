"""Promises of the lease and of job runs: one leader, one run per due time, late rather than never."""

import socket
import subprocess
import sys

import pytest

from bot.desk import leading
from bot.errors import StoreUnavailable
from tests.desk import given


def _held_by(desk, holder, seconds=6.0):
    until = leading.later(desk.now(), seconds)
    given.run(
        desk,
        "INSERT INTO leases (name, holder, expires_at, epoch) VALUES ('scheduler', :h, :u, 7)",
        h=holder, u=until,
    )  # fmt: skip


@pytest.fixture
def broken(desk, monkeypatch):
    """A desk whose database cannot be written."""

    def locked():
        raise StoreUnavailable("database is locked")

    monkeypatch.setattr(desk.store, "write", locked)
    return desk


def test_one_process_leads_and_keeps_leading(desk):
    assert leading.lead(desk)
    desk.clock.forward(seconds=5)
    assert leading.lead(desk)
    assert given.one(desk, "leases")["epoch"] == 1
    assert given.one(desk, "beats")["name"] == "scheduler"


def test_another_host_leads_until_its_lease_is_over(desk):
    _held_by(desk, "elsewhere:1")
    assert not leading.lead(desk)
    assert given.rows(desk, "beats") == []
    desk.clock.forward(seconds=7)
    assert leading.lead(desk)
    assert given.one(desk, "leases")["epoch"] == 8


def test_a_dead_leader_of_this_host_is_replaced_at_once(desk):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    _held_by(desk, f"{socket.gethostname()}:{dead.pid}")
    assert leading.lead(desk)


def test_a_living_leader_of_this_host_stays(desk):
    _held_by(desk, f"{socket.gethostname()}:1")
    assert not leading.lead(desk)


def test_who_resigns_leaves_the_lead_to_others(desk):
    leading.lead(desk)
    leading.resign(desk)
    assert given.rows(desk, "leases") == []


def test_nobody_leads_or_runs_while_the_database_cannot_be_written(broken):
    assert not leading.lead(broken)
    assert not leading.claim_run(broken, "watch", "2026")
    leading.resign(broken)
    assert "could not give the lease back" in broken.log.text


def test_a_due_time_is_a_whole_multiple_of_the_interval(desk):
    assert leading.due_time(desk, 60) == "2026-03-02T01:14:00.000000Z"
    desk.clock.forward(seconds=59)
    assert leading.due_time(desk, 60) == "2026-03-02T01:14:00.000000Z"
    assert leading.due_time(desk, 86400) == "2026-03-02T00:00:00.000000Z"


def test_each_due_time_of_a_job_is_run_once(desk):
    due = leading.due_time(desk, 60)
    assert leading.claim_run(desk, "watch", due)
    assert not leading.claim_run(desk, "watch", due)
    assert leading.claim_run(desk, "reconcile", due)
    desk.clock.forward(seconds=60)
    assert leading.claim_run(desk, "watch", leading.due_time(desk, 60))


def test_what_a_job_did_is_written_down(desk):
    leading.claim_run(desk, "watch", "2026")
    leading.end_run(desk, "watch", "2026", '{"woken": 1}', "")
    row = given.one(desk, "job_runs")
    assert (row["counts"], row["error"], row["ended_at"]) == ('{"woken": 1}', "", desk.now())


def test_a_run_whose_process_died_is_begun_again(desk):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    holder = f"{socket.gethostname()}:{dead.pid}:1"
    row = {"job": "back_up", "due": "2026", "h": holder}
    given.run(
        desk,
        "INSERT INTO job_runs (job, due_at, holder, started_at) VALUES (:job, :due, :h, '')",
        **row,
    )
    assert leading.claim_run(desk, "back_up", "2026")
    assert not leading.claim_run(desk, "back_up", "2026")


def test_a_run_that_ended_is_not_begun_again_though_its_process_died(desk):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    holder = f"{socket.gethostname()}:{dead.pid}:1"
    given.run(
        desk,
        "INSERT INTO job_runs (job, due_at, holder, started_at, ended_at) VALUES ('j', '2026', :h, '', '')",
        h=holder,
    )
    assert not leading.claim_run(desk, "j", "2026")
