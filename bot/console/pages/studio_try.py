"""Try a question: what the bot would do, and why; with the version in force or the one that waits."""

from __future__ import annotations

from flask import Blueprint, request

from bot.console import here
from bot.console.page import Page
from bot.console.pages import _studio
from bot.desk import insight, questioning
from bot.model.officer import READ

BLUEPRINT = Blueprint("studio_try", __name__, url_prefix="/console/studio/coba")
PAGE = Page(BLUEPRINT, "", READ)
LONGEST = 600


@BLUEPRINT.get("")
def show() -> str:
    """The form."""
    return _page("", "", ())


@BLUEPRINT.post("")
def ask() -> str:
    """The answer, with the explanation; the question is not kept (so it is no part of an address)."""
    form = request.form
    text, previous = form.get("text", "").strip()[:LONGEST], form.get("previous", "")
    if not text:
        return _page(text, previous, ())
    tries = questioning.ask_all(here.desk(), text, previous, here.officer().language)
    return _page(text, previous, tries)


def _page(text: str, previous: str, tries: object) -> str:
    titles = insight.titles(here.desk(), here.officer().language)
    return _studio.render(
        "studio_try.html", text=text, previous=previous, tries=tries, titles=titles, longest=LONGEST
    )
