"""Files of a ticket: an officer sends, opens or deletes one; the provider fetches it by its secret."""

from __future__ import annotations

from secrets import token_urlsafe

from bot.catalogue import note
from bot.channels._files import MOST_BYTES, checked
from bot.channels._line import Fetched
from bot.desk import fetching
from bot.desk._carry import enqueue
from bot.desk._scene import Scene, Voice
from bot.desk.desk import Desk
from bot.desk.forgetting import forget_at_provider
from bot.errors import BadInput, NotAllowed, NotFound, Taken
from bot.model.channel import CHANNELS
from bot.model.officer import ANSWER, READ, Officer
from bot.store import Row, Tx, audit, conversations, events, files, outbox, tickets

LARGEST = MOST_BYTES + 64 * 1024  # with the form around it
SENDABLE = ("image/jpeg", "image/png", "application/pdf")


def send(desk: Desk, officer: Officer, ticket: str, data: bytes, *, token: str) -> str:
    """Queue a picture or PDF as an outbox row of its own; its file id. The holder may."""
    kept = checked(data)
    if kept.content_type not in SENDABLE:
        raise BadInput(note("file_kinds"))
    mind = desk.minds.current()
    with desk.store.write() as tx:
        row = _ticket(tx, ticket)
        known = outbox.told_as(tx, token)
        if known:
            return str(known[0]["file_id"])
        if not officer.may(ANSWER):
            raise NotAllowed(officer.role)
        if row["officer_id"] != officer.id:
            raise Taken(row["officer_name"] or row["state"])
        if not CHANNELS[row["channel"]].media:
            raise BadInput(note("no_files"))
        file = files.add(tx, _file_row(desk, ticket, kept))
        fetching.keep(desk, file, kept.data)
        face = conversations.by_id(tx, row["conversation_id"]) or {}
        voice = Voice("officer", ticket_id=ticket, officer_id=officer.id, token=token)
        enqueue(Scene(desk, tx, mind, face), "", voice, file_id=file)
        _noted(desk, tx, officer, ticket, "file_sent", file)
        return file


def look(desk: Desk, officer: Officer, file: str) -> Fetched:
    """A kept file for an officer who may read; opening it is an act that the audit keeps."""
    if not officer.may(READ):
        raise NotAllowed(officer.role)
    with desk.store.write() as tx:
        row = _kept(tx, file)
        audit.note(tx, actor=officer.id, what="file_opened", object_=file, now=desk.now())
    return Fetched(fetching.read(desk, file), row["content_type"])


def public(desk: Desk, secret: str) -> Fetched:
    """The file that a provider fetches by its secret, within an hour of the send; else NotFound."""
    row = desk.store.read(lambda tx: files.by_secret(tx, secret)) if secret else None
    if not row or row["state"] != "kept" or (row["public_until"] or "") < desk.now():
        raise NotFound("file")
    return Fetched(fetching.read(desk, row["id"]), row["content_type"])


def delete(desk: Desk, officer: Officer, file: str) -> None:
    """Delete a file here and at the provider."""
    if not officer.may(ANSWER):
        raise NotAllowed(officer.role)
    with desk.store.write() as tx:
        row = _kept(tx, file)
        files.end(tx, file, "deleted")
        _noted(desk, tx, officer, row["ticket_id"], "file_deleted", file)
    fetching.remove(desk, file)
    forget_at_provider(desk, row)


def _file_row(desk: Desk, ticket: str, kept: Fetched) -> Row:
    now = desk.now()
    row: Row = {"ticket_id": ticket, "url": "", "content_type": kept.content_type, "state": "kept"}
    return row | {
        "size": len(kept.data),
        "due_at": now,
        "created_at": now,
        "secret": token_urlsafe(32),
    }


def _kept(tx: Tx, file: str) -> Row:
    row = files.one(tx, file)
    if not row or row["state"] != "kept":
        raise NotFound(f"file {file}")
    return row


def _ticket(tx: Tx, ticket: str) -> Row:
    row = tickets.one(tx, ticket)
    if row is None:
        raise NotFound(f"ticket {ticket}")
    return row


def _noted(desk: Desk, tx: Tx, officer: Officer, ticket: str, what: str, file: str) -> None:
    now = desk.now()
    tickets.happened(tx, ticket, actor=officer.id, what=what, now=now, detail=file)
    audit.note(tx, actor=officer.id, what=what, object_=file, now=now)
    events.tell(tx, "ticket", ticket, now, detail=what)
