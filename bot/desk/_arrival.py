"""Record a message: its conversation (made for the first), its row, the request as it came. Decides nothing."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from bot.desk._sealing import seal_text
from bot.desk.desk import Desk
from bot.masking import hash_address, mask
from bot.model.clock import stamp
from bot.model.message import Inbound
from bot.store import Row, Tx, conversations, messages, new_id, outbox, people

LONGEST = 1600  # characters of a message that are read


@dataclass(frozen=True)
class Arrival:
    """A message made ready to be kept: what can be done before the lock is taken."""

    inbound: Inbound
    row: Row  # without its conversation
    raw: str


def arrived(desk: Desk, inbound: Inbound) -> Arrival:
    """Mask it, and seal the request as it came."""
    masked, now = mask(inbound.text[:LONGEST]), desk.now()
    row = {
        "id": new_id(),
        "line": inbound.line,
        "provider_id": inbound.provider_id,
        "received_at": min(now, stamp(inbound.sent_at)) if inbound.sent_at else now,
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
    return Arrival(inbound, row, _raw(desk, row, inbound))


def record(desk: Desk, tx: Tx, arrival: Arrival) -> tuple[Row, list[Row]]:
    """The conversation as it was before, and what waits in it with this message last; nothing if that was known."""
    inbound = arrival.inbound
    face = _face(desk, tx, inbound)
    row = arrival.row | {"conversation_id": face["id"]}
    if not messages.record(tx, row):
        return face, []
    messages.keep_raw(tx, message=row["id"], now=desk.now(), body=arrival.raw)
    if face["last_inbound_at"]:
        outbox.unpark(tx, face["id"], desk.now())
    ours = inbound.to or face["our_address"]
    told = {"line": inbound.line, "our_address": ours, "now": row["received_at"]}
    conversations.heard(tx, face["id"], **told)
    face["line"] = inbound.line
    return face, [*_earlier(tx, face, row["id"]), row | {"opt_out": inbound.opt_out}]


def _earlier(tx: Tx, face: Row, message: str) -> list[Row]:
    """What waits beside this message; a recovered one may be older, yet it came last to us."""
    waiting = messages.waiting(tx, face["id"]) if face["burst_due_at"] else []
    return [row for row in waiting if row["id"] != message]


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
    names = filter(None, (inbound.also_known_as, inbound.address))
    found = (people.address(tx, channel=inbound.channel, address=name) for name in names)
    known = next(filter(None, found), None)
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


def _raw(desk: Desk, row: Row, inbound: Inbound) -> str:
    """The request as it came, every value masked, sealed: for replays within a few days."""
    text = mask(json.dumps(inbound.raw, ensure_ascii=False)).text
    return seal_text(desk.settings, "raw", text, row["id"])
