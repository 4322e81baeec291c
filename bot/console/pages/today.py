"""The supervisor's start page: what waits, what was asked, how fast and how well it was answered."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from bot.console import here
from bot.console.page import Page
from bot.desk import figures
from bot.model.officer import AUDIT

BLUEPRINT = Blueprint("today", __name__, url_prefix="/console/hari-ini")
PAGE = Page(BLUEPRINT, "menu_today", AUDIT, place=2)
PERIODS = (1, 7, 30)


@BLUEPRINT.get("")
def show() -> str:
    """The figures of today, or of the last days."""
    asked = request.args.get("days", 1, type=int)
    days = asked if asked in PERIODS else 1
    found = figures.of_days(here.desk(), here.officer(), days)
    most = max((n for _, n in found.topics), default=0)
    return render_template(
        "today.html", figures=found, days=days, periods=PERIODS, most=most, peak=max(found.hours)
    )
