"""The one-time link of an invitation: choose a password, once, within half an hour."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import here
from bot.console.page import PUBLIC, Page
from bot.desk import credentials, officers
from bot.errors import BadInput, NotFound

BLUEPRINT = Blueprint("invitation", __name__, url_prefix="/console/undangan")
PAGE = Page(BLUEPRINT, "", PUBLIC)


@BLUEPRINT.get("/<token>")
def show(token: str) -> ResponseReturnValue:
    """The form, or that the link is used or over. Looking uses nothing up."""
    return _form("") if credentials.is_invited(here.desk(), token) else (_form("over"), 404)


@BLUEPRINT.post("/<token>")
def accept(token: str) -> ResponseReturnValue:
    """Set the password, while the link is good."""
    new = request.form.get("new", "")
    if new != request.form.get("again", ""):
        return _form("different"), 400
    try:
        credentials.accept(here.desk(), token, new)
    except BadInput:
        return _form("weak"), 400
    except NotFound:
        return _form("over"), 404
    return redirect(url_for("signin.show", told="invited"), 303)


def _form(wrong: str) -> str:
    return render_template("invitation.html", wrong=wrong, shortest=officers.SHORTEST_PASSWORD)
