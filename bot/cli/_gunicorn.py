"""How gunicorn serves the front door: its settings file. No application code."""

from __future__ import annotations

import gc
import signal
from typing import Any

from gunicorn.glogging import Logger
from prometheus_client import multiprocess

from bot.cli._parent import die_with_parent
from bot.console import live


class Relayed(Logger):  # type: ignore[misc]  # gunicorn ships no types
    """Its lines go the way of all others, as JSON and masked."""

    def setup(self, cfg: Any) -> None:
        """Take no handler of its own."""
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True


logger_class = Relayed
worker_class = "gthread"
threads = 64
timeout = 60
graceful_timeout = 5
keepalive = 5
preload_app = True
control_socket_disable = True
accesslog = None
loglevel = "warning"
forwarded_allow_ips = ""  # nothing is believed of X-Forwarded-*


def post_fork(server: Any, worker: Any) -> None:
    """A worker dies with its master, whatever killed it."""
    die_with_parent()


def post_worker_init(worker: Any) -> None:
    """On SIGTERM wake the live streams first, then let gunicorn drain."""
    gc.freeze()  # what is loaded stays: looking through it again and again would halt a page for 50 ms
    drain = signal.getsignal(signal.SIGTERM)

    def stop(number: int, frame: Any) -> None:
        live.stop()
        if callable(drain):
            drain(number, frame)

    signal.signal(signal.SIGTERM, stop)


def child_exit(server: Any, worker: Any) -> None:
    """Its gauges are no longer live."""
    multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
