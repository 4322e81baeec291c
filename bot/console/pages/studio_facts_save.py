"""Changing facts and signing off: supervisors propose a value, admins write and sign."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import here
from bot.console.page import Page
from bot.console.pages import _studio
from bot.desk import freshness, merging, proposing, studio
from bot.errors import BadFaq, BadInput, Conflict, Duplicate
from bot.model.officer import STEER

BLUEPRINT = Blueprint("studio_facts_save", __name__, url_prefix="/console/studio/fakta")
PAGE = Page(BLUEPRINT, "", STEER)
ORIGIN = ("source", "as_of", "review_by", "owner")


@BLUEPRINT.post("/<key>")
def change(key: str) -> ResponseReturnValue:
    """Write another value; every answer that cites it changes with it."""
    desk, form = here.desk(), request.form
    yours = _fields()
    try:
        digest = freshness.change_fact(desk, here.officer(), key, form.get("base", ""), yours)
    except Conflict as error:
        theirs = studio.base_of(dict(error.theirs))
        page = replace(freshness.open_fact(desk, key), fields=merging.merged(error), base=theirs)
        return _studio.render_fact(page, conflict=error), HTTPStatus.CONFLICT
    except (BadFaq, BadInput) as error:
        page = replace(freshness.open_fact(desk, key), fields=yours, base=form.get("base", ""))
        return _studio.render_fact(
            page, problems=_studio.problems_of(error)
        ), HTTPStatus.BAD_REQUEST
    if form.get("proposal"):
        proposing.take(desk, here.officer(), form["proposal"])
    if not digest:
        return redirect(url_for("studio_facts.show", told="nothing_changed"), 303)
    if not here.officer().may("admin"):
        return redirect(url_for("studio_facts.show", told="edit_proposed"), 303)
    return redirect(url_for("studio_versions.show", told="entry_saved"), 303)


@BLUEPRINT.post("/tanda-tangan")
def sign() -> ResponseReturnValue:
    """Sign what is ticked off."""
    form = request.form
    chosen, by, review = form.getlist("chosen"), form.get("by", ""), form.get("review_by", "")
    try:
        freshness.sign(here.desk(), here.officer(), chosen, by, review)
    except (BadInput, BadFaq) as error:
        problems = _studio.problems_of(error)
        return _studio.render_facts(form.get("status", "due"), problems), HTTPStatus.BAD_REQUEST
    return redirect(url_for("studio_versions.show", told="signed"), 303)


@BLUEPRINT.post("/baru")
def add() -> ResponseReturnValue:
    """Add a fact that texts may cite."""
    key = request.form.get("key", "").strip()
    try:
        freshness.add_fact(here.desk(), here.officer(), key, _fields())
    except (BadInput, BadFaq, Duplicate) as error:
        return _studio.render_facts("all", _studio.problems_of(error)), HTTPStatus.BAD_REQUEST
    return redirect(url_for("studio_versions.show", told="entry_saved"), 303)


def _fields() -> dict[str, studio.FieldValue]:
    """One text where both languages have the same, else one for each."""
    form = request.form
    words = {name: form.get(f"value.{name}", "").strip() for name in studio.LANGUAGES}
    told = {name: text for name, text in words.items() if text}
    fields: dict[str, studio.FieldValue] = {
        name: form[name].strip() for name in ORIGIN if name in form
    }
    if told.get("id"):
        fields["value"] = told if len(set(told.values())) > 1 else told["id"]
    return fields
