"""/privasi: the full privacy text, for everybody."""

from __future__ import annotations

from flask import Blueprint, render_template

from bot.console import here
from bot.console.page import PUBLIC, Page
from bot.console.words import language
from bot.desk import wording

BLUEPRINT = Blueprint("privacy", __name__)
PAGE = Page(BLUEPRINT, "", PUBLIC)


@BLUEPRINT.get("/privasi")
def show() -> str:
    """Each paragraph under its own first words."""
    paragraphs = wording.privacy(here.desk(), language())
    return render_template("privacy.html", paragraphs=[_headed(text) for _, text in paragraphs])


def _headed(text: str) -> tuple[str, str]:
    """The first sentence is the heading, as the text itself is written."""
    heading, _, rest = text.partition(". ")
    return heading, rest
