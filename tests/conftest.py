"""What every test has: a clock that stands still, no network beyond this machine, no silent gaps."""

import os
import shutil
import subprocess
from functools import cache
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from tests import folders, network
from tests.clock import FakeClock
from tests.house.sizes import told_sizes


@cache
def _can_trace() -> bool:
    """Whether strace is here and the kernel lets it trace."""
    strace, nothing = shutil.which("strace"), shutil.which("true")
    if not (strace and nothing):
        return False
    told = subprocess.run([strace, "-o", os.devnull, nothing], capture_output=True, check=False)
    return told.returncode == 0


TOOLS = {
    "needs_chromium": ("chromium", lambda: shutil.which("chromium") is not None),
    "needs_strace": ("strace", _can_trace),
    "needs_nginx": ("nginx", lambda: shutil.which("nginx") is not None),
    "needs_systemd": ("systemd-analyze", lambda: shutil.which("systemd-analyze") is not None),
}
settings.register_profile("full", max_examples=500)  # `--hypothesis-profile=full`: as `make chaos`
REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"  # noqa: TID251 - a switch of the run, not of the product
REAL = {"browser", "process"}


def pytest_configure(config: pytest.Config) -> None:
    network.forbid_strangers()
    for marker, (tool, _) in TOOLS.items():
        config.addinivalue_line("markers", f"{marker}: left out, and said so, where {tool} lacks")


def pytest_unconfigure() -> None:
    folders.clear()


class Lanes(LoadScopeScheduling):
    """A file stays in one lane, and so does a room whose tests start real servers or browsers."""

    def _split_scope(self, nodeid: str) -> str:
        _, room, *_ = nodeid.split("/")
        return room if room in REAL else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Lanes:
    return Lanes(config, log)


@pytest.hookimpl(tryfirst=True)  # before any fixture starts what lacks
def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, (tool, is_here) in TOOLS.items():
        if item.get_closest_marker(marker) and not is_here():
            (pytest.fail if REQUIRE_ALL else pytest.skip)(f"NOT TESTED: no {tool} here")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.line(told_sizes())


@pytest.fixture
def clock() -> FakeClock:
    """Monday morning at the office, until the test moves it."""
    return FakeClock()
