"""What an admin decides about versions: publish what waits, throw it away, go back."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import here
from bot.console.page import Page
from bot.desk import versions
from bot.errors import BadFaq, BadInput, Outdated
from bot.model.officer import ADMIN

BLUEPRINT = Blueprint("studio_publish", __name__, url_prefix="/console/faq")
PAGE = Page(BLUEPRINT, "", ADMIN)
LONGEST = 200


@BLUEPRINT.post("/publish")
def publish() -> ResponseReturnValue:
    """Put exactly the edit that the page showed in force."""
    form = request.form
    try:
        versions.publish(here.desk(), here.officer(), form.get("hash", ""), _why())
    except Outdated:
        return _back("outdated")
    except BadInput:
        return _back("reason_needed")
    return _back("published")


@BLUEPRINT.post("/buang")
def discard() -> ResponseReturnValue:
    """Make the files again what is in force."""
    try:
        versions.discard(here.desk(), here.officer())
    except BadFaq:
        return _back("not_discarded")
    return _back("discarded")


@BLUEPRINT.post("/kembali")
def roll_back() -> ResponseReturnValue:
    """Put an earlier version in force."""
    when = versions.roll_back(here.desk(), here.officer(), request.form.get("version", ""), _why())
    return _back(f"rolled_back_{when}")


def _why() -> str:
    return request.form.get("why", "")[:LONGEST]


def _back(told: str) -> ResponseReturnValue:
    return redirect(url_for("studio_versions.show", told=told), 303)
