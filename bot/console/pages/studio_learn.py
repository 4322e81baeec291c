"""What was not understood, grouped: add it as wordings, make an entry of it, set it aside."""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from bot.console import here
from bot.console.page import Page
from bot.console.pages import _entry_form, _studio
from bot.console.pages._studio import Sheet
from bot.desk import insight, learning, listing, proposing, studio
from bot.errors import BadFaq, BadInput
from bot.model.officer import STEER

BLUEPRINT = Blueprint("studio_learn", __name__, url_prefix="/console/studio/belajar")
PAGE = Page(BLUEPRINT, "", STEER)
PERIODS = (7, 30, 90)
GROUPS, ALONE = 30, 100  # shown at once: what is dealt with makes room for the rest


@BLUEPRINT.get("")
def show() -> str:
    """Groups of a period, and what stands alone."""
    days = request.args.get("days", 30, type=int)
    days = days if days in PERIODS else 30
    found = learning.of_period(here.desk(), here.officer(), days)
    return _studio.render(
        "studio_learn.html",
        found=found,
        groups=found.groups[:GROUPS],
        alone=found.alone[:ALONE],
        days=days,
        periods=PERIODS,
        titles=_titles(),
    )


@BLUEPRINT.post("/kalimat")
def form() -> str:
    """The form in which chosen questions become wordings: nothing is learnt by coming here."""
    return _studio.render_lesson(
        request.form.get("entry", ""), request.form.getlist("question"), proposal=""
    )


@BLUEPRINT.post("/tambah")
def teach() -> ResponseReturnValue:
    """Add what a person has edited and confirmed."""
    form, desk = request.form, here.desk()
    entry, proposal = form.get("entry", ""), form.get("proposal", "")
    rows = list(zip(form.getlist("text"), form.getlist("use"), strict=False))
    try:
        digest = learning.teach(desk, here.officer(), entry, _lesson(rows), sure="sure" in form)
    except (BadInput, BadFaq) as error:
        problems = _studio.problems_of(error)
        texts, uses = [text for text, _ in rows], [use for _, use in rows]
        page = _studio.render_lesson(entry, texts, proposal=proposal, uses=uses, problems=problems)
        return page, HTTPStatus.BAD_REQUEST
    if proposal:
        proposing.take(desk, here.officer(), proposal)
    if not digest:
        return redirect(url_for("studio_learn.show", told="nothing_changed"), 303)
    if not here.officer().may("admin"):
        return redirect(url_for("studio_learn.show", told="edit_proposed"), 303)
    return redirect(url_for("studio_versions.show", told="entry_saved"), 303)


@BLUEPRINT.post("/entri")
def entry() -> str:
    """A new entry from chosen questions, drafted with the officer's own answer."""
    form, desk = request.form, here.desk()
    fields = studio.blank(desk, answer=form.get("reply", "").strip())
    phrases: dict[str, list[str]] = {}
    for text in form.getlist("question"):
        phrases.setdefault(learning.register_of(text), []).append(text)
    families = listing.families(desk)
    family = form.get("family", "") if form.get("family", "") in families else next(iter(families))
    return _studio.render_entry_page(Sheet(family, fields | {"phrases": phrases}, ""))


@BLUEPRINT.post("/sisihkan")
def set_aside() -> ResponseReturnValue:
    """These are not offered again."""
    learning.set_aside(here.desk(), here.officer(), request.form.getlist("key"))
    return redirect(url_for("studio_learn.show", told="set_aside"), 303)


def _lesson(rows: list[tuple[str, str]]) -> learning.Lesson:
    phrases: dict[str, list[str]] = {}
    for text, use in rows:
        if use in learning.REGISTERS:
            phrases.setdefault(use, []).extend(_entry_form.lines(text))
    tests = [line for text, use in rows if use == "test" for line in _entry_form.lines(text)]
    return learning.Lesson(phrases, tests)


def _titles() -> dict[str, str]:
    return insight.titles(here.desk(), here.officer().language)
