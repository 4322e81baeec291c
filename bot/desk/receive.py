"""Hear a message: record it, decide once, keep all that follows, in one transaction. Sends nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter

from bot.channels._line import HttpAnswer, RawRequest
from bot.desk import _memory, _turn
from bot.desk._arrival import arrived, record
from bot.desk._carry import carry
from bot.desk._mind import Mind
from bot.desk._scene import Scene
from bot.desk.delivered import delivered
from bot.desk.desk import Desk
from bot.dialogue.decide import decide
from bot.errors import StoreUnavailable, UnknownLine, UntrustedRequest
from bot.model.decision import Decision, OpenTicketFor, Say
from bot.model.message import Inbound
from bot.model.turn import Turn, Understanding
from bot.store import Row, Tx, conversations, events, messages
from bot.telemetry import FORGED, INBOUND

BSUID = re.compile(r"[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}")


def hear(desk: Desk, line: str, request: RawRequest) -> HttpAnswer:
    """Take in what a provider tells us; its answer once everything is committed.

    Raises UnknownLine, UntrustedRequest, BadRequest, StoreUnavailable.
    """
    if line not in desk.lines:
        raise UnknownLine(line)
    try:
        parsed = desk.lines[line].parse(request)
    except UntrustedRequest as error:
        FORGED.labels(line).inc()
        desk.log.warning("forged request", line=line, diagnosis=str(error))
        raise
    for event in parsed.events:
        if isinstance(event, Inbound):
            take(desk, event)
        else:
            delivered(desk, event)
    return parsed.answer


def take(desk: Desk, inbound: Inbound) -> bool:
    """Record and decide one message; False when it was known already.

    Under pressure it is only recorded, and a worker decides it: what is answered too late is lost.
    """
    with desk.pressure.felt() as high:
        new = _take(desk, inbound, high=high)
    INBOUND.labels(inbound.line, inbound.channel, "new" if new else "known").inc()
    return new


def _take(desk: Desk, inbound: Inbound, *, high: bool) -> bool:
    mind, allowed = desk.minds.current(), _allowed(desk, inbound)
    arrival = arrived(desk, inbound)
    text = arrival.row["body"]
    at_once = bool(inbound.opt_out) or not allowed  # what the provider says of it is not recorded
    guess = None
    if at_once or not high:
        before = desk.store.read(lambda tx: _look(tx, inbound))
        guess = _guess(desk, mind, before, text)
    with desk.store.write() as tx:
        face, rows = record(desk, tx, arrival)
        if not rows:
            return False
        if guess is None or (_unread(rows[:-1]) and not at_once):
            _leave(desk, tx, face)
            return True
        if guess.revision != face["revision"]:  # somebody was faster: look again
            guess = _guess(desk, mind, (face, rows[:-1]), text)
        _settle(Scene(desk, tx, mind, face), rows, guess, allowed=allowed)
    return True


def settle_burst(desk: Desk, conversation: str, *, at_once: bool = False) -> bool:
    """Decide what waits here: the quiet is over (or need not be), or a message was left unread.

    False when nothing is due.
    """
    mind = desk.minds.current()
    guess = _guess(desk, mind, desk.store.read(lambda tx: _wait(tx, conversation)), "")
    with desk.store.write() as tx:
        face, rows = _wait(tx, conversation)
        due = face["burst_due_at"] if face else None
        if not face or not due or (due > desk.now() and not at_once):
            return False
        if guess.revision != face["revision"]:  # another message came in: look again
            guess = _guess(desk, mind, (face, rows), "")
        over = at_once or not _unread(rows)
        _settle(Scene(desk, tx, mind, face), rows, guess, allowed=True, over=over)
        if _unread(messages.waiting(tx, conversation)):
            _leave(desk, tx, face)
    return True


def _leave(desk: Desk, tx: Tx, face: Row) -> None:
    """A worker reads on here at its next look."""
    conversations.due(tx, face["id"], desk.now())
    events.tell(tx, "message", face["id"], desk.now())


def _unread(rows: Sequence[Row]) -> bool:
    return any(row["state"] == "received" for row in rows)


def _look(tx: Tx, inbound: Inbound) -> tuple[Row | None, list[Row]]:
    face = conversations.of_address(tx, inbound.channel, inbound.address)
    waiting = messages.waiting(tx, face["id"]) if face and face["burst_due_at"] else []
    return face, waiting


def _wait(tx: Tx, conversation: str) -> tuple[Row | None, list[Row]]:
    """What waits up to the first message that nobody has read: each is decided as if it came alone."""
    rows = messages.waiting(tx, conversation)
    read = [row for row in rows if row["state"] == "waiting"]
    unread = [row for row in rows if row["state"] == "received"]
    unread.sort(key=itemgetter("id"))  # as they came: a recovered one may have been sent earlier
    return conversations.by_id(tx, conversation), [*read, *unread[:1]]


def _guess(
    desk: Desk, mind: Mind, before: tuple[Row | None, Sequence[Row]], text: str
) -> _turn.Guess:
    face, waiting = before
    memory = _memory.load(face["memory"] if face else "{}")
    whole = _turn.joined([*waiting, {"body": text}])
    try:
        understood = _turn.understand(mind, whole, memory, desk.now())
    except Exception:
        desk.log.exception("matching failed")
        understood = Understanding("escalate")
    return _turn.Guess(face["revision"] if face else 0, whole, understood)


def _settle(
    scene: Scene, rows: Sequence[Row], guess: _turn.Guess, *, allowed: bool, over: bool = False
) -> None:
    """Whatever fails on the way, the message is kept: then it goes to a person."""
    try:
        with scene.tx.part():
            turn = _turn.build(scene, rows, guess, may_wait=allowed and not over)
            _carry_out(scene, rows, turn, decide(turn) if allowed else FOREIGN)
    except StoreUnavailable:
        raise
    except Exception as error:
        scene.desk.log.exception("deciding or carrying out failed")
        speak = allowed and scene.face["owner"] != "officer"
        _hand_over(scene, rows, guess.understanding, _fault(error), speak=speak)


def _hand_over(
    scene: Scene, rows: Sequence[Row], seen: Understanding, fault: Decision, *, speak: bool
) -> None:
    """Tell the ticket, if at least that can be said; else the message waits without a word."""
    told = replace(fault, says=(Say("ticket_opened"),) if speak else ())
    try:
        with scene.tx.part():
            carry(scene, rows, seen, told)
    except StoreUnavailable:
        raise
    except Exception:
        scene.desk.log.exception("handing over failed")
        carry(scene, rows, seen, fault)


def _carry_out(scene: Scene, rows: Sequence[Row], turn: Turn, decision: Decision) -> None:
    if decision.action != "wait":
        carry(scene, rows, turn.understanding, decision)
        return
    tx, face, now = scene.tx, scene.face, scene.desk.now()
    messages.hold(tx, rows[-1]["id"])
    started = face["burst_started_at"] or now
    conversations.wait(tx, face["id"], started=started, due=_turn.burst_due(scene.desk, started))
    events.tell(tx, "message", face["id"], now)


FOREIGN = Decision(
    "foreign_number", "we do not answer this number range", "silent", "ignored", ignored="prefix"
)


def _fault(error: Exception) -> Decision:
    ticket, name = OpenTicketFor("question", "fault_in_bot"), type(error).__name__
    return Decision("fault", name, "escalate", "queued", effects=(ticket,))


def _allowed(desk: Desk, inbound: Inbound) -> bool:
    if inbound.line == "simulator":
        return True
    address = inbound.address
    return address.startswith(desk.settings.prefixes) or bool(BSUID.fullmatch(address))
