"""Promises of the timed jobs: only the leader runs them, each due time once, faults are written down."""

import threading
import time
from dataclasses import replace

import pytest

from bot.desk import backup, leading
from bot.folder import collect
from bot.jobs import Job, _runner
from bot.jobs._runner import Runner
from bot.settings import Settings
from tests.desk import given

JOBS = collect("bot.jobs", "JOB")


@pytest.fixture
def quick(monkeypatch):
    """A runner that looks often."""
    monkeypatch.setattr(_runner, "RENEW_S", 0.02)


def _job(run, every=0.05, name="job"):
    return Job(name, lambda settings: every, run)


def _run(desk, *jobs, until, seconds=5.0):
    runner, stop = Runner(desk), threading.Event()
    runner._jobs = list(jobs)  # noqa: SLF001 - only these
    thread = threading.Thread(target=runner.run_with, args=(desk, stop))
    thread.start()
    ends = time.monotonic() + seconds
    while not until() and time.monotonic() < ends:
        time.sleep(0.01)
    stop.set()
    thread.join()
    return until()


@pytest.mark.parametrize("module", JOBS)
def test_a_job_is_called_as_its_file_and_has_an_interval(module):
    job = JOBS[module]
    assert job.name == module
    assert job.every(Settings()) > 0


@pytest.mark.parametrize("module", JOBS)
def test_every_job_runs_on_a_quiet_desk_and_counts(desk, module):
    counts = JOBS[module].run(desk)
    assert all(isinstance(number, int) for number in counts.values())


def test_the_leader_runs_what_is_due_and_writes_it_down(desk, quick):
    done = lambda: [r for r in given.rows(desk, "job_runs") if r["ended_at"]]  # noqa: E731
    assert _run(desk, _job(lambda d: {"seen": 7}), until=done)
    assert done()[0]["counts"] == '{"seen": 7}'
    assert given.rows(desk, "leases") == []  # given back


def test_who_does_not_lead_runs_nothing(desk, quick):
    future = leading.later(desk.now(), 60)
    given.run(desk, "INSERT INTO leases VALUES ('scheduler', 'elsewhere:1', :u, 1)", u=future)
    assert not _run(desk, _job(lambda d: {}), until=lambda: given.rows(desk, "job_runs"), seconds=1)


def test_who_loses_the_lead_stops(desk, quick, monkeypatch):
    led = iter([True, True])
    monkeypatch.setattr(leading, "lead", lambda _: next(led, False))
    runs = []
    _run(desk, _job(lambda d: runs.append(1) or {}), until=lambda: False, seconds=0.8)
    before = len(runs)
    time.sleep(0.2)
    assert len(runs) == before


def test_a_fault_while_looking_for_the_lead_ends_nothing(desk, quick, monkeypatch):
    real, broken = leading.lead, iter([True])

    def lead(desk):
        if next(broken, False):
            raise RuntimeError("once")
        return real(desk)

    monkeypatch.setattr(leading, "lead", lead)
    assert _run(desk, _job(lambda d: {}), until=lambda: given.rows(desk, "job_runs"))
    assert "lead" in desk.log.text


def test_a_due_time_that_another_has_run_is_not_run_again(desk):
    runs = []
    runner = Runner(desk)
    job = _job(lambda d: runs.append(1) or {}, every=86400.0)
    for _ in range(3):
        runner._once(job)  # noqa: SLF001 - what the scheduler calls
    assert runs == [1]


def test_a_restored_server_that_rests_speaks_to_nobody_outside(desk):
    resting = desk.settings.var / "resting-after-restore"
    resting.touch()
    runs = []
    runner = Runner(desk)
    inward = _job(lambda d: runs.append("inward") or {}, name="inward", every=86400.0)
    outward = replace(inward, run=lambda d: runs.append("outward") or {}, name="o", outward=True)
    for job in (inward, outward):
        runner._once(job)  # noqa: SLF001 - what the scheduler calls
    assert runs == ["inward"]
    backup.go_live(desk)
    runner._once(outward)  # noqa: SLF001
    assert runs == ["inward", "outward"]


def test_these_jobs_speak_to_somebody_outside():
    outward = {name for name, job in JOBS.items() if job.outward}
    assert outward == {"send_digest", "remind_reviews", "forget_there", "forget_old"}


def test_a_job_that_fails_is_written_down_and_does_not_stop_the_next(desk):
    def broken(desk):
        raise KeyError("gone")

    Runner(desk)._once(_job(broken, every=86400.0))  # noqa: SLF001 - what the scheduler calls
    row = given.one(desk, "job_runs")
    assert (row["error"], row["ended_at"] is not None) == ("KeyError", True)
    assert "job failed" in desk.log.text
