"""Open the desk for a command. No commands here."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bot.desk import Desk, open_desk
from bot.desk.backup import migrate
from bot.errors import TanyaError
from bot.settings import read_settings


def desk_for(process: str, *, migrated: bool = True) -> Desk:
    """The desk of this machine's settings; with `migrated` the schema is brought up to date."""
    desk = open_desk(read_settings(), process=process)
    if migrated:
        migrate(desk)
    return desk


@contextmanager
def unwatched(process: str) -> Iterator[Desk]:
    """The desk of a process at whose output nobody looks: what ends it is an event of the log, exit code 1."""
    desk = desk_for(process, migrated=False)
    try:
        yield desk
    except TanyaError as error:
        desk.log.warning("gave up", reason=str(error))
        sys.exit(1)
