"""A conversation held in this process: what is said, and what it leads to, as lines of text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from bot.desk import deliver
from bot.desk.desk import Desk
from bot.desk.holders import holder_name
from bot.desk.receive import settle_burst, take
from bot.model.message import Inbound
from bot.store import Row, conversations, new_id, queue


@dataclass(frozen=True)
class Reply:
    """What the bot said to one text, what it decided, and how sure it was of the entry."""

    bubbles: Sequence[str]
    effect: str
    confidence: str


class Chat:
    """One simulated citizen on one channel; bursts are settled at once."""

    def __init__(self, desk: Desk, channel: str, address: str) -> None:
        """Begin with nothing said."""
        self._desk, self._channel, self._address = desk, channel, address
        self._shown: set[str] = set()

    def say(self, text: str) -> Reply:
        """Send a text; the bot's turn."""
        take(self._desk, Inbound("simulator", new_id(), self._channel, self._address, text))
        face = self._desk.store.read(
            lambda tx: conversations.of_address(tx, self._channel, self._address)
        )
        conversation = face["id"] if face else ""
        if face and face["burst_due_at"]:
            settle_burst(self._desk, conversation, at_once=True)
        for piece in deliver.claim(self._desk, holder_name(), 16):
            piece()
        said = self._desk.store.read(lambda tx: queue.said(tx, conversation, 20))
        (heard,) = self._desk.store.read(lambda tx: queue.heard(tx, conversation, 1))
        new = [row for row in said if row["id"] not in self._shown]
        self._shown |= {row["id"] for row in new}
        return _reply(heard, [row["body"] for row in new])


def _reply(heard: Row, bubbles: Sequence[str]) -> Reply:
    best = json.loads(heard["candidates"] or "[]")[:1]
    sure = f" {best[0][1]:.0%}" if best else ""
    return Reply(bubbles, f"{heard['action']}: {heard['entry'] or heard['rule']}", sure)


def begun(desk: Desk, channel: str, *, title: bool = False) -> str:
    """The lines above a conversation; a saved one has a title, for its writer to fill."""
    head = f"Channel: {channel}      Clock: {desk.local():%a %-d %b %Y %H:%M}\n"
    return f"# Write here why this talk exists.\n{head}" if title else head


def shown(reply: Reply) -> list[str]:
    """The lines that a person reads: every word."""
    lines = []
    for bubble in reply.bubbles:
        first, *rest = bubble.splitlines() or [""]
        lines += [f"Bot:      {first}", *(f"          {line}" for line in rest)]
    return [*lines, f"          [{reply.effect}{reply.confidence}]"]


def saved(text: str, reply: Reply) -> list[str]:
    """The lines of a golden conversation: `...` for words that admins may change."""
    bots = ["Bot:      ..." for _ in reply.bubbles]
    return [f"Citizen:  {text}", *bots, f"          [{reply.effect}]"]
