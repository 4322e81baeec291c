"""The queue: who waits, most urgent first; one's own tickets; all; the resolved ones."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from bot.console import here
from bot.console.page import Page
from bot.console.pages import _snooze
from bot.desk import many, officers, reading
from bot.errors import NotFound
from bot.model.officer import ANSWER, READ

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
    rows, counts = reading.look_at_queue(desk, officer, view, page)
    return render_template(
        "queue.html",
        view=view,
        views=VIEWS,
        page=page,
        rows=rows,
        more=len(rows) == reading.PAGE,
        counts={name: counts[column] for name, column in COUNTED.items()},
        closed=[row for row in rows if row["window_left_s"] == 0 and row["state"] != "resolved"],
        colleagues=[one for one in officers.everyone(desk) if one.may(ANSWER)],
        snoozes=_snooze.CHOICES,
        snooze_reasons=_snooze.REASONS,
        most=many.MOST,
        titles=reading.titles(desk, officer.language),
        since=since,
    )
