"""The bare address: on to the phone where the product is only tried, else to the console."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from bot.console import here
from bot.console.page import PUBLIC, Page

BLUEPRINT = Blueprint("home", __name__)
PAGE = Page(BLUEPRINT, "", PUBLIC)


@BLUEPRINT.get("/")
def show() -> ResponseReturnValue:
    """Go where there is something to see."""
    provider = here.desk().settings.has_provider
    return redirect(url_for("queue.show" if provider else "simulator.show"), 303)
