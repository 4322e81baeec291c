"""Open the desk for a command. No commands here."""

from __future__ import annotations

from bot.desk import Desk, open_desk
from bot.desk.backup import migrate
from bot.settings import read_settings


def desk_for(process: str, *, migrated: bool = True) -> Desk:
    """The desk of this machine's settings; with `migrated` the schema is brought up to date."""
    desk = open_desk(read_settings(), process=process)
    if migrated:
        migrate(desk)
    return desk
