"""A little seeded demo: simulated citizens ask the catalogue's own test questions. Only when asked for."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.desk.receive import settle_burst, take
from bot.model.message import Inbound
from bot.store import conversations, new_id

CITIZENS, SMS_EVERY = 24, 4
PREFIX = "+62800555"


def seed(desk: Desk) -> int:
    """Let citizens ask, on both channels; how many did. Seeded once, never twice."""
    first = f"{PREFIX}0000"
    if desk.store.read(lambda tx: conversations.of_address(tx, "whatsapp", first)):
        return 0
    questions = [q for q in desk.minds.current().catalogue.questions if not q.previous]
    asked = questions[:: max(1, len(questions) // CITIZENS)][:CITIZENS]
    for number, question in enumerate(asked):
        channel = "whatsapp" if number % SMS_EVERY else "sms"
        _ask(desk, f"{PREFIX}{number:04d}", channel, question.text)
    _ask(desk, first, "whatsapp", "petugas")  # also the mark that the demo is there
    return len(asked)


def _ask(desk: Desk, address: str, channel: str, text: str) -> None:
    take(desk, Inbound("simulator", new_id(), channel, address, text))
    face = desk.store.read(lambda tx: conversations.of_address(tx, channel, address))
    if face and face["burst_due_at"]:
        settle_burst(desk, face["id"], at_once=True)
