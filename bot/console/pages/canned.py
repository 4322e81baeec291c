"""Canned answers: what officers insert with a slash."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import here
from bot.console.page import Page
from bot.desk import canned
from bot.model.officer import STEER

BLUEPRINT = Blueprint("canned", __name__, url_prefix="/console/jawaban")
PAGE = Page(BLUEPRINT, "menu_canned", STEER, place=4)


@BLUEPRINT.get("")
def show() -> str:
    """All of them, and the form for a new one."""
    rows = canned.everything(here.desk())
    return render_template("canned.html", rows=rows, longest=canned.LONGEST)


@BLUEPRINT.post("/add")
def add() -> ResponseReturnValue:
    """Keep a new one."""
    form = request.form
    canned.add(here.desk(), here.officer(), form.get("title", ""), form.get("text", ""))
    return redirect(url_for("canned.show", told="canned_added"), 303)


@BLUEPRINT.post("/remove")
def remove() -> ResponseReturnValue:
    """Take one away."""
    canned.remove(here.desk(), here.officer(), request.form.get("canned", ""))
    return redirect(url_for("canned.show", told="canned_removed"), 303)
