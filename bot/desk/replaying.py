"""Past messages asked again: what the bot would say today, or on another catalogue. Keeps nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, time, timedelta
from itertools import groupby
from typing import Any

from bot.desk import _fit_model, _turn, _words
from bot.desk._mind import Mind
from bot.desk._publishing import catalogue_of
from bot.desk.ask import ask
from bot.desk.desk import Desk
from bot.errors import NotFound
from bot.model.clock import moment, stamp
from bot.store import Row, Tx, catalogues, turns

OF_ITSELF = frozenset({"answer", "clarify", "greeting", "thanks", "elsewhere", "fraud", "delicate"})
TICKET = {"ticket": "...", "place": "..."}  # what only a real ticket has


@dataclass(frozen=True)
class Verdict:
    """How a turn was decided: action, entry and rule, on which catalogue, and the words."""

    action: str
    entry: str
    rule: str
    catalogue: str
    reply: str


@dataclass(frozen=True)
class Replayed:
    """A past turn beside today's verdict on a fresh conversation."""

    at: str
    sids: tuple[str, ...]
    text: str
    then: Verdict
    now: Verdict

    @property
    def differs(self) -> bool:
        """Whether another thing would be done."""
        return (self.then.action, self.then.entry) != (self.now.action, self.now.entry)

    @property
    def depends(self) -> bool:
        """Whether the talk around it led to the verdict, which a fresh conversation lacks."""
        return self.differs and self.then.rule not in OF_ITSELF

    def as_dict(self) -> dict[str, Any]:
        """For a program to read."""
        return asdict(self) | {"differs": self.differs, "depends": self.depends}


def replay(desk: Desk, what: str, version: str = "") -> Iterator[Replayed]:
    """Ask again a message (by our id or the provider's) or every text of a day (YYYY-MM-DD, office time).

    `version` is the beginning of a catalogue's id or hash, else the one in force. NotFound when
    there is no such message, day or version.
    """
    mind = _mind(desk, version)
    rows = desk.store.read(lambda tx: _rows(desk, tx, what))
    if not rows:
        raise NotFound(what)
    for _, parts in groupby(rows, key=lambda row: row["turn_id"]):
        yield from _again(desk, mind, list(parts))


def _mind(desk: Desk, version: str) -> Mind:
    if not version:
        return desk.minds.current()
    row = desk.store.read(lambda tx: catalogues.one(tx, version))
    if not row or not row["hash"]:
        raise NotFound(f"catalogue {version}")
    catalogue = catalogue_of(desk, row)
    return Mind(row["id"], catalogue, _fit_model.matcher_of(desk, catalogue))


def _rows(desk: Desk, tx: Tx, what: str) -> list[Row]:
    try:
        day = datetime.combine(datetime.fromisoformat(what).date(), time(), desk.settings.zone)
    except ValueError:
        return turns.with_message(tx, what)
    return turns.between(tx, stamp(day), stamp(day + timedelta(days=1)))


def _again(desk: Desk, mind: Mind, rows: Sequence[Row]) -> Iterator[Replayed]:
    """Nothing for a turn without words, or one that was tapped: that needs its question."""
    last, text = rows[-1], _turn.joined(rows)
    if not text or any(row["payload"] for row in rows):
        return
    before = stamp(moment(last["decided_at"]) - _turn.CONTEXT)
    conversation, until = last["conversation_id"], last["decided_at"]
    previous = desk.store.read(
        lambda tx: turns.entry_before(tx, conversation, since=before, until=until)
    )
    reply = desk.store.read(lambda tx: turns.reply(tx, conversation, last["turn_id"]))
    then = Verdict(last["action"], last["entry"], last["rule"], last["catalogue"], reply)
    sids = tuple(str(row["provider_id"]) for row in rows)
    now = _verdict(desk, mind, text, previous, last)
    yield Replayed(last["received_at"], sids, text, then, now)


def _verdict(desk: Desk, mind: Mind, text: str, previous: str, face: Row) -> Verdict:
    decision = ask(desk, mind, text, previous).decision
    said = _words.text_of(desk, mind, decision.says, face, TICKET)
    return Verdict(decision.action, decision.entry, decision.rule, mind.catalogue.hash, said)
