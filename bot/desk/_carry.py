"""Carry a decision out inside the open transaction: ticket, memory, outbox rows, events."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from bot.desk import _effects, _memory, _words, backup
from bot.desk._scene import Scene, Voice
from bot.errors import BadInput
from bot.model.clock import later
from bot.model.decision import Decision, OpenTicketFor
from bot.model.turn import Option, Understanding
from bot.store import Row, conversations, events, leases, messages, new_id, outbox
from bot.telemetry import DECISIONS

FEWEST_TAPS = 2  # one line that begins with a number is no list


def carry(scene: Scene, rows: Sequence[Row], seen: Understanding, decision: Decision) -> None:
    """Everything that a decision leads to; each message of the turn gets its one decision row."""
    tx, face, now = scene.tx, scene.face, scene.desk.now()
    decision = _within_caps(scene, decision)
    turn_id = new_id()
    ticket, joined = _effects.apply(scene, rows, decision)
    if decision.says:
        text = _words.bubble(scene, decision.says, ticket)
        choices = _asked(face, decision)
        voice = Voice("bot", turn_id=turn_id, ticket_id=ticket, choices=choices)
        say(scene, text, replace(voice, said_since=_said_since(scene, rows)))
    for row in rows:
        end = {"state": decision.state, "reason": decision.ignored, "turn": turn_id}
        messages.settle(tx, row["id"], **end, ticket=joined)
        messages.decided(tx, _decision_row(scene, row, turn_id, seen, decision))
    conversations.settle(tx, face["id"], _memory.dump(decision.memory) if decision.memory else None)
    events.tell(tx, "message", face["id"], now, detail=joined or "")
    DECISIONS.labels(decision.rule, decision.action).inc()


def say(scene: Scene, text: str, voice: Voice) -> str:
    """Put a text into the outbox, in as many parts as the channel needs; the first row's id."""
    parts = _words.parts(scene.face["channel"], text)
    if not parts:
        raise BadInput("nothing of this text can be sent on this channel")
    last = len(parts) - 1
    quiet = replace(voice, choices=())  # a question stands at the end
    ids = [
        enqueue(scene, part, voice if number == last else quiet, number=number)
        for number, part in enumerate(parts)
    ]
    return ids[0]


def enqueue(
    scene: Scene, body: str, voice: Voice, *, number: int = 0, file_id: str | None = None
) -> str:
    """Put one row into the outbox: a text part or a file; its id."""
    face, now = scene.face, scene.desk.now()
    line = scene.desk.lines.get(face["line"])
    gap_s = number * line.pace_s if line else 0.0  # a person's phone takes one after the other
    row = {
        "conversation_id": face["id"],
        "line": face["line"],
        "channel": face["channel"],
        "kind": voice.kind,
        "author": voice.author,
        "officer_id": voice.officer_id,
        "ticket_id": voice.ticket_id,
        "turn_id": voice.turn_id,
        "client_token": f"{voice.token}:{number}" if voice.token else None,
        "body": body,
        "file_id": file_id,
        "choices": _tappable(body, voice.choices),
        "version": face["version"],
        "created_at": now,
        "due_at": later(now, voice.hold_s + gap_s),
    }
    if voice.said_since:
        row |= {"state": "unknown", "first_attempt_at": voice.said_since}
    return outbox.add(scene.tx, row)


def _said_since(scene: Scene, rows: Sequence[Row]) -> str:
    """From when on the server before a restore may have answered this turn; "" when it cannot have."""
    times = [row["received_at"] for row in rows if row["recovered"]]
    return min(times) if times and backup.may_be_answered(scene.desk, min(times)) else ""


def _asked(face: Row, decision: Decision) -> tuple[Option, ...]:
    """Options of the question that this decision asks; one that is open still is not asked again."""
    pending = decision.memory.pending if decision.memory else None
    return pending.options if pending and pending != _memory.load(face["memory"]).pending else ()


def _tappable(body: str, options: Sequence[Option]) -> str:
    """(id, title) of what can be tapped: the numbered lines of the text, one of each meaning."""
    lines = {line.partition(" ")[0]: line for line in body.splitlines()}
    titles: dict[str, str] = {}
    for option in options:
        if option.key in lines:
            titles.setdefault(option.does, lines[option.key])
    return json.dumps(list(titles.items())) if len(titles) >= FEWEST_TAPS else ""


def _within_caps(scene: Scene, decision: Decision) -> Decision:
    """Past the daily cap of automatic messages nothing is said: people take over, with an alarm."""
    desk, tx = scene.desk, scene.tx
    if not decision.says or scene.face["simulated"]:
        return decision
    today = desk.now()[:10]
    if leases.count(tx, "automatic", today) <= desk.settings.send_cap:
        return decision
    leases.raise_alarm(tx, "daily_send_cap", desk.now(), today)
    ticket = OpenTicketFor("question", "send_cap", decision.entry)
    effects = (*decision.effects, ticket)
    return replace(decision, says=(), state="queued", effects=effects, memory=None)


def _decision_row(
    scene: Scene, row: Row, turn_id: str, seen: Understanding, decision: Decision
) -> dict[str, object]:
    best = {c.entry: c.confidence for c in seen.candidates}
    return {
        "message_id": row["id"],
        "turn_id": turn_id,
        "decided_at": scene.desk.now(),
        "rule": decision.rule,
        "action": decision.action,
        "entry": decision.entry,
        "confidence": best.get(decision.entry, 0.0),
        "candidates": json.dumps([[c.entry, c.confidence] for c in seen.candidates]),
        "catalogue": scene.mind.catalogue.hash,
        "because": decision.because,
    }
