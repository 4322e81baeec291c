"""Proposals of officers and supervisors: carry one out in its form, or decline it."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from bot.console import here, parts
from bot.console.page import Page
from bot.console.pages import _studio
from bot.console.pages._studio import Sheet
from bot.desk import freshness, insight, learning, listing, proposing, sentences, studio
from bot.model.officer import STEER

BLUEPRINT = Blueprint("studio_proposals", __name__, url_prefix="/console/studio/usulan")
PAGE = Page(BLUEPRINT, "", STEER)


@BLUEPRINT.get("")
def show() -> str:
    """Open proposals, oldest first."""
    desk = here.desk()
    titles = insight.titles(desk, here.officer().language)
    found = proposing.listing(desk)
    rows = [(one, parts.changes(proposing.standing(desk, one), one.changes)) for one in found]
    return _studio.render("studio_proposals.html", rows=rows, titles=titles)


@BLUEPRINT.get("/<proposal>")
def open_form(proposal: str) -> str:
    """The form that carries a proposal out: a person reads and edits it before anything is saved."""
    desk, one = here.desk(), proposing.one(here.desk(), proposal)
    if one.kind == "edit":
        page = studio.open_entry(desk, one.entry)
        fields = {**page.fields, **one.changes}
        return _studio.render_entry_page(
            Sheet(page.entry.family, fields, page.base, page, proposal=one.id)
        )
    if one.kind == "fact":
        fact = freshness.open_fact(desk, one.entry)
        changed = replace(fact, fields={**fact.fields, **one.changes})
        return _studio.render_fact(changed, proposal=one.id)
    if one.kind == "sentence":
        sentence = sentences.open_sentence(desk, one.entry)
        changes = {name: text or "" for name, text in one.changes.items()}  # None: taken out
        told = replace(sentence, fields={**sentence.fields, **changes})
        return _studio.render_sentence(told, proposal=one.id)
    if one.kind in {"entry", "new"}:
        return _studio.render_entry_page(_new(one))
    texts = [text for found in one.changes.get("phrases", {}).values() for text in found]
    texts += one.changes.get("questions", [])
    return _studio.render_lesson(one.entry, texts or [one.question], proposal=one.id)


@BLUEPRINT.post("/<proposal>/tolak")
def decline(proposal: str) -> ResponseReturnValue:
    """Not carried out."""
    proposing.decline(here.desk(), here.officer(), proposal)
    return redirect(url_for("studio_proposals.show", told="declined"), 303)


def _new(one: proposing.Open) -> Sheet:
    desk = here.desk()
    families = listing.families(desk)
    family = str(one.changes.get("family", "")) or next(iter(families))
    fields = studio.blank(desk, answer=one.answer)
    if one.question:
        fields["phrases"] = {learning.register_of(one.question): [one.question]}
    changes = {name: value for name, value in one.changes.items() if name != "family"}
    return Sheet(family, {**fields, **changes}, "", proposal=one.id)
