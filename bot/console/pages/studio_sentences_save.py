"""Saving a fixed sentence of the bot: supervisors propose, admins write."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import here
from bot.console.page import Page
from bot.console.pages import _studio
from bot.desk import merging, proposing, sentences, studio
from bot.errors import BadFaq, BadInput, Conflict
from bot.model.officer import STEER

BLUEPRINT = Blueprint("studio_sentences_save", __name__, url_prefix="/console/studio/kalimat")
PAGE = Page(BLUEPRINT, "", STEER)


@BLUEPRINT.post("/<sentence>")
def save(sentence: str) -> ResponseReturnValue:
    """Write other words; 409 with the difference when somebody else was faster."""
    desk, officer, form = here.desk(), here.officer(), request.form
    base, proposal = form.get("base", ""), form.get("proposal", "")
    told = {name: form.get(name, "").strip() for name in studio.LANGUAGES}
    yours = {name: "\n".join(text.splitlines()) for name, text in told.items()}
    try:
        digest = sentences.change_sentence(desk, officer, sentence, base, yours)
    except Conflict as error:
        theirs, page = studio.base_of(dict(error.theirs)), sentences.open_sentence(desk, sentence)
        page = replace(page, fields=merging.merged(error), base=theirs)
        return _studio.render_sentence(page, conflict=error), HTTPStatus.CONFLICT
    except (BadFaq, BadInput) as error:
        page = replace(sentences.open_sentence(desk, sentence), fields=yours, base=base)
        problems = _studio.problems_of(error)
        return _studio.render_sentence(page, problems=problems), HTTPStatus.BAD_REQUEST
    if proposal:
        proposing.take(desk, officer, proposal)
    if not digest:
        return redirect(url_for("studio_sentences.show", told="nothing_changed"), 303)
    if not officer.may("admin"):
        return redirect(url_for("studio_sentences.show", told="edit_proposed"), 303)
    return redirect(url_for("studio_versions.show", told="entry_saved"), 303)
