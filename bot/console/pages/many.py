"""Acts on several tickets at once: assign, set aside, or one reply that is previewed first."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from bot.console import here
from bot.console.page import Page
from bot.console.pages import _done, _snooze
from bot.console.words import t, word
from bot.desk import many
from bot.errors import BadInput, Outdated, Taken, TanyaError
from bot.model.officer import ANSWER

BLUEPRINT = Blueprint("many", __name__, url_prefix="/console/beberapa")
PAGE = Page(BLUEPRINT, "", ANSWER)
FROM = {"waiting", "mine", "all"}  # views of the queue in which several can be chosen


@BLUEPRINT.post("/assign")
def assign() -> ResponseReturnValue:
    """Give all of them to one officer."""
    to = request.form.get("to", "")
    return _told(many.assign(here.desk(), here.officer(), _chosen(), to))


@BLUEPRINT.post("/snooze")
def snooze() -> ResponseReturnValue:
    """Set all of them aside."""
    until = _snooze.until(here.desk(), request.form.get("until", ""), "")
    reason = request.form.get("reason", "")
    return _told(many.snooze(here.desk(), here.officer(), _chosen(), until, reason))


@BLUEPRINT.post("/preview")
def preview() -> ResponseReturnValue:
    """What would be said, and to whom: nothing is sent yet."""
    text, chosen = request.form.get("text", "").strip(), _chosen()
    if not text or not 0 < len(chosen) <= many.MOST:
        raise BadInput(f"write a reply and choose between 1 and {many.MOST} tickets")
    faces = many.faces(here.desk(), chosen)
    return render_template(
        "many.html", faces=faces, text=text, token=secrets.token_urlsafe(24), refused=None
    )


@BLUEPRINT.post("/reply")
def reply() -> ResponseReturnValue:
    """Say it to all of them that the officer holds."""
    form = request.form
    text, token = form.get("text", ""), form.get("token", "")
    return _told(many.reply(here.desk(), here.officer(), _chosen(), text, token))


def _chosen() -> list[str]:
    return request.form.getlist("ticket")


def _told(refused: Mapping[str, TanyaError]) -> ResponseReturnValue:
    """Back to the view one came from, or the list of those that refused."""
    if not refused:
        view = request.form.get("view", "")
        return _done.in_queue("", "many", view if view in FROM else "mine")
    chosen = _chosen()
    told = [(row, _why(refused[row["id"]])) for row in many.faces(here.desk(), list(refused))]
    page = render_template("many.html", refused=told, count=len(refused), all=len(chosen))
    return page, 409


def _why(error: TanyaError) -> str:
    if isinstance(error, Taken):
        return t("many_taken", who=word("state", error.winner))
    return t("many_moved" if isinstance(error, Outdated) else "fault_400")
