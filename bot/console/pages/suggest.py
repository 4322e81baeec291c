"""Texts to insert into a reply: likely entries, canned answers, past replies; what the FAQ should learn."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from bot.console import here
from bot.console.page import Page
from bot.console.pages import _done
from bot.desk import suggesting
from bot.model.officer import ANSWER

BLUEPRINT = Blueprint("suggest", __name__, url_prefix="/console/tickets/<ticket>")
PAGE = Page(BLUEPRINT, "", ANSWER)


@BLUEPRINT.post("/suggest")
def suggest(ticket: str) -> Response:
    """Answers that hold the typed words; without words those that fit the citizen's last ones."""
    desk, words = here.desk(), request.form.get("text", "").strip()
    found = [] if words else suggesting.for_ticket(desk, ticket)
    seen = {one.ref for one in found}
    hits = suggesting.search(desk, here.officer(), ticket, words)
    found += [one for one in hits if one.ref not in seen]
    return jsonify(found=[asdict(one) for one in found[: suggesting.MOST]])


@BLUEPRINT.post("/judge")
def judge(ticket: str) -> ResponseReturnValue:
    """An answer of the bot was right, wrong, or its entry is missing."""
    form = request.form
    suggesting.judge(
        here.desk(),
        here.officer(),
        form.get("message", ""),
        form.get("entry", ""),
        form.get("verdict", ""),
    )
    return _done.on_ticket(ticket, "judged")


@BLUEPRINT.post("/propose")
def propose(ticket: str) -> ResponseReturnValue:
    """A question and its answer for the admins of the FAQ."""
    form = request.form
    proposal = suggesting.Proposal(
        form.get("kind", ""),
        form.get("entry", ""),
        form.get("question", ""),
        form.get("answer", ""),
    )
    suggesting.propose(here.desk(), here.officer(), ticket, proposal)
    return _done.on_ticket(ticket, "proposed")
