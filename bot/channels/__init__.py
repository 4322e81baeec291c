"""How we hear and speak: one provider, one file. No decisions, no database."""

from __future__ import annotations

from typing import cast

from bot.channels._line import Line, OpenLine
from bot.folder import collect
from bot.settings import Settings


def open_lines(settings: Settings) -> dict[str, Line]:
    """Open every configured line; {line name: Line}. The folder is the list."""
    opened = (cast("OpenLine", make)(settings) for make in collect(__name__, "OPEN").values())
    return {line.name: line for line in opened if line is not None}
