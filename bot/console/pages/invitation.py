"""The one-time link of an invitation: choose a password, once, within half an hour."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import here
from bot.console.page import PUBLIC, Page
from bot.desk import credentials, officers
from bot.errors import BadInput

BLUEPRINT = Blueprint("invitation", __name__, url_prefix="/console/undangan")
PAGE = Page(BLUEPRINT, "", PUBLIC)


@BLUEPRINT.get("/<token>")
def show(token: str) -> str:
    """The form. Whether the link is good shows only when it is used, so that looking costs nothing."""
    return _form("")


@BLUEPRINT.post("/<token>")
def accept(token: str) -> ResponseReturnValue:
    """Set the password; NotFound for a link that is unknown, used or over."""
    new = request.form.get("new", "")
    if new != request.form.get("again", ""):
        return _form("different"), 400
    try:
        credentials.accept(here.desk(), token, new)
    except BadInput:
        return _form("weak"), 400
    return redirect(url_for("signin.show", told="invited"), 303)


def _form(wrong: str) -> str:
    return render_template("invitation.html", wrong=wrong, shortest=officers.SHORTEST_PASSWORD)
