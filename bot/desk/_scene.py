"""What every step of carrying something out needs at hand: desk, transaction, mind, conversation."""

from __future__ import annotations

from dataclasses import dataclass

from bot.desk._mind import Mind
from bot.desk.desk import Desk
from bot.model.turn import Option
from bot.store import Row, Tx


@dataclass(frozen=True)
class Scene:
    """One conversation inside one open transaction; `face` is its row with person and ticket."""

    desk: Desk
    tx: Tx
    mind: Mind
    face: Row


@dataclass(frozen=True)
class Voice:
    """Who speaks, and in what connection."""

    author: str  # bot | officer | system
    turn_id: str | None = None
    ticket_id: str | None = None
    officer_id: str | None = None
    token: str = ""  # told twice, it adds nothing
    hold_s: float = 0.0  # seconds in which it can be taken back
    kind: str = "reply"  # reply | rating | template
    choices: tuple[Option, ...] = ()  # what can be tapped, where the line can show it
    said_since: str = ""  # it may have been said since then: looked up before it is sent
