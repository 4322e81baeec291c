"""A hand edit whose model must be fitted is published by a process of its own, whose memory goes with it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

from bot.catalogue import load
from bot.desk import _fit_model, faq
from bot.desk.desk import Desk
from bot.desk.studying import LEAN
from bot.errors import BadFaq
from bot.settings import child_environment
from bot.store import catalogues

COMMAND = (sys.executable, "-m", "bot", "faq", "look")


def look_apart(desk: Desk, wait: Callable[[subprocess.Popen[str]], bool]) -> str:
    """As `faq.look`; where a model lacks, a child does it, which saves us the memory of a fit.

    `wait` says whether the child came to its end; one that must not go on is ended, and nothing is
    told of it.
    """
    if _is_quick(desk):
        return faq.look(desk)
    child = subprocess.Popen(  # noqa: S603 - our own
        (*COMMAND, "--parent", str(os.getpid())),
        env=child_environment(**LEAN),
        stdout=subprocess.PIPE,
        text=True,
        process_group=0,  # Ctrl-C in a terminal is not for it
    )
    ended = wait(child)
    child.terminate()
    told, _ = child.communicate()
    return faq.look(desk) if ended and child.returncode else told.strip()


def _is_quick(desk: Desk) -> bool:
    try:
        key = _fit_model.model_key(load(faq.read(desk)))
    except BadFaq:  # refused in no time
        return True
    return desk.store.read(lambda tx: catalogues.has_model(tx, key))
