"""The audit log: who did what and when, newest first."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from bot.console import here
from bot.console.page import Page
from bot.desk import officers, reading
from bot.model.officer import AUDIT

BLUEPRINT = Blueprint("audit", __name__, url_prefix="/console/audit")
PAGE = Page(BLUEPRINT, "menu_audit", AUDIT, place=7)
LIMIT = 100
NEWEST = 2**53


@BLUEPRINT.get("")
def show() -> str:
    """A stretch of the log, narrowed by officer and act."""
    desk, args = here.desk(), request.args
    actor, what = args.get("actor", ""), args.get("what", "")
    before = args.get("before", NEWEST, type=int)
    rows = reading.search_audit(
        desk, here.officer(), actor=actor, what=what, limit=LIMIT, before=min(before, NEWEST)
    )
    everyone = officers.everyone(desk)
    return render_template(
        "audit.html",
        rows=rows,
        everyone=everyone,
        names={one.id: one.name for one in everyone},
        actor=actor,
        what=what,
        older=rows[-1]["seq"] if len(rows) == LIMIT else None,
    )
