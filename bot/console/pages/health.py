"""The health of the house: alarms, sends, stopped lines, heartbeats, the last run of each job."""

from __future__ import annotations

import json

from flask import Blueprint, render_template

from bot.console import here
from bot.console.page import Page
from bot.desk import health
from bot.model.officer import READ

BLUEPRINT = Blueprint("health", __name__, url_prefix="/console/kesehatan")
PAGE = Page(BLUEPRINT, "menu_health", READ, place=6)


@BLUEPRINT.get("")
def show() -> str:
    """Everything at one look."""
    state = health.overview(here.desk())
    runs = [run | {"counts": json.loads(run["counts"] or "{}")} for run in state.runs]
    return render_template("health.html", state=state, runs=runs)
