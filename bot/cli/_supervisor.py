"""Owns the listening socket; starts web and worker, revives them, drains on SIGTERM. Decides nothing else."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from types import FrameType

from bot.cli._parent import die_with_parent
from bot.errors import BadSettings, TanyaError
from bot.settings import Settings, child_environment

DRAIN_S, BIND_PATIENCE_S, GONE_S = 28.0, 10.0, 1.0
SHORTEST_PAUSE_S, LONGEST_PAUSE_S = 0.05, 1.0


@dataclass
class Child:
    """A process that must always run."""

    command: Sequence[str]
    orphaned: signal.Signals  # what the kernel sends when the supervisor is killed
    files: tuple[int, ...] = ()  # open files that it inherits
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = SHORTEST_PAUSE_S


class Supervisor:
    """Keeps gunicorn and one worker alive; its own death takes both with it."""

    def __init__(self, settings: Settings) -> None:
        """Open the socket, waiting for a predecessor that is still dying."""
        self._metrics = settings.var / "metrics"
        self._socket = _listen(settings.host, int(settings.port))
        # an orphaned web would hold the port of the next start; a worker may end its open sends
        port = self._socket.fileno()
        self._children = [Child(_web(settings, port), signal.SIGKILL, (port,))]
        if settings.runner == "inline":
            worker = (sys.executable, "-m", "bot", "worker")
            self._children.append(Child(worker, signal.SIGTERM))
        self._stopping = False

    def run(self) -> int:
        """Run until SIGTERM or SIGINT; the exit code."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        self._clear_metrics()
        while not self._stopping:
            for child in self._children:
                self._keep_alive(child)
            time.sleep(0.05)
        return self._drain()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True

    def _clear_metrics(self) -> None:
        self._metrics.mkdir(parents=True, exist_ok=True)
        for path in self._metrics.glob("*.db"):
            path.unlink(missing_ok=True)

    def _keep_alive(self, child: Child) -> None:
        if child.process and child.process.poll() is None:
            return
        now = time.monotonic()
        if child.process:  # it died: quick again, unless it dies at once each time
            lived = now - child.started
            child.pause = SHORTEST_PAUSE_S if lived > LONGEST_PAUSE_S else child.pause * 2
            child.pause = min(child.pause, LONGEST_PAUSE_S)
            time.sleep(child.pause)
        child.started = time.monotonic()
        child.process = subprocess.Popen(  # noqa: S603 - our own command line
            child.command,
            pass_fds=child.files,
            env=child_environment(
                PROMETHEUS_MULTIPROC_DIR=str(self._metrics.resolve()),
                OPENBLAS_NUM_THREADS="1",  # 64 request threads need no second pool that fights them
            ),
            # Ctrl-C in a terminal is ours alone: we ask them to leave. No session of their own: Linux
            # shares the processor out by session first, and the worker's niceness would say nothing.
            process_group=0,
            preexec_fn=partial(die_with_parent, child.orphaned),  # noqa: PLW1509 - one thread
        )

    def _drain(self) -> int:
        running = [c.process for c in self._children if c.process and c.process.poll() is None]
        for process in running:
            process.terminate()
        until = time.monotonic() + DRAIN_S
        for process in running:
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            _end_group(process.pid)
        return 0


def _end_group(leader: int) -> None:
    """Wait until nobody of its process group is left: gunicorn kills a slow process without seeing it end."""
    until = time.monotonic() + GONE_S
    with suppress(ProcessLookupError):
        while time.monotonic() < until:
            os.killpg(leader, signal.SIGKILL)
            time.sleep(0.01)


def apart(work: Callable[..., None], *given: object) -> None:
    """Do the work in a process of its own, whose memory goes with it; leave where it fails."""
    child = get_context("fork").Process(target=_inside, args=(work, *given), daemon=True)
    child.start()
    child.join()
    if child.exitcode:
        sys.exit(1)


def _inside(work: Callable[..., None], *given: object) -> None:
    die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # our parent hears it, and ends us
    try:
        work(*given)
    except TanyaError as error:
        sys.exit(f"error: {error}")


def _web(settings: Settings, fd: int) -> tuple[str, ...]:
    return (
        sys.executable, "-m", "gunicorn", "webhooks:create_app()",
        "--config", "python:bot.cli._gunicorn", "--bind", f"fd://{fd}",
        "--workers", settings.web_workers,
    )  # fmt: skip


def _listen(host: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    until = time.monotonic() + BIND_PATIENCE_S
    while True:
        try:
            listener.bind((host, port))
        except OSError as error:
            if time.monotonic() > until:
                raise BadSettings(
                    f"PORT: {host}:{port} cannot be used ({error.strerror})"
                ) from error
            time.sleep(0.1)
        else:
            listener.listen(2048)
            return listener
