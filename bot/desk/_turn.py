"""Build the turn: all that the bot knows when it decides. Reads rows; of the face it settles the language."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.desk import _memory
from bot.desk._mind import Mind
from bot.desk._scene import Scene
from bot.desk.desk import Desk
from bot.dialogue.reading import unmasked
from bot.model.clock import later, moment, stamp
from bot.model.turn import Candidate, Memory, Notice, OpenTicket, Part, Turn, Understanding
from bot.store import Row, Tx, messages, switches
from intents import Candidate as Likely
from intents import is_english
from intents.signals import signal_names

CONTEXT = timedelta(minutes=30)  # how long an answer stays the context of the next question
LONGEST_BURST_S = 12.0
ALIKE, ALIKE_S, FLOOD_S = 10, 300.0, 60.0
NOTICE_VERSION = "1"  # of the short privacy notice


@dataclass(frozen=True)
class Guess:
    """What a text was understood to mean, and for which state of the conversation."""

    revision: int
    text: str
    understanding: Understanding


def understand(mind: Mind, text: str, memory: Memory, now: str) -> Understanding:
    """What the text may mean, in the context of the answer before it, unless it rejects that one."""
    lexicon = dict(mind.catalogue.lexicon)
    signals = signal_names(text, lexicon)
    recent = memory.last_entry_at and moment(memory.last_entry_at) + CONTEXT > moment(now)
    fresh = recent and "dissatisfied" not in signals
    match = mind.matcher.match(unmasked(text), previous=memory.last_entry if fresh else None)
    return Understanding(
        verdict=match.verdict,
        candidates=_candidates(match.candidates),
        also=_candidates(match.also),
        beside=_candidates(match.beside),
        outside=match.outside or "",
        signals=signals,
        focus=match.focus,
        from_before=match.used_context,
        asks=match.asks,
        english=is_english(text),
    )


def _candidates(found: Sequence[Likely]) -> tuple[Candidate, ...]:
    return tuple(Candidate(c.entry, round(c.confidence, 4)) for c in found)


def joined(rows: Sequence[Row]) -> str:
    """The texts of a turn, read together."""
    return "\n".join(row["body"] for row in rows if row["body"])


def build(scene: Scene, rows: Sequence[Row], guess: Guess, *, may_wait: bool) -> Turn:
    """The turn of these messages (oldest first) in this conversation."""
    desk, tx, mind, face = scene.desk, scene.tx, scene.mind, scene.face
    if guess.understanding.english:
        face["language"] = "en"  # of this turn: who writes English once need not choose it for good
    now, local = desk.now(), desk.local()
    withdrawn = frozenset(row["target"] for row in switches.live(tx, now))
    notices = tuple(Notice(row["family"], row["text"]) for row in switches.notices(tx, now))
    return Turn(
        now=moment(now),
        local=local,
        parts=tuple(Part(row["kind"], row["body"], row["payload"]) for row in rows),
        text=guess.text,
        understanding=guess.understanding,
        entries=mind.catalogue.entries,
        elsewhere=mind.catalogue.elsewhere,
        memory=_memory.load(face["memory"]),
        owner=face["owner"],
        ticket=_ticket(face),
        language=face["language"],
        text_only=bool(face["text_only"]),
        opted_out=face["opted_out_at"] is not None,
        opt_out_word=rows[-1].get("opt_out", "") if rows else "",
        masked=frozenset(name for row in rows for name in json.loads(row["masked"])),
        withdrawn=withdrawn,
        notices=notices,
        stale=mind.stale(local.date()),
        notice_version=NOTICE_VERSION,
        flooded=_flooded(desk, tx, face, rows),
        may_wait=may_wait and _may_wait(desk, face, rows),
    )


def _ticket(face: Row) -> OpenTicket | None:
    if not face["ticket_id"]:
        return None
    return OpenTicket(
        face["ticket_id"],
        face["ticket_number"],
        face["ticket_state"],
        face["ticket_kind"],
        face["ticket_entry"],
        face["officer_name"] or "",
    )


def _flooded(desk: Desk, tx: Tx, face: Row, rows: Sequence[Row]) -> bool:
    if not face["last_inbound_at"]:
        return False  # the first message of a citizen is no flood
    now = desk.now()
    replies, alike = messages.rate(
        tx,
        face["id"],
        message=rows[-1],
        since_minute=later(now, -FLOOD_S),
        since_alike=later(now, -ALIKE_S),
    )
    return replies >= int(desk.settings.flood_cap) - 1 or alike >= ALIKE


def _may_wait(desk: Desk, face: Row, rows: Sequence[Row]) -> bool:
    if float(desk.settings.burst_quiet_s) <= 0 or any(row["recovered"] for row in rows):
        return False
    started = face["burst_started_at"]
    return not started or moment(started) + timedelta(seconds=LONGEST_BURST_S) > moment(desk.now())


def burst_due(desk: Desk, started: str) -> str:
    """When the burst that began at `started` must be decided: after the quiet, never over 12 s."""
    quiet = stamp(moment(desk.now()) + timedelta(seconds=float(desk.settings.burst_quiet_s)))
    return min(quiet, later(started, LONGEST_BURST_S))
