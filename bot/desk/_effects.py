"""What a decision changes beside words: tickets, preferences, ratings, requests. One function each."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from secrets import token_urlsafe
from typing import Any

from bot.desk._scene import Scene
from bot.model import decision as d
from bot.model.clock import later, stamp
from bot.store import Row, conversations, events, files, leases, messages, people, tickets

REQUEST_DUE_S = 72 * 3600.0  # UU 27/2022: 3 x 24 hours


def apply(scene: Scene, rows: Sequence[Row], decision: d.Decision) -> tuple[str | None, str | None]:
    """Carry the effects out; (the open ticket, the ticket that the turn's messages belong to)."""
    ticket: str | None = scene.face["ticket_id"]
    joined = False
    for effect in decision.effects:
        if isinstance(effect, d.OpenTicketFor):
            ticket, joined = _open(scene, effect), True
        elif isinstance(effect, d.JoinTicket):
            joined = ticket is not None
        else:
            _SMALL[type(effect)](scene, rows, effect)
    if not joined or ticket is None:
        return ticket, None
    now = scene.desk.now()
    if tickets.touched(scene.tx, ticket, now):
        tickets.happened(scene.tx, ticket, actor="citizen", what="woken", now=now)
    _want_files(scene, ticket, rows)
    events.tell(scene.tx, "ticket", ticket, now)
    return ticket, ticket


def _open(scene: Scene, effect: d.OpenTicketFor) -> str:
    desk, tx, face = scene.desk, scene.tx, scene.face
    due = stamp(desk.calendar().due(desk.local(), effect.priority))
    if face["ticket_id"]:
        ticket = str(face["ticket_id"])
        tickets.raise_(
            tx, ticket, priority=effect.priority, kind=effect.kind, entry=effect.entry, due=due
        )
        return ticket
    now, month = desk.now(), desk.local().strftime("%y%m")
    row = {
        "number": f"{month}-{leases.count(tx, 'ticket', month):04d}",
        "conversation_id": face["id"],
        "kind": effect.kind,
        "reason": effect.reason,
        "entry": effect.entry,
        "priority": effect.priority,
        "opened_at": now,
        "due_at": due,
        "last_message_at": now,
    }
    ticket = tickets.open_new(tx, row)
    tickets.happened(tx, ticket, actor="bot", what="opened", now=now, detail=effect.reason)
    conversations.give(tx, face["id"], "queue")
    return ticket


def _want_files(scene: Scene, ticket: str, rows: Sequence[Row]) -> None:
    """A ticket exists: from now on attached files may be fetched."""
    now = scene.desk.now()
    for row in rows:
        for position, media in enumerate(json.loads(row["media"])):
            wanted = {"message_id": row["id"], "ticket_id": ticket, "position": position}
            wanted |= {"url": media["url"], "content_type": media["content_type"]}
            wanted |= {"state": "wanted", "due_at": now, "created_at": now}
            files.add(scene.tx, wanted | {"secret": token_urlsafe(32)})


def _rate(scene: Scene, rows: Sequence[Row], effect: d.Rate) -> None:
    if _is_own(scene, effect.ticket):
        now = scene.desk.now()
        tickets.rate(scene.tx, effect.ticket, score=effect.score, comment="", now=now)


def _comment(scene: Scene, rows: Sequence[Row], effect: d.Comment) -> None:
    if _is_own(scene, effect.ticket):
        now = scene.desk.now()
        tickets.rate(scene.tx, effect.ticket, score=None, comment=effect.text, now=now)


def _is_own(scene: Scene, ticket: str) -> bool:
    """Whether the ticket named by a tap is there still, and of this very conversation."""
    row = tickets.one(scene.tx, ticket)
    return row is not None and row["conversation_id"] == scene.face["id"]


def _prefer(scene: Scene, rows: Sequence[Row], effect: d.Prefer) -> None:
    people.prefer(
        scene.tx,
        scene.face["person_id"],
        now=scene.desk.now(),
        language=effect.language,
        text_only=effect.text_only,
        opted_out=effect.opted_out,
    )
    if effect.opted_out is False:  # whatever the provider had stopped is over too
        people.block(scene.tx, scene.face["address_id"], None)
    if effect.language:
        scene.face["language"] = effect.language  # the confirmation is already told in it


def _request(scene: Scene, rows: Sequence[Row], effect: d.AskRequest) -> None:
    now, person = scene.desk.now(), scene.face["person_id"]
    due = later(now, REQUEST_DUE_S)
    people.open_request(scene.tx, person=person, kind=effect.kind, now=now, due=due)


def _feedback(scene: Scene, rows: Sequence[Row], effect: d.Feedback) -> None:
    messages.feedback(
        scene.tx,
        message=rows[-1]["id"],
        now=scene.desk.now(),
        entry=effect.entry,
        verdict=effect.verdict,
        catalogue=scene.mind.catalogue.hash,
    )


_SMALL: dict[type, Callable[[Scene, Sequence[Row], Any], None]] = {
    d.Rate: _rate,
    d.Comment: _comment,
    d.Prefer: _prefer,
    d.AskRequest: _request,
    d.Feedback: _feedback,
}
