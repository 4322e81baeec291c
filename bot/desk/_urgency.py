"""What makes a ticket urgent besides its waiting: the end of the time for free answers. Reads no row."""

from __future__ import annotations

from datetime import timedelta

from bot.desk._fit import WINDOW_MARGIN
from bot.desk.desk import Desk
from bot.model.channel import CHANNELS
from bot.model.clock import stamp


def shut(desk: Desk) -> dict[str, str]:
    """Of each channel with a window: who wrote before this cannot be answered freely any more."""
    return {
        f"shut_{one.name}": stamp(desk.clock() - timedelta(hours=one.window_h) + WINDOW_MARGIN)
        for one in CHANNELS.values()
        if one.window_h
    }
