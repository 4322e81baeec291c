"""The bot's fixed sentences: the list, one sentence. Changes nothing."""

from __future__ import annotations

from flask import Blueprint, request

from bot.console import here
from bot.console.page import Page
from bot.console.pages import _studio
from bot.desk import sentences
from bot.model.officer import READ

BLUEPRINT = Blueprint("studio_sentences", __name__, url_prefix="/console/studio/kalimat")
PAGE = Page(BLUEPRINT, "", READ)


@BLUEPRINT.get("")
def show() -> str:
    """All sentences, or those that hold the words."""
    words = request.args.get("q", "")[:100]
    found = sentences.listing(here.desk(), words)
    return _studio.render("studio_sentences.html", found=found, words=words)


@BLUEPRINT.get("/<sentence>")
def sentence(sentence: str) -> str:
    """One sentence in both languages."""
    return _studio.render_sentence(sentences.open_sentence(here.desk(), sentence))
