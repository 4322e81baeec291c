"""Saving in the studio: an entry, a new one, one less. Supervisors propose, admins write."""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import here
from bot.console.page import Page
from bot.console.pages import _entry_form
from bot.console.pages._studio import Sheet, problems_of, render_entry_page, render_list
from bot.desk import merging, proposing, studio
from bot.desk.listing import Filter
from bot.errors import BadFaq, BadInput, Conflict, Duplicate
from bot.model.officer import STEER

BLUEPRINT = Blueprint("studio_save", __name__, url_prefix="/console/studio")
PAGE = Page(BLUEPRINT, "", STEER)


@BLUEPRINT.post("/entri/<name>")
def save(name: str) -> ResponseReturnValue:
    """Write what was changed; 409 with the difference when somebody else was faster."""
    desk, form = here.desk(), request.form
    base, family = form.get("base", ""), form.get("family", "")
    yours = {**_entry_form.fields_of(form), "id": name}
    try:
        digest = studio.save(desk, here.officer(), name, base, yours)
    except Conflict as error:
        return _forestalled(name, error)
    except (BadFaq, BadInput) as error:
        sheet = Sheet(family, yours, base, studio.open_entry(desk, name), problems_of(error))
        return render_entry_page(sheet), HTTPStatus.BAD_REQUEST
    return _done(digest, name)


@BLUEPRINT.post("/baru")
def create() -> ResponseReturnValue:
    """Add an entry; what cannot be accepted stays in the form."""
    form = request.form
    family, fields = form.get("family", ""), _entry_form.fields_of(form)
    try:
        digest = studio.create(here.desk(), here.officer(), family, fields)
    except (BadFaq, BadInput, Duplicate) as error:
        sheet = Sheet(family, fields, "", problems=problems_of(error))
        return render_entry_page(sheet), HTTPStatus.BAD_REQUEST
    return _done(digest, str(fields.get("id", "")))


@BLUEPRINT.post("/rumpun")
def add_family() -> ResponseReturnValue:
    """Add a family; what cannot be accepted is told above the list."""
    form = request.form
    words = {name: form.get(name, "").strip() for name in studio.LANGUAGES}
    told = {name: text for name, text in words.items() if text}
    try:
        studio.add_family(here.desk(), here.officer(), form.get("key", "").strip(), told)
    except (BadFaq, BadInput, Duplicate) as error:
        return render_list(Filter(), problems_of(error)), HTTPStatus.BAD_REQUEST
    return redirect(url_for("studio_versions.show", told="family_added"), 303)


@BLUEPRINT.post("/entri/<name>/hapus")
def remove(name: str) -> ResponseReturnValue:
    """Take an entry out; it waits for the button like every other edit."""
    try:
        studio.remove(here.desk(), here.officer(), name, request.form.get("base", ""))
    except Conflict as error:
        return _forestalled(name, error)
    return redirect(url_for("studio_versions.show", told="entry_removed"), 303)


def _forestalled(name: str, error: Conflict) -> ResponseReturnValue:
    """409: the entry as the other one left it, with your changes in it, and where you differ."""
    page, theirs = studio.open_entry(here.desk(), name), studio.base_of(dict(error.theirs))
    sheet = Sheet(page.entry.family, merging.merged(error), theirs, page, conflict=error)
    return render_entry_page(sheet), HTTPStatus.CONFLICT


def _done(digest: str, name: str) -> ResponseReturnValue:
    if proposal := request.form.get("proposal", ""):
        proposing.take(here.desk(), here.officer(), proposal)
    if not digest:
        return redirect(url_for("studio.entry", name=name, told="nothing_changed"), 303)
    if not here.officer().may("admin"):
        return redirect(url_for("studio.show", told="edit_proposed"), 303)
    return redirect(url_for("studio_versions.show", told="entry_saved"), 303)
