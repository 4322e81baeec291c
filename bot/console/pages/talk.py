"""One talk that an officer found, to read only: most never become a ticket."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from bot.console import here
from bot.console.page import Page
from bot.desk import reading, talks
from bot.desk.transcript import Stretch
from bot.model.officer import READ

BLUEPRINT = Blueprint("talk", __name__, url_prefix="/console/percakapan")
PAGE = Page(BLUEPRINT, "", READ)


@BLUEPRINT.get("/<talk>")
def show(talk: str) -> str:
    """What was said; a page that refreshes itself proves by its key that it was opened before."""
    desk = here.desk()
    since = reading.last_event(desk)
    stretch = Stretch(request.args.get("before", ""), request.args.get("m", ""))
    page = talks.open_talk(desk, here.officer(), talk, stretch, again=here.looks_again(talk))
    return render_template(
        "talk.html",
        page=page,
        ticket=None,
        key=here.look(talk),
        since=since,
        elsewhere=bool(stretch.before or stretch.message),
    )
