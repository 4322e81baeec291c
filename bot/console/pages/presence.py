"""Who is there: available or away; who else looks at a ticket or types in it."""

from __future__ import annotations

from flask import Blueprint, jsonify, redirect, request
from flask.typing import ResponseReturnValue

from bot.console import guard, here
from bot.console.page import Page
from bot.console.words import t
from bot.desk import presence
from bot.model.officer import ANSWER

BLUEPRINT = Blueprint("presence", __name__, url_prefix="/console")
PAGE = Page(BLUEPRINT, "", ANSWER)


@BLUEPRINT.post("/hadir")
def change() -> ResponseReturnValue:
    """Be available or away."""
    presence.set_presence(here.desk(), here.officer(), request.form.get("presence", ""))
    return redirect(guard.local(request.form.get("next", "/console/")), 303)


@BLUEPRINT.post("/tickets/<ticket>/gaze")
def gaze(ticket: str) -> ResponseReturnValue:
    """Tell that one looks here; in words, who else does."""
    typing = "typing" in request.form
    others = presence.gaze(here.desk(), here.officer(), ticket, typing=typing)
    told = [t("types" if row["typing"] else "looks", who=row["name"]) for row in others]
    return jsonify(words=" · ".join(told))
