"""The queue: who waits, most urgent first; one's own tickets; all; the resolved ones."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from flask import Blueprint, render_template, request

from bot.console import here
from bot.console.page import Page
from bot.console.pages import _snooze
from bot.desk import many, narrowing, officers, reading, switches
from bot.desk.narrowing import Asked
from bot.errors import NotFound
from bot.model.channel import CHANNELS
from bot.model.officer import ANSWER, READ, Officer

BLUEPRINT = Blueprint("queue", __name__, url_prefix="/console")
PAGE = Page(BLUEPRINT, "menu_queue", READ, place=0)
VIEWS = ("waiting", "mine", "all", "resolved")
COUNTED = {"waiting": "waiting", "mine": "mine", "all": "everything"}
LAST_PAGE = 10_000


@BLUEPRINT.get("/")
def show() -> str:
    """One view of the queue, a page of it."""
    desk, officer = here.desk(), here.officer()
    view = request.args.get("view", "waiting")
    if view not in VIEWS:
        raise NotFound(f"view {view}")
    page = min(max(request.args.get("page", 0, type=int), 0), LAST_PAGE)
    since = reading.last_event(desk)
    colleagues = [one for one in officers.everyone(desk) if one.may(ANSWER)]
    asked = narrowing.clean(desk, _asked(), view, colleagues)
    rows, found = reading.look_at_queue(desk, officer, view, page, asked)
    counts = {name: found[column] for name, column in COUNTED.items()}
    return render_template(
        "queue.html",
        view=view,
        views=VIEWS,
        page=page,
        rows=rows,
        more=len(rows) == reading.PAGE,
        counts=counts,
        closed=[row for row in rows if row["window_left_s"] == 0 and row["state"] != "resolved"],
        colleagues=colleagues,
        snoozes=_snooze.CHOICES,
        snooze_reasons=_snooze.REASONS,
        most=many.MOST,
        titles=reading.titles(desk, officer.language),
        since=since,
        **_narrowed(view, asked, officer, empty=not rows),
    )


def _asked() -> Asked:
    return Asked(**{one.name: request.args.get(one.name, "") for one in fields(Asked)})


def _narrowed(view: str, asked: Asked, officer: Officer, *, empty: bool) -> dict[str, Any]:
    """What the form and the line above the list need; of the resolved ones nobody counts all."""
    desk, given = here.desk(), asked.given()
    counted = given and view in COUNTED
    return {
        "asked": asked,
        "given": given,
        "left": narrowing.left(desk, officer, view, asked) if counted else None,
        "alone": narrowing.alone(desk, officer, view, asked) if counted and empty else {},
        "families": switches.families(desk, officer.language),
        "entries": narrowing.entries(desk, officer.language),
        "channels": tuple(CHANNELS),
        "own": view in narrowing.OWN,
    }
