"""Promises of a process that serves another one: it ends when that one does, and is told so by nobody."""

import os
import signal
import subprocess
import sys
from contextlib import suppress

import pytest

from tests.process.product import wait_until

SERVANT = """
import os, time
from bot.cli._parent import live_with
live_with({parent})
print(os.getpid(), flush=True)
time.sleep(60)
"""
MASTER = """
import subprocess, sys
subprocess.run([sys.executable, "-c", sys.argv[1]], process_group=0)
"""


@pytest.fixture
def master():
    started = []

    def start(servant):
        command = [sys.executable, "-c", MASTER, servant]
        started.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


def test_it_ends_with_its_parent_whatever_ended_that(master):
    parent = master(SERVANT.format(parent="os.getppid()"))
    servant = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    wait_until(lambda: not _lives(servant), "the servant gone", 10)


def test_it_does_nothing_for_one_that_has_already_ended(master):
    parent = master(SERVANT.format(parent="1"))
    assert (parent.wait(10), parent.stdout.read()) == (0, "")


def _lives(pid: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False
