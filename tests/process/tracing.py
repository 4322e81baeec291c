"""Faults at an exact system call of a running process, by strace. Needs strace and the right to trace."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.process.product import Product, wait_until

HIT_S = 10.0


@contextmanager
def injected(product: Product, pids: list[int], fault: str) -> Iterator[None]:
    """`fault` as strace takes it, e.g. `pwrite64:error=ENOSPC`, on the database of these processes."""
    watched = [f"-P{product.database}{suffix}" for suffix in ("", "-wal")]
    call = fault.partition(":")[0]
    command = ["strace", "-f", "-qq", "-o", f"{product.folder}/strace", f"-etrace={call}", *watched]
    command += [f"-einject={fault}", *(f"-p{pid}" for pid in pids)]
    tracer = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: all(_is_traced(pid) for pid in pids) or tracer.poll(), "tracing", HIT_S)
        yield
    finally:
        _let_go(tracer)


def killed_at(product: Product, pid: int, call: str, number: int) -> bool:
    """kill -9 at the number-th `call` on the database by a thread of this process; whether it came so far."""
    with injected(product, [pid], f"{call}:signal=KILL:when={number}"):
        until = time.monotonic() + HIT_S
        while _lives(pid):
            if time.monotonic() > until:
                return False
            time.sleep(0.02)
    return True


def writers(product: Product, role: str) -> list[int]:
    """The processes of a role that write: not the master that only watches its workers."""
    pids = product.pids(role)
    children = [pid for pid in pids if _told(pid, "PPid") in {str(other) for other in pids}]
    return children or pids


def _let_go(tracer: subprocess.Popen[bytes]) -> None:
    """End the tracing; strace itself may hang on a process that it saw killed."""
    tracer.send_signal(signal.SIGINT)
    try:
        tracer.wait(2)
    except subprocess.TimeoutExpired:
        tracer.kill()
        tracer.wait()


def _is_traced(pid: int) -> bool:
    return _told(pid, "TracerPid") != "0"


def _lives(pid: int) -> bool:
    return _told(pid, "State")[:1] not in {"", "Z", "X"}


def _told(pid: int, name: str) -> str:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:  # it is gone
        return ""
    return status.partition(f"{name}:\t")[2].partition("\n")[0].strip()
