"""What docs/explanation/reliability.md promises, tried on the real product: a line for each, with bar and measure.

usage: python bench/promises.py [--full] [--only R1,R7] [--seed 1]

Without --full a look of some minutes; `make chaos` runs the full scale (an hour or two). Promises about single rules
(R11 to R15, R17, R21, R22, R24) are state machines and process tests: those files are run as `make test` runs them.
Not covered: power loss, several hosts on a real network, a clock that jumps. Exit code 1 when a promise is not kept.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import _promises, _running
from bench._machine import ROOT
from bench._stage import FULL, MIDDLE, Scale


@dataclass(frozen=True)
class Promise:
    """`run` tries it and tells what was measured; AssertionError when it is not kept."""

    name: str
    says: str
    bar: str
    run: Callable[[Scale], str]


def tested(*files: str) -> Callable[[Scale], str]:
    """A promise that test files prove; examples that are made up are as many as it tells."""

    def run(_: Scale) -> str:
        command = [sys.executable, "-m", "pytest", "-q", "--hypothesis-profile=full", *files]
        told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        last = told.stdout.strip().splitlines()[-1]
        assert told.returncode == 0, last
        return last

    return run


PROMISES = (
    Promise(
        "R1", "kill -9 loses nothing", "0 lost, 0 doubled; ready p95 <= 5 s", _promises.killed
    ),
    Promise(
        "R2", "nor at an exact point", "0 lost, 0 doubled; 3/4 hit", _promises.killed_at_points
    ),
    Promise("R3", "one decision a message", "0 doubled", _promises.told_many_times),
    Promise("R4", "a reply is sent", "0 lost 60 s after recovery", _promises.provider_down),
    Promise("R5", "and sent once", "0 doubled", _promises.unknown_ends),
    Promise("R6", "order; one stuck delays none", "0 out of order; p95 < 5 s", _promises.stuck),
    Promise("R7", "an outage is made good", "all <= 90 s after return", _promises.away),
    Promise("R8", "a locked database", "0 lost; heals <= 10 s", _promises.locked),
    Promise("R9", "a full disk", "0 lost; heals, sound", _promises.full_disk),
    Promise("R10", "provider in trouble", "<= 12 calls in 5 s", _promises.in_trouble),
    Promise(
        "R11-13", "one holder, bot silent, no double", "0", tested("tests/desk/test_ownership.py")
    ),
    Promise("R14-15", "a bad FAQ edit", "nothing changes", tested("tests/desk/test_faq.py")),
    Promise("R16", "a job runs once a due time", "once; gap <= 60 s", _running.leaders_killed),
    Promise("R17", "no hand is needed", "0", tested("tests/process/test_restarts.py")),
    Promise("R18", "a graceful stop", "0 lost; <= 30 s", _running.stopped),
    Promise("R19", "a frozen process", "0 doubled", _running.frozen),
    Promise("R20", "a flood", "<= 20 replies; others < 10 s", _running.flooded),
    Promise("R21", "callbacks in any order", "0 back", tested("tests/desk/test_delivered.py")),
    Promise("R22", "backups restore", "equal", tested("tests/desk/test_backup.py")),
    Promise(
        "R24", "readyz names the part", "<= 15 s", tested("tests/process/test_workers.py")
    ),
)  # fmt: skip


def kept(promise: Promise, scale: Scale) -> bool:
    """Try one promise and print its line."""
    begin = time.monotonic()
    try:
        measured, good = promise.run(scale), True
    except AssertionError as error:
        measured, good = str(error).partition("\n")[0], False
    took = time.monotonic() - begin
    word = "kept  " if good else "BROKEN"
    print(
        f"{promise.name:7} {word} {promise.says:34} bar: {promise.bar:38} measured: {measured} ({took:.0f} s)",
        flush=True,
    )
    return good


def main() -> int:
    """Try all, or those asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--full", action="store_true", help="the scale that the promises are about")
    asked.add_argument("--only", default="", help="names, comma-separated")
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    scale = replace(FULL if given.full else MIDDLE, seed=given.seed)
    chosen = [p for p in PROMISES if not given.only or p.name in given.only.split(",")]
    print(f"seed {scale.seed}, {'full' if given.full else 'middle'} scale")
    results = [kept(promise, scale) for promise in chosen]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
