"""A conversation held in this process: what is said, and what it leads to, as lines of text."""

from __future__ import annotations

import json

from bot.desk import deliver
from bot.desk.desk import Desk
from bot.desk.holders import holder_name
from bot.desk.receive import settle_burst, take
from bot.model.message import Inbound
from bot.store import conversations, new_id, queue


class Chat:
    """One simulated citizen on one channel; bursts are settled at once."""

    def __init__(self, desk: Desk, channel: str, address: str) -> None:
        """Begin with nothing said."""
        self._desk, self._channel, self._address = desk, channel, address
        self._shown: set[str] = set()

    def say(self, text: str) -> list[str]:
        """Send a text; the lines that the golden format prints for the bot's turn."""
        take(self._desk, Inbound("simulator", new_id(), self._channel, self._address, text))
        face = self._desk.store.read(
            lambda tx: conversations.of_address(tx, self._channel, self._address)
        )
        conversation = face["id"] if face else ""
        if face and face["burst_due_at"]:
            settle_burst(self._desk, conversation, at_once=True)
        for piece in deliver.claim(self._desk, holder_name(), 16):
            piece()
        return self._lines(conversation)

    def _lines(self, conversation: str) -> list[str]:
        said = self._desk.store.read(lambda tx: queue.said(tx, conversation, 20))
        heard = self._desk.store.read(lambda tx: queue.heard(tx, conversation, 1))
        lines = []
        for row in said:
            if row["id"] not in self._shown:
                self._shown.add(row["id"])
                first, *rest = row["body"].splitlines() or [""]
                lines += [f"Bot:      {first}", *(f"          {line}" for line in rest)]
        best = json.loads(heard[-1]["candidates"] or "[]")[:1] if heard else []
        sure = f" {best[0][1]:.0%}" if best else ""
        effect = (
            f"{heard[-1]['action']}: {heard[-1]['entry'] or heard[-1]['rule']}{sure}"
            if heard
            else ""
        )
        return [*lines, f"          [{effect}]"]
