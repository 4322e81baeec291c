"""The publish button: an edit that waits goes into force."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import here
from bot.console.page import Page
from bot.desk import faq
from bot.errors import BadFaq
from bot.model.officer import ADMIN

BLUEPRINT = Blueprint("faq_publish", __name__, url_prefix="/console/faq")
PAGE = Page(BLUEPRINT, "", ADMIN)


@BLUEPRINT.post("/publish")
def publish() -> ResponseReturnValue:
    """Put the files as they are now in force; what is wrong with them stands on the page."""
    try:
        faq.publish_by(here.desk(), here.officer(), request.form.get("why", "")[:200])
    except BadFaq:
        return redirect(url_for("faq.show", told="not_published"), 303)
    return redirect(url_for("faq.show", told="published"), 303)
