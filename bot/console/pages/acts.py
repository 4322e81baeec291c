"""What officers do with a ticket: claim, release, transfer, snooze, resolve, reopen, take the next."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from bot.console import here
from bot.console.page import Page
from bot.console.pages import _done, _snooze
from bot.desk import tickets
from bot.model.officer import ANSWER

BLUEPRINT = Blueprint("acts", __name__, url_prefix="/console")
PAGE = Page(BLUEPRINT, "", ANSWER)


@BLUEPRINT.post("/next")
def take_next() -> ResponseReturnValue:
    """Take the most urgent ticket that waits."""
    ticket = tickets.claim_next(here.desk(), here.officer())
    return _done.on_ticket(ticket, "claimed") if ticket else _done.in_queue("", "nobody_waits")


@BLUEPRINT.post("/tickets/<ticket>/claim")
def claim(ticket: str) -> ResponseReturnValue:
    """Take this one; 409 with the winner's name for who was slower."""
    tickets.claim(here.desk(), here.officer(), ticket)
    return _done.on_ticket(ticket, "claimed")


@BLUEPRINT.post("/tickets/<ticket>/release")
def release(ticket: str) -> ResponseReturnValue:
    """Back to the queue."""
    tickets.release(here.desk(), here.officer(), ticket)
    return _done.in_queue(ticket, "released")


@BLUEPRINT.post("/tickets/<ticket>/transfer")
def transfer(ticket: str) -> ResponseReturnValue:
    """To a colleague."""
    tickets.transfer(here.desk(), here.officer(), ticket, request.form.get("to", ""))
    return _done.on_ticket(ticket, "transferred")


@BLUEPRINT.post("/tickets/<ticket>/team")
def hand_to_team(ticket: str) -> ResponseReturnValue:
    """Back to the queue, for the colleagues of another topic."""
    tickets.hand_to_team(here.desk(), here.officer(), ticket, request.form.get("team", ""))
    return _done.in_queue(ticket, "handed_to_team")


@BLUEPRINT.post("/tickets/<ticket>/snooze")
def snooze(ticket: str) -> ResponseReturnValue:
    """Set aside for a while."""
    form, desk = request.form, here.desk()
    until = _snooze.until(desk, form.get("until", ""), form.get("at", ""))
    tickets.snooze(desk, here.officer(), ticket, until, form.get("reason", ""))
    return _done.in_queue(ticket, "snoozed", "mine")


@BLUEPRINT.post("/tickets/<ticket>/resolve")
def resolve(ticket: str) -> ResponseReturnValue:
    """Done; the citizen is told and asked for a rating."""
    tickets.resolve(here.desk(), here.officer(), ticket)
    return _done.in_queue(ticket, "resolved")


@BLUEPRINT.post("/tickets/<ticket>/reopen")
def reopen(ticket: str) -> ResponseReturnValue:
    """Let a resolved ticket wait again."""
    tickets.reopen(here.desk(), here.officer(), ticket)
    return _done.on_ticket(ticket, "reopened")
