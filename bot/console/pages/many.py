"""Acts on several tickets at once: assign, set aside, or one reply that is previewed first."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from bot.console import here
from bot.console.page import Page
from bot.console.pages import _done, _snooze
from bot.desk import many
from bot.model.officer import ANSWER

BLUEPRINT = Blueprint("many", __name__, url_prefix="/console/beberapa")
PAGE = Page(BLUEPRINT, "", ANSWER)


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
def preview() -> str:
    """What would be said, and to how many: nothing is sent yet."""
    return render_template(
        "many.html",
        chosen=_chosen(),
        text=request.form.get("text", ""),
        token=secrets.token_urlsafe(24),
        refused=None,
    )


@BLUEPRINT.post("/reply")
def reply() -> ResponseReturnValue:
    """Say it to all of them that the officer holds."""
    form = request.form
    text, token = form.get("text", ""), form.get("token", "")
    return _told(many.reply(here.desk(), here.officer(), _chosen(), text, token))


def _chosen() -> list[str]:
    return request.form.getlist("ticket")


def _told(refused: Mapping[str, str]) -> ResponseReturnValue:
    """Back to the queue, or the list of those that refused."""
    if not refused:
        return _done.in_queue("", "many", "mine")
    return render_template("many.html", chosen=_chosen(), text="", token="", refused=refused), 409
