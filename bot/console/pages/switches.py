"""Switches and notices: stop the bot, withdraw a family or an entry, announce a fault or closure."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import here
from bot.console.page import Page
from bot.console.pages import _done
from bot.desk import officers, reading, switches
from bot.model.officer import STEER

BLUEPRINT = Blueprint("switches", __name__, url_prefix="/console/sakelar")
PAGE = Page(BLUEPRINT, "menu_switches", STEER, place=3)
HOURS = ("1", "4", "8", "24", "72")


@BLUEPRINT.get("")
def show() -> str:
    """What is in force, and the two forms."""
    desk, language = here.desk(), here.officer().language
    return render_template(
        "switches.html",
        now=switches.in_force(desk),
        families=switches.families(desk, language),
        entries=sorted(reading.titles(desk, language).items(), key=lambda pair: pair[1]),
        names=officers.names(desk),
        hours=HOURS,
        longest=switches.LONGEST_NOTICE,
    )


@BLUEPRINT.post("/withdraw")
def withdraw() -> ResponseReturnValue:
    """Hand over at once instead of answering."""
    form = request.form
    switches.withdraw(
        here.desk(), here.officer(), form.get("target", ""), form.get("reason", ""), _done.hours()
    )
    return _back("withdrawn")


@BLUEPRINT.post("/announce")
def announce() -> ResponseReturnValue:
    """Tell citizens of a fault or closure."""
    form = request.form
    switches.announce(
        here.desk(), here.officer(), form.get("family", ""), form.get("text", ""), _done.hours()
    )
    return _back("announced")


@BLUEPRINT.post("/end")
def end() -> ResponseReturnValue:
    """End a switch or a notice."""
    switches.end(here.desk(), here.officer(), request.form.get("which", ""))
    return _back("ended")


def _back(told: str) -> ResponseReturnValue:
    return redirect(url_for("switches.show", told=told), 303)
