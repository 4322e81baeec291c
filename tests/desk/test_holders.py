"""Promises about the dead: what they held or had begun is free at once, what the living hold is left alone."""

import os
import socket
import subprocess
import sys

import pytest

from bot.desk import backup, holders, leading
from tests.desk import given

HERE = socket.gethostname()


@pytest.fixture
def corpse():
    """A process that is dead, and that nobody has buried yet."""
    process = subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE)
    process.stdout.read()  # ends when it does
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    yield process.pid
    process.stdout.close()
    process.wait()


def test_we_ourselves_live():
    assert not holders.is_dead(holders.holder_name())


def test_an_unburied_process_is_dead(corpse):
    assert holders.is_dead(f"{HERE}:{corpse}:1")


def test_whoever_got_the_id_of_a_dead_process_does_not_hold_what_it_held():
    pid = os.getpid()
    assert holders.is_dead(f"{HERE}:{pid}:1")
    assert not holders.is_dead(f"{HERE}:{pid}"), "where the kernel does not tell when it began"


def test_of_other_hosts_nothing_is_known():
    assert not holders.is_dead("elsewhere:1:1")
    assert not holders.is_dead("")


def test_a_run_whose_process_died_in_the_middle_is_begun_again(desk, corpse):
    due = leading.due_time(desk, 86400)
    assert leading.claim_run(desk, "back_up", due)
    assert not leading.claim_run(desk, "back_up", due), "we are at it"
    given.run(desk, "UPDATE job_runs SET holder = :dead", dead=f"{HERE}:{corpse}:1")
    assert leading.claim_run(desk, "back_up", due)
    leading.end_run(desk, "back_up", due, "{}", "")
    given.run(desk, "UPDATE job_runs SET holder = :dead", dead=f"{HERE}:{corpse}:1")
    assert not leading.claim_run(desk, "back_up", due), "it was done"


def test_a_backup_removes_what_a_killed_one_left_and_nothing_of_the_living(desk, tmp_path, corpse):
    folder = tmp_path / "backups"
    left = folder / f".draft-{HERE}:{corpse}:1"
    at_work = folder / ".draft-elsewhere:1:1"
    for draft in (left, at_work):
        draft.mkdir(parents=True)
        (draft / "tanya.db").write_bytes(b"citizens")
    backup.back_up(desk, folder / "tanya.backup")
    assert sorted(path.name for path in folder.iterdir()) == [at_work.name, "tanya.backup"]
