"""Officers' verbs on tickets: each is one conditional update in one transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.catalogue import note as because
from bot.desk import _failing, _memory, _words, canned, mentioning
from bot.desk._carry import say
from bot.desk._fit import window_open
from bot.desk._scene import Scene, Voice
from bot.desk._urgency import shut
from bot.desk.desk import Desk
from bot.dialogue.asking import rating
from bot.errors import BadInput, NotAllowed, NotFound, Outdated, Taken
from bot.model.clock import moment, stamp
from bot.model.officer import ANSWER, ROLES, STEER, Officer
from bot.store import Row, Tx, audit, conversations, events, officers, outbox, queue, tickets

LONGEST_REPLY = 4000


def claim(desk: Desk, officer: Officer, ticket: str) -> None:
    """Take a waiting ticket; Taken names the winner. From the commit on the bot is silent."""
    with desk.store.write() as tx:
        row = _allowed(tx, officer, ticket)
        if not tickets.claim(tx, ticket, officer=officer.id, now=desk.now()):
            raise Taken(row["officer_name"] or row["state"])
        _held(desk, tx, row, officer, "claimed")


def claim_next(desk: Desk, officer: Officer) -> str:
    """Take the most urgent waiting ticket; its id, or '' when none waits."""
    with desk.store.write() as tx:
        ticket = queue.next_waiting(tx, me=officer.id, shut=shut(desk))
        if ticket:
            row = _allowed(tx, officer, ticket)
            tickets.claim(tx, ticket, officer=officer.id, now=desk.now())
            _held(desk, tx, row, officer, "claimed")
        return ticket


def release(desk: Desk, officer: Officer, ticket: str) -> None:
    """Back to the queue; the holder may, and a supervisor."""
    with desk.store.write() as tx:
        row = _allowed(tx, officer, ticket)
        if not tickets.release(tx, ticket, officer=_as_holder(officer)):
            raise Taken(row["officer_name"] or row["state"])
        conversations.give(tx, row["conversation_id"], "queue")
        _happened(desk, tx, row, officer, "released")


def transfer(desk: Desk, officer: Officer, ticket: str, to: str) -> None:
    """To another officer; the holder may, and a supervisor (from anyone, or from the queue)."""
    with desk.store.write() as tx:
        row = _allowed(tx, officer, ticket)
        target = officers.by_id(tx, to)
        if not target or target["disabled_at"] or ANSWER not in ROLES[target["role"]]:
            raise NotFound(f"officer {to}")
        if not tickets.transfer(tx, ticket, officer=_as_holder(officer), to=to, now=desk.now()):
            raise Taken(row["officer_name"] or row["state"])
        _held(desk, tx, row, officer, "transferred", detail=to)


def hand_to_team(desk: Desk, officer: Officer, ticket: str, team: str) -> None:
    """Back to the queue for another team (a topic family of the catalogue)."""
    if team not in desk.minds.current().catalogue.families:
        raise BadInput(f"there is no team {team!r}")
    with desk.store.write() as tx:
        row = _allowed(tx, officer, ticket)
        if not tickets.to_team(tx, ticket, officer=_as_holder(officer), team=team):
            raise Taken(row["officer_name"] or row["state"])
        conversations.give(tx, row["conversation_id"], "queue")
        _happened(desk, tx, row, officer, "handed_to_team", detail=team)


def snooze(desk: Desk, officer: Officer, ticket: str, until: datetime, reason: str) -> None:
    """Set aside until then; ends by itself when the citizen writes."""
    if until <= desk.clock():
        raise BadInput(because("time_over"))
    with desk.store.write() as tx:
        row = _allowed(tx, officer, ticket)
        if not tickets.snooze(
            tx, ticket, officer=officer.id, until=stamp(until), reason=reason[:100]
        ):
            raise Taken(row["officer_name"] or row["state"])
        _happened(desk, tx, row, officer, "snoozed", detail=reason[:100])


def resolve(desk: Desk, officer: Officer, ticket: str) -> None:
    """Done: the citizen is told and asked for a rating, and the bot is back in charge."""
    mind = desk.minds.current()
    with desk.store.write() as tx:
        row = _allowed(tx, officer, ticket)
        if not tickets.resolve(tx, ticket, officer=_as_holder(officer), now=desk.now()):
            raise Taken(row["officer_name"] or row["state"])
        conversations.give(tx, row["conversation_id"], "bot")
        _happened(desk, tx, row, officer, "resolved")
        face = conversations.by_id(tx, row["conversation_id"]) or {}
        if not row["opted_out_at"] and window_open(desk, row):
            text = _words.sentence(
                desk, mind, "ticket_resolved", row["language"], ticket=row["number"]
            )
            question = rating(moment(desk.now()), ticket)
            voice = Voice("system", ticket_id=ticket, kind="rating", choices=question.options)
            say(Scene(desk, tx, mind, face), text, voice)
            memory = replace(_memory.load(face["memory"]), pending=question)
            conversations.remember(tx, face["id"], _memory.dump(memory))


def reopen(desk: Desk, officer: Officer, ticket: str) -> None:
    """A resolved ticket waits again, unless the conversation has another open one."""
    with desk.store.write() as tx:
        row = _allowed(tx, officer, ticket)
        if not tickets.reopen(tx, ticket, desk.now()):
            raise Taken(row["state"])
        conversations.give(tx, row["conversation_id"], "queue")
        _happened(desk, tx, row, officer, "reopened")


def reply(  # noqa: PLR0913 - the fields of the reply form
    desk: Desk,
    officer: Officer,
    ticket: str,
    text: str,
    *,
    token: str,
    version: int,
    hold_s: float = 0.0,
) -> str:
    """Queue an officer's answer, its variables filled; its outbox id. The same token again adds nothing.

    Taken when another officer holds the ticket, Outdated when the conversation changed hands
    since the page was read; either way the text is kept as the officer's draft.
    """
    text = text.strip()
    if not text or len(text) > LONGEST_REPLY:
        raise BadInput(because("text_length", most=LONGEST_REPLY))
    mind = desk.minds.current()
    with desk.store.write() as tx:
        row = _allowed(tx, officer, ticket)
        known = outbox.told_as(tx, token)
        if known:
            return str(known[0]["id"])
        refusal = _refusal(row, officer, version)
        if refusal:
            tickets.keep_draft(tx, ticket, officer=officer.id, body=text, now=desk.now())
        else:
            face = conversations.by_id(tx, row["conversation_id"]) or {}
            voice = Voice(
                "officer", ticket_id=ticket, officer_id=officer.id, token=token, hold_s=hold_s
            )
            name, number = row["profile_name"], row["number"]
            text = canned.filled(text, name=name, number=number, officer=officer.name)
            added = say(Scene(desk, tx, mind, face), text, voice)
            tickets.replied(tx, ticket, desk.now())
            tickets.keep_draft(tx, ticket, officer=officer.id, body="", now=desk.now())
            _happened(desk, tx, row, officer, "replied", detail=added)
            return added
    raise refusal


def note(desk: Desk, officer: Officer, ticket: str, text: str, *, to: str = "") -> None:
    """Write an internal note; colleagues named in it by `@login`, and `to`, are told."""
    if not text.strip() or len(text) > LONGEST_REPLY:
        raise BadInput(because("text_length", most=LONGEST_REPLY))
    with desk.store.write() as tx:
        row = _allowed(tx, officer, ticket)
        kept = tickets.note(tx, ticket, officer=officer.id, body=text.strip(), now=desk.now())
        mentioning.keep(tx, kept, also={to})
        _happened(desk, tx, row, officer, "noted")


def keep_draft(desk: Desk, officer: Officer, ticket: str, text: str) -> None:
    """Keep what the officer has typed so far."""
    with desk.store.write() as tx:
        row, now = _allowed(tx, officer, ticket), desk.now()
        tickets.keep_draft(tx, ticket, officer=officer.id, body=text[:LONGEST_REPLY], now=now)
        if row["officer_id"] != officer.id:  # typed until it changed hands: its holder sees it
            events.tell(tx, "ticket", ticket, now, detail="drafted")


def send_again(desk: Desk, officer: Officer, ticket: str, row_id: str) -> bool:
    """Send a failed message again; False when it has not failed."""
    with desk.store.write() as tx:
        row = _allowed(tx, officer, ticket)
        told = outbox.one(tx, row_id)
        if not told or told["conversation_id"] != row["conversation_id"]:
            raise NotFound(f"message {row_id}")
        done = _failing.again(desk, tx, told)
        if done:
            _happened(desk, tx, row, officer, "sent_again", detail=row_id)
        return done


def undo(desk: Desk, officer: Officer, ticket: str, row_id: str) -> bool:
    """Take an own reply back that has not begun to leave; its text becomes the draft again."""
    with desk.store.write() as tx:
        row = _allowed(tx, officer, ticket)
        told = outbox.one(tx, row_id)
        if not told or told["officer_id"] != officer.id or told["ticket_id"] != ticket:
            raise NotFound(f"message {row_id}")
        parts = outbox.undo(tx, told)
        if parts:
            text = "\n".join(part["body"] for part in parts)
            tickets.keep_draft(tx, ticket, officer=officer.id, body=text, now=desk.now())
            _happened(desk, tx, row, officer, "undone", detail=row_id)
        return bool(parts)


def _allowed(tx: Tx, officer: Officer, ticket: str) -> Row:
    if not officer.may(ANSWER):
        raise NotAllowed(officer.role)
    row = tickets.one(tx, ticket)
    if row is None:
        raise NotFound(f"ticket {ticket}")
    return row


def _as_holder(officer: Officer) -> str:
    """Whose ticket the move may touch: one's own, or (supervisors) anyone's."""
    return "" if officer.may(STEER) else officer.id


def _refusal(row: Row, officer: Officer, version: int) -> Exception | None:
    if row["officer_id"] != officer.id or row["state"] == "resolved":
        return Taken(row["officer_name"] or row["state"])
    if row["conversation_version"] != version:
        return Outdated(f"version {version}, now {row['conversation_version']}")
    return None


def _held(desk: Desk, tx: Tx, row: Row, officer: Officer, what: str, detail: str = "") -> None:
    conversations.give(tx, row["conversation_id"], "officer")
    outbox.drop_bot_rows(tx, row["conversation_id"], "officer")
    _happened(desk, tx, row, officer, what, detail=detail)


def _happened(desk: Desk, tx: Tx, row: Row, officer: Officer, what: str, detail: str = "") -> None:
    now = desk.now()
    tickets.happened(tx, row["id"], actor=officer.id, what=what, now=now, detail=detail)
    tickets.acted(tx, row["id"], now)
    audit.note(tx, actor=officer.id, what=f"ticket_{what}", object_=row["id"], now=now)
    events.tell(tx, "ticket", row["id"], now, detail=what)
