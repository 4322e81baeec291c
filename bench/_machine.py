"""Starts, watches and stops the processes that a benchmark measures. Measures no load itself."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parents[1]
PATIENCE_S = 120


def free_port() -> int:
    """Find a port that nobody listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def running(
    command: list[str], ready: str, environment: dict[str, str] | None = None
) -> Iterator[tuple[int, float]]:
    """Run a command until the block ends; (process id, seconds until `ready` answered 200)."""
    begin = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=os.environ | (environment or {}),  # noqa: TID251 - handed on, not read
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(process, ready)
        yield process.pid, time.monotonic() - begin
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def fetch(url: str, told: object = None) -> object:
    """GET (or POST as JSON) one local address; its JSON."""
    data = None if told is None else json.dumps(told).encode()
    with urllib.request.urlopen(urllib.request.Request(url, data)) as answer:  # noqa: S310
        return json.load(answer)


def memory_mb(pid: int) -> dict[int, tuple[float, float]]:
    """Memory of a process and all its descendants, in MB: what it takes, and what is resident in it.

    Pages that several processes share are taken once (PSS), but resident in each of them (RSS).
    """
    found = {}
    for one in [pid, *_descendants(pid)]:
        with suppress(OSError, KeyError):  # it has ended
            told = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="utf-8")
            kb = {line.split(":")[0]: int(line.split()[1]) for line in told.splitlines()[1:]}
            found[one] = (kb["Pss"] / 1024, kb["Rss"] / 1024)
    return found


def is_running(pid: int, *words: str) -> bool:
    """Whether a descendant of the process was started by a command that ends with these words."""
    end = "".join(f"\0{word}" for word in words) + "\0"
    found = (Path(f"/proc/{one}/cmdline") for one in _descendants(pid))
    return any(path.read_text(encoding="utf-8").endswith(end) for path in found if path.exists())


def _descendants(pid: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = stat.read_text(encoding="utf-8")
        except OSError:  # it ended while we looked
            continue
        parents.setdefault(int(text.rpartition(")")[2].split()[1]), []).append(
            int(stat.parent.name)
        )
    children = parents.get(pid, [])
    return children + [deeper for child in children for deeper in _descendants(child)]


def _wait(process: subprocess.Popen, ready: str) -> None:
    ends = time.monotonic() + PATIENCE_S
    while time.monotonic() < ends:
        if process.poll() is not None:
            raise RuntimeError(f"ended with {process.returncode} before {ready} answered")
        try:
            with urllib.request.urlopen(ready, timeout=5):  # noqa: S310
                return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(f"{ready} did not answer in {PATIENCE_S} s")
