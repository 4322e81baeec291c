"""Search over everything that was said. The words travel in a form, so that none stands in an address."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from bot.console import here
from bot.console.page import Page
from bot.desk import searching
from bot.model.officer import READ

BLUEPRINT = Blueprint("search", __name__, url_prefix="/console/cari")
PAGE = Page(BLUEPRINT, "menu_search", READ, place=1)


@BLUEPRINT.get("")
def show() -> str:
    """The empty form."""
    return render_template("search.html", text="", hits=None)


@BLUEPRINT.post("")
def find() -> str:
    """What was found; the search is kept in the audit, its words are not."""
    text = request.form.get("text", "")
    hits = searching.find(here.desk(), here.officer(), text)
    return render_template("search.html", text=text, hits=hits)
