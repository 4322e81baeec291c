"""Facts and review dates: what is due, one fact with all the answers that cite it. Changes nothing."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from bot.console import here
from bot.console.page import Page
from bot.console.pages import _studio
from bot.desk import freshness, insight
from bot.model.officer import READ

BLUEPRINT = Blueprint("studio_facts", __name__, url_prefix="/console/studio/fakta")
PAGE = Page(BLUEPRINT, "", READ)


@BLUEPRINT.get("")
def show() -> str:
    """What is due, not signed off, or everything."""
    status = request.args.get("status", "due")
    return _studio.render_facts(status if status in freshness.STATUSES else "due")


@BLUEPRINT.get("/<key>")
def fact(key: str) -> str:
    """One fact and the answers that cite it."""
    return _studio.render_fact(freshness.open_fact(here.desk(), key))


@BLUEPRINT.post("/<key>/pratinjau")
def preview(key: str) -> str:
    """The answers as they would be with the value that is typed; nothing is kept."""
    words = {name: request.form.get(f"value.{name}", "").strip() for name in ("id", "en")}
    return render_template(
        "studio_answers.html",
        answers=freshness.preview(here.desk(), key, words),
        titles=insight.titles(here.desk(), here.officer().language),
    )
