"""Run one worker: sends, bursts, files, timed jobs."""

import os
import signal
import threading

import click

from bot.cli._desk import unwatched
from bot.desk import faq
from bot.jobs._worker import work

LESS_URGENT = 15  # what is taken in goes first: the provider waits, and does not ask again


@click.command("worker", epilog="Example: RUNNER=external python -m bot worker")
def COMMAND() -> None:  # noqa: N802
    """Send, settle bursts, fetch files and run timed jobs until SIGTERM; any number may run."""
    os.nice(LESS_URGENT)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with unwatched("worker") as desk:
        faq.ensure_published(desk)
        work(desk, stop)
