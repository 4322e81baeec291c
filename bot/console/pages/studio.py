"""The studio's entries: the list with its filters, one entry, a new one, the preview. Saves nothing."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from bot.console import here
from bot.console.page import Page
from bot.console.pages import _chart, _entry_form, _studio
from bot.console.pages._studio import Sheet
from bot.desk import insight, listing, previewing, studio, versions
from bot.errors import NotFound
from bot.model.officer import READ

BLUEPRINT = Blueprint("studio", __name__, url_prefix="/console/studio")
PAGE = Page(BLUEPRINT, "menu_faq", READ, place=5)


@BLUEPRINT.get("")
def show() -> str:
    """The list of entries."""
    args = request.args
    asked = listing.Filter(args.get("q", ""), args.get("family", ""), args.get("status", ""))
    return _studio.render_list(asked)


@BLUEPRINT.get("/entri/<name>")
def entry(name: str) -> str:
    """One entry: its form, phones, wordings."""
    page = studio.open_entry(here.desk(), name)
    return _studio.render_entry_page(Sheet(page.entry.family, page.fields, page.base, page))


@BLUEPRINT.get("/entri/<name>/angka")
def figures(name: str) -> str:
    """What became of the entry's answers, and the versions in which it became another."""
    desk = here.desk()
    page, told = studio.open_entry(desk, name), insight.of_entry(desk, name)
    return _studio.render(
        "studio_figures.html",
        entry=page.entry,
        insight=told,
        chart=_chart.of_weeks(told.weeks),
        history=versions.history_of(desk, page.entry.family, name),
    )


@BLUEPRINT.get("/baru")
def new() -> str:
    """The form of a new entry."""
    desk, args = here.desk(), request.args
    families = listing.families(desk)
    family = args.get("family", "") or next(iter(families))
    if family not in families:
        raise NotFound(f"family {family}")
    fields = studio.blank(desk, question=args.get("question", ""), answer=args.get("answer", ""))
    return _studio.render_entry_page(Sheet(family, fields, ""))


@BLUEPRINT.post("/pratinjau")
def preview() -> str:
    """Both phones of the entry as it is typed now; nothing is kept."""
    form = request.form
    language = form.get("language", "id")
    fields = {"id": "baru", **_entry_form.fields_of(form)}
    shown = previewing.preview(here.desk(), form.get("family", ""), fields, language)
    return render_template("studio_preview.html", preview=shown, language_shown=language)
