"""Rows of an office that has worked for a year: who, what, when, in realistic proportion. Writes nothing."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta

from bench._office_size import (
    OFFICERS,
    OPEN,
    PASSWORD,
    PER_TICKET,
    QUICK,
    RARE,
    ROLES,
    Office,
    name,
)
from bot.model.clock import stamp

Row = dict[str, object]
Rows = Iterable[Row]


def officer(n: int, office: Office) -> Row:
    """One who may sign in; the first four have one role each."""
    role = ROLES[n] if n < len(ROLES) else "officer"
    login = f"seorang-{role}" if n < len(ROLES) else f"petugas{n}"
    row = {"id": name("officer", n), "login": login, "name": f"Petugas {n}", "role": role}
    return row | {"password_hash": QUICK.hash(PASSWORD), "created_at": stamp(office.moment(0))}


def person(n: int, office: Office) -> Row:
    """A citizen."""
    created = stamp(office.moment(0))
    return {"id": name("person", n), "created_at": created, "profile_name": f"Warga {n}"}


def address(n: int, office: Office) -> Row:
    """The number of a citizen."""
    row = {"id": name("address", n), "person_id": name("person", n), "address_hash": f"{n:064x}"}
    row |= {"channel": "sms" if n % 5 == 4 else "whatsapp", "address": f"+62813{n:08d}"}
    return row | {"created_at": stamp(office.moment(0))}


def conversation(n: int, office: Office) -> Row:
    """The talk with a citizen."""
    row = {"id": name("talk", n), "address_id": name("address", n), "line": "twilio"}
    last = office.moment(office.messages * (1 - n / office.citizens))
    return row | {"last_inbound_at": stamp(last), "our_address": "+6281100000001"}


def message(n: int, office: Office) -> Row:
    """What a citizen wrote."""
    at = office.moment(n)
    body = f"{office.phrases[n * 31 % len(office.phrases)][1]} rumah nomor {n % 997}"
    return {
        "id": name("message", n, at), "conversation_id": name("talk", office.who(n)),
        "line": "twilio", "provider_id": f"SMb{n:031x}", "received_at": stamp(at), "kind": "text",
        "body": f"{body} {RARE}" if n % 20_000 == 5 else body, "state": "queued" if n % PER_TICKET == 0 else "answered",
        "turn_id": name("turn", n, at),
    }  # fmt: skip


def decision(n: int, office: Office) -> Row:
    """What the bot made of it."""
    at, entry = office.moment(n), office.phrases[n * 31 % len(office.phrases)][0]
    others = [office.phrases[(n * 31 + k) % len(office.phrases)][0] for k in (40, 80)]
    rule, action = {0: ("escalate", "escalate"), 1: ("clarify", "clarify")}.get(
        n % PER_TICKET, ("answer", "answer")
    )
    return {
        "message_id": name("message", n, at), "turn_id": name("turn", n, at), "decided_at": stamp(at),
        "rule": rule, "action": action, "entry": entry if action == "answer" else "", "confidence": 0.9,
        "candidates": json.dumps([[entry, 0.9], *([other, 0.05] for other in others)]),
        "catalogue": "", "because": "the matcher is sure",
    }  # fmt: skip


def tickets(office: Office) -> Rows:
    """Yield a ticket for every tenth message; of the youngest, one of a conversation is open."""
    states = _open(office)
    for n in range(0, office.messages, PER_TICKET):
        yield ticket(n, states.get(n, "resolved"), office)


def _open(office: Office) -> dict[int, str]:
    states, busy = {}, set()
    for n in range(office.messages - office.messages % PER_TICKET - PER_TICKET, -1, -PER_TICKET):
        if len(busy) == OPEN:
            break
        if office.who(n) not in busy:
            states[n] = ("waiting", "waiting", "waiting", "claimed", "snoozed")[len(busy) % 5]
            busy.add(office.who(n))
    return states


def ticket(n: int, state: str, office: Office) -> Row:
    """A case."""
    at, later = office.moment(n), office.moment(n + 3)
    held = state in {"claimed", "snoozed", "resolved"}
    return {
        "id": name("ticket", n, at), "number": f"{at:%y%m}-{n // PER_TICKET:06d}", "conversation_id": name("talk", office.who(n)),
        "kind": "question", "reason": "unsure", "entry": office.phrases[n * 31 % len(office.phrases)][0],
        "priority": int(n % 70 == 0), "state": state, "officer_id": name("officer", len(ROLES) + n // 10 % OFFICERS) if held else None,
        "opened_at": stamp(at), "due_at": stamp(at + timedelta(hours=4)), "claimed_at": stamp(later) if held else None,
        "first_reply_at": stamp(later) if held else None, "resolved_at": stamp(later) if state == "resolved" else None,
        "snoozed_until": stamp(office.end + timedelta(days=1)) if state == "snoozed" else None, "last_message_at": stamp(later),
    }  # fmt: skip


def history(n: int, office: Office) -> Rows:
    """Who did what with a ticket."""
    at, ticket = office.moment(n), name("ticket", n, office.moment(n))
    for k, what in enumerate(("opened", "claimed", "replied", "resolved")):
        row = {"id": name(f"event{k}", n, at), "ticket_id": ticket, "at": stamp(at), "what": what}
        yield row | {"actor": name("officer", n % OFFICERS) if k else "bot"}


def said(n: int, office: Office) -> Rows:
    """Answer each message; an officer answers once a ticket."""
    at = office.moment(n)
    yield reply(n, 2 * n, "bot", at, office)
    if n % PER_TICKET == 0:
        yield reply(n, 2 * n + 1, "officer", at + timedelta(minutes=9), office)


def reply(n: int, seq: int, author: str, at: datetime, office: Office) -> Row:
    """What was said to a citizen."""
    officer = author == "officer"
    return {
        "id": name("reply", seq, at), "conversation_id": name("talk", office.who(n)), "seq": seq,
        "line": "twilio", "channel": "sms" if office.who(n) % 5 == 4 else "whatsapp", "kind": "reply", "author": author,
        "officer_id": name("officer", n % OFFICERS) if officer else None, "ticket_id": name("ticket", n, office.moment(n)) if officer else None,
        "body": f"Jawaban nomor {n}: silakan datang dengan berkas yang diminta.", "version": 0,
        "state": "failed" if n % 1000 == 7 else "delivered", "provider_id": f"SR{seq:032x}", "created_at": stamp(at), "due_at": stamp(at),
        "turn_id": name("turn", n, office.moment(n)),
    }  # fmt: skip


def status(n: int, office: Office) -> Row:
    """What the provider told of a reply."""
    at = office.moment(n)
    row = {"id": name("status", n, at), "line": "twilio", "provider_id": f"SR{2 * n:032x}"}
    return row | {
        "outbox_id": name("reply", 2 * n, at),
        "state": "delivered",
        "code": "",
        "at": stamp(at),
    }


def note(n: int, office: Office) -> Row:
    """An internal note."""
    at = office.moment(n)
    row = {"id": name("note", n, at), "ticket_id": name("ticket", n, at), "at": stamp(at)}
    return row | {
        "officer_id": name("officer", n % OFFICERS),
        "body": f"Sudah ditelepon, berkas {n} menyusul.",
    }


def rating(n: int, office: Office) -> Row:
    """What a citizen thought of it."""
    at = office.moment(n + 4)
    row = {"id": name("rating", n, at), "ticket_id": name("ticket", n, office.moment(n))}
    return row | {"at": stamp(at), "score": n // 10 % 4 + 1}


def file(n: int, office: Office) -> Row:
    """A photo."""
    at = office.moment(n)
    row = {
        "id": name("file", n, at),
        "message_id": name("message", n, at),
        "url": "https://example.org/x",
    }
    row |= {"content_type": "image/jpeg", "name": "foto.jpg", "size": 90_000, "state": "kept"}
    return row | {"due_at": stamp(at), "secret": name("secret", n), "created_at": stamp(at)}


def feedback(n: int, office: Office) -> Row:
    """What somebody thought of an answer."""
    at, entry = office.moment(n), office.phrases[n * 31 % len(office.phrases)][0]
    row = {"id": name("feedback", n, at), "message_id": name("message", n, at), "at": stamp(at)}
    return row | {
        "entry": entry,
        "verdict": ("wrong", "right", "officer_wrong")[n // 100 % 3],
        "catalogue": "",
    }


def proposal(n: int, office: Office) -> Row:
    """What an officer proposed for the FAQ."""
    at, (entry, text) = office.moment(n), office.phrases[n % len(office.phrases)]
    row = {
        "id": name("proposal", n, at),
        "kind": "phrase",
        "entry": entry,
        "question": f"{text} ya {n}",
    }
    row |= {"answer": "", "ticket_id": name("ticket", n, at), "officer_id": name("officer", 5)}
    return row | {"at": stamp(at), "state": "open" if n % 3 == 0 else "taken"}


def attempt(n: int, office: Office) -> Row:
    """A sign-in."""
    row = {"id": name("try", n, office.moment(n)), "login_hash": f"{n % OFFICERS:x}"}
    return row | {"ip_hash": f"{n % 9:x}", "device": "", "at": stamp(office.moment(n)), "good": 1}


def run(n: int, office: Office) -> Row:
    """A run of a timed job."""
    at = stamp(office.end - timedelta(minutes=n + 1))
    return {
        "job": ("reconcile", "watch")[n % 2],
        "due_at": at,
        "holder": "",
        "started_at": at,
        "ended_at": at,
    }


def event(n: int, office: Office) -> Row:
    """What live pages were told."""
    return {
        "seq": n,
        "at": stamp(office.moment(n)),
        "kind": "message",
        "ref": name("talk", office.who(n)),
    }


def switch(n: int, office: Office) -> Row:
    """The bot was stopped once."""
    at = stamp(office.moment(office.messages * n / 200))
    row = {"id": name("switch", n), "target": "bot", "reason": "gangguan portal", "from_at": at}
    return row | {"officer_id": name("officer", 1), "ended_at": at}


def canned(n: int, office: Office) -> Row:
    """A canned answer."""
    row = {"id": name("canned", n), "title": f"Jawaban siap {n}", "text": "Selamat pagi, {name}."}
    return row | {"officer_id": name("officer", 1), "at": stamp(office.end)}
