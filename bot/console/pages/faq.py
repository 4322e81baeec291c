"""The catalogue's state: what is in force, which edit waits or was refused, what was before."""

from __future__ import annotations

from flask import Blueprint, render_template

from bot.console import here
from bot.console.page import Page
from bot.desk import faq, officers
from bot.model.officer import READ

BLUEPRINT = Blueprint("faq", __name__, url_prefix="/console/faq")
PAGE = Page(BLUEPRINT, "menu_faq", READ, place=5)


@BLUEPRINT.get("")
def show() -> str:
    """The state and the history."""
    desk = here.desk()
    return render_template(
        "faq.html",
        faq=faq.state(desk),
        history=faq.history(desk),
        names={one.id: one.name for one in officers.everyone(desk)},
        problems=(),
    )
