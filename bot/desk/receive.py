"""Hear a message: record it, decide once, keep all that follows, in one transaction. Sends nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, replace

from bot.channels._line import HttpAnswer, RawRequest
from bot.desk import _memory, _turn
from bot.desk._carry import carry
from bot.desk._mind import Mind
from bot.desk._scene import Scene
from bot.desk._sealing import seal_text
from bot.desk.delivered import delivered
from bot.desk.desk import Desk
from bot.dialogue.decide import decide
from bot.errors import StoreUnavailable, UnknownLine, UntrustedRequest
from bot.masking import Masked, hash_address, mask
from bot.model.clock import stamp
from bot.model.decision import Decision, OpenTicketFor, Say
from bot.model.message import Inbound
from bot.model.turn import Turn, Understanding
from bot.store import Row, Tx, conversations, events, messages, new_id, outbox, people
from bot.telemetry import FORGED, INBOUND

BSUID = re.compile(r"[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}")
LONGEST = 1600  # characters of a message that are read


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
    """Record and decide one message; False when it was known already."""
    mind = desk.minds.current()
    masked = mask(inbound.text[:LONGEST])
    before = desk.store.read(lambda tx: _look(tx, inbound))
    guess = _guess(desk, mind, before, masked.text)
    with desk.store.write() as tx:
        face = _face(desk, tx, inbound)
        row = _row(desk, face, inbound, masked)
        if not messages.record(tx, row):
            INBOUND.labels(inbound.line, inbound.channel, "known").inc()
            return False
        messages.keep_raw(tx, message=row["id"], now=desk.now(), body=_raw(desk, row, inbound))
        if face["last_inbound_at"]:
            outbox.unpark(tx, face["id"], desk.now())
        rows = [*_earlier(tx, face, row["id"]), row | {"opt_out": inbound.opt_out}]
        if guess.revision != face["revision"]:  # somebody was faster: look again
            guess = _guess(desk, mind, (face, rows[:-1]), masked.text)
        ours = inbound.to or face["our_address"]
        told = {"line": inbound.line, "our_address": ours, "now": row["received_at"]}
        conversations.heard(tx, face["id"], **told)
        face["line"] = inbound.line
        scene = Scene(desk, tx, mind, face)
        _settle(scene, rows, guess, allowed=_allowed(desk, inbound))
    INBOUND.labels(inbound.line, inbound.channel, "new").inc()
    return True


def settle_burst(desk: Desk, conversation: str, *, at_once: bool = False) -> bool:
    """The quiet is over (or need not be): decide what waits here; False when nothing does."""
    mind = desk.minds.current()
    guess = _guess(desk, mind, desk.store.read(lambda tx: _wait(tx, conversation)), "")
    with desk.store.write() as tx:
        face, rows = _wait(tx, conversation)
        due = face["burst_due_at"] if face else None
        if not face or not due or (due > desk.now() and not at_once):
            return False
        if guess.revision != face["revision"]:  # another message came in: look again
            guess = _guess(desk, mind, (face, rows), "")
        _settle(Scene(desk, tx, mind, face), rows, guess, allowed=True, over=True)
    return True


def _look(tx: Tx, inbound: Inbound) -> tuple[Row | None, list[Row]]:
    face = conversations.of_address(tx, inbound.channel, inbound.address)
    waiting = messages.waiting(tx, face["id"]) if face and face["burst_due_at"] else []
    return face, waiting


def _earlier(tx: Tx, face: Row, message: str) -> list[Row]:
    """What waits beside this message; a recovered one may be older, yet it came last to us."""
    waiting = messages.waiting(tx, face["id"]) if face["burst_due_at"] else []
    return [row for row in waiting if row["id"] != message]


def _wait(tx: Tx, conversation: str) -> tuple[Row | None, list[Row]]:
    return conversations.by_id(tx, conversation), messages.waiting(tx, conversation)


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


def _face(desk: Desk, tx: Tx, inbound: Inbound) -> Row:
    face = conversations.of_address(tx, inbound.channel, inbound.address)
    if face is None:
        address_id = _new_address(desk, tx, inbound)
        conversations.make(tx, address_id=address_id, line=inbound.line)
        face = conversations.of_address(tx, inbound.channel, inbound.address)
    assert face is not None  # noqa: S101 - made in the line above
    if inbound.also_known_as:
        _link(desk, tx, inbound, face["person_id"])
    return face


def _new_address(desk: Desk, tx: Tx, inbound: Inbound) -> str:
    """Of the person whom we know by the other address of this message, else of a new one."""
    address = _address(desk, inbound.channel, inbound.address)
    other = people.address(tx, channel=inbound.channel, address=inbound.also_known_as)
    known = other or people.address(tx, channel=inbound.channel, address=inbound.address)
    if known:
        row = address | {"person_id": known["person_id"], "created_at": desk.now()}
        return people.link(tx, row)
    now, simulated = desk.now(), int(inbound.line == "simulator")
    person = {"profile_name": inbound.profile_name[:100], "simulated": simulated}
    if people.erased_unwilling(tx, channel=inbound.channel, address_hash=address["address_hash"]):
        person |= {"opted_out_at": now}
    return people.make(tx, person=person | {"created_at": now}, address=address)


def _link(desk: Desk, tx: Tx, inbound: Inbound, person: str) -> None:
    row = _address(desk, inbound.channel, inbound.also_known_as)
    people.link(tx, row | {"person_id": person, "created_at": desk.now()})


def _address(desk: Desk, channel: str, address: str) -> Row:
    hashed = hash_address(address, desk.settings.secret_key)
    return {"channel": channel, "address": address, "address_hash": hashed}


def _row(desk: Desk, face: Row, inbound: Inbound, masked: Masked) -> Row:
    return {
        "id": new_id(),
        "conversation_id": face["id"],
        "line": inbound.line,
        "provider_id": inbound.provider_id,
        "received_at": min(desk.now(), stamp(inbound.sent_at)) if inbound.sent_at else desk.now(),
        "kind": inbound.kind,
        "body": masked.text,
        "payload": inbound.payload,
        "raw_from": inbound.raw_from,
        "masked": json.dumps(sorted(masked.found)),
        "media": json.dumps([asdict(media) for media in inbound.media]),
        "state": "received",
        "reply_to": inbound.reply_to,
        "recovered": int(inbound.recovered),
    }


def _raw(desk: Desk, row: Row, inbound: Inbound) -> str:
    """The request as it came, every value masked, sealed: for replays within a few days."""
    text = mask(json.dumps(inbound.raw, ensure_ascii=False)).text
    return seal_text(desk.settings, "raw", text, row["id"])
