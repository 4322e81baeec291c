"""What every test has: a clock that stands still, no network beyond this machine, no silent gaps."""

import os
import shutil
import subprocess
from collections.abc import Iterable

import pytest
from hypothesis import settings

from tests import network
from tests.clock import FakeClock


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
NOT_TESTED = pytest.StashKey[dict[str, str]]()


def pytest_configure(config: pytest.Config) -> None:
    network.forbid_strangers()
    config.stash[NOT_TESTED] = {}
    for marker, (tool, _) in TOOLS.items():
        config.addinivalue_line("markers", f"{marker}: left out, and said so, where {tool} lacks")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    lacking = {m: tool for m, (tool, here) in TOOLS.items() if _marked(items, m) and not here()}
    if REQUIRE_ALL and lacking:
        raise pytest.UsageError(f"REQUIRE_ALL=1, but these lack: {', '.join(lacking.values())}")
    left_out = {i: tool for m, tool in lacking.items() for i in _marked(items, m)}
    config.stash[NOT_TESTED].update({item.nodeid: tool for item, tool in left_out.items()})
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = [item for item in items if item not in left_out]


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    left_out = config.stash[NOT_TESTED]
    if not left_out:
        return
    terminalreporter.section("NOT TESTED")
    for nodeid, tool in sorted(left_out.items()):
        terminalreporter.line(f"NOT TESTED (no {tool}): {nodeid}", yellow=True)


@pytest.fixture
def clock() -> FakeClock:
    """Monday morning at the office, until the test moves it."""
    return FakeClock()


def _marked(items: Iterable[pytest.Item], marker: str) -> list[pytest.Item]:
    return [item for item in items if item.get_closest_marker(marker)]
