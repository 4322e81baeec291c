"""Writing on a ticket: replies, drafts, notes; taking back and sending again; what a text costs."""

from __future__ import annotations

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from bot.console import here
from bot.console.page import Page
from bot.console.pages import _done, _token
from bot.console.words import t
from bot.desk import reading, tickets, wording
from bot.errors import BadInput, Taken
from bot.model.officer import ANSWER

BLUEPRINT = Blueprint("reply", __name__, url_prefix="/console/tickets/<ticket>")
PAGE = Page(BLUEPRINT, "", ANSWER)
UNDO_S = 5.0
LONGEST_TOKEN = 64


@BLUEPRINT.post("/reply")
def send(ticket: str) -> ResponseReturnValue:
    """Queue a reply; the same token again adds nothing. Only a script can offer to take it back."""
    form, hold_s = request.form, UNDO_S if "hold" in request.form else 0.0
    token = form.get("token", "")
    if not 0 < len(token) <= LONGEST_TOKEN:
        raise BadInput("the form carries no token")
    added = tickets.reply(
        here.desk(),
        here.officer(),
        ticket,
        form.get("text", ""),
        token=_token.of_text(token, form.get("text", "")),
        version=_done.number("version"),
        hold_s=hold_s,
    )
    fresh = _token.of_form(ticket, reading.last_reply(here.desk(), ticket))
    return _done.on_ticket(ticket, "replied", id=added, token=fresh, undo_s=hold_s)


@BLUEPRINT.post("/note")
def note(ticket: str) -> ResponseReturnValue:
    """Keep an internal note and tell whom it names."""
    form = request.form
    to = form.get("to", "")
    tickets.note(here.desk(), here.officer(), ticket, form.get("text", ""), to=to)
    return _done.on_ticket(ticket, "noted")


@BLUEPRINT.post("/draft")
def draft(ticket: str) -> ResponseReturnValue:
    """Keep what is typed so far."""
    tickets.keep_draft(here.desk(), here.officer(), ticket, request.form.get("text", ""))
    return "", 204


@BLUEPRINT.post("/undo")
def undo(ticket: str) -> ResponseReturnValue:
    """Take an own reply back; its text becomes the draft again. 409 when it has begun to leave."""
    if not tickets.undo(here.desk(), here.officer(), ticket, request.form.get("message", "")):
        raise Taken("sending")
    return _done.on_ticket(ticket, "undone")


@BLUEPRINT.post("/send-again")
def send_again(ticket: str) -> ResponseReturnValue:
    """Send a failed message once more."""
    done = tickets.send_again(here.desk(), here.officer(), ticket, request.form.get("message", ""))
    return _done.on_ticket(ticket, "sent_again" if done else "not_failed")


@BLUEPRINT.post("/count")
def count(ticket: str) -> ResponseReturnValue:
    """What the text would cost on this channel, in words."""
    text = request.form.get("text", "")[: tickets.LONGEST_REPLY]
    cost = wording.count(here.desk(), request.form.get("channel", ""), text)
    said = t("cost", n=cost.messages, units=cost.units, rupiah=f"{cost.rupiah:,}".replace(",", "."))
    dear = t("cost_dear", signs=" ".join(cost.culprits[:5])) if cost.encoding == "ucs2" else ""
    return jsonify(words=said, dear=dear)
