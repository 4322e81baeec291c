"""The catalogue's state: what is in force, what an edit changes before it is live, what was before."""

from __future__ import annotations

from flask import Blueprint, render_template

from bot.console import here
from bot.console.page import Page
from bot.console.pages import _studio
from bot.desk import faq, insight, officers, versions
from bot.model.officer import READ

BLUEPRINT = Blueprint("studio_versions", __name__, url_prefix="/console/faq")
PAGE = Page(BLUEPRINT, "", READ)


@BLUEPRINT.get("")
def show() -> str:
    """The state, the difference, and the history."""
    desk = here.desk()
    return _studio.render(
        "studio_publish.html",
        faq=faq.state(desk),
        history=faq.history(desk),
        names=officers.names(desk),
        titles=insight.titles(desk, here.officer().language),
    )


@BLUEPRINT.get("/beda/<before>/<after>")
def difference(before: str, after: str) -> str:
    """What differs between two versions."""
    desk = here.desk()
    return _studio.render(
        "studio_difference.html",
        before=before,
        after=after,
        changes=versions.compare(desk, before, after),
        titles=insight.titles(desk, here.officer().language),
    )


@BLUEPRINT.get("/laporan")
def report() -> str:
    """The part of the page that waits for the worker's report, for scripts."""
    desk = here.desk()
    return render_template(
        "studio_report.html",
        edition=versions.waiting(desk),
        titles=insight.titles(desk, here.officer().language),
        names=officers.names(desk),
        reason=_studio.reason,
    )
