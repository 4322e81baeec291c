"""In and out: question-answer pairs from a file with a preview, the whole catalogue to take away."""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from bot.catalogue import note
from bot.console import here
from bot.console.page import Page
from bot.console.pages import _studio
from bot.desk import exporting, importing, insight, listing
from bot.errors import BadFaq, BadInput, Duplicate, NotFound
from bot.model.officer import ADMIN

BLUEPRINT = Blueprint("studio_files", __name__, url_prefix="/console/studio/berkas")
PAGE = Page(BLUEPRINT, "", ADMIN, largest=2 * importing.LARGEST)
KINDS = {
    "zip": "application/zip",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "sqlite": "application/vnd.sqlite3",
}


@BLUEPRINT.get("")
def show() -> str:
    """Both forms."""
    return _page()


@BLUEPRINT.post("/lihat")
def look() -> ResponseReturnValue:
    """Show what the file would add; nothing is kept."""
    desk, family, file = here.desk(), request.form.get("family", ""), request.files.get("file")
    if file is None:
        return _page(
            problems=(note("choose_file").told(here.officer().language),)
        ), HTTPStatus.BAD_REQUEST
    try:
        pairs = importing.read_pairs(file.filename or "", file.stream.read(importing.LARGEST + 1))
        seen = importing.look(desk, family, pairs)
    except BadInput as error:
        return _page(problems=_studio.problems_of(error)), HTTPStatus.BAD_REQUEST
    return _page(family=family, seen=seen)


@BLUEPRINT.post("/masuk")
def take() -> ResponseReturnValue:
    """Add the rows that are ticked, as they were edited."""
    desk, form = here.desk(), request.form
    family = form.get("family", "")
    columns = [form.getlist(name) for name in ("question", "answer", "title", "id")]
    everything = [importing.Pair(*row) for row in zip(*columns, strict=False)]
    chosen = {int(number) for number in form.getlist("row") if number.isdigit()}
    pairs = [pair for number, pair in enumerate(everything) if number in chosen]
    try:
        importing.take(desk, here.officer(), family, pairs)
    except (BadFaq, BadInput, Duplicate, NotFound) as error:
        seen = importing.look(desk, family, everything)
        return _page(
            family=family, seen=seen, problems=_studio.problems_of(error)
        ), HTTPStatus.BAD_REQUEST
    return redirect(url_for("studio_versions.show", told="imported"), 303)


@BLUEPRINT.get("/<kind>")
def export(kind: str) -> Response:
    """Take the catalogue away."""
    if kind not in KINDS:
        raise NotFound(kind)
    data = exporting.export(here.desk(), here.officer(), kind)
    day = here.desk().local().date().isoformat()
    end = "db" if kind == "sqlite" else kind
    response = Response(data, content_type=KINDS[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="faq-{day}.{end}"'
    return response


def _page(
    *, family: str = "", seen: list[importing.Seen] | None = None, problems: tuple[str, ...] = ()
) -> str:
    language = here.officer().language
    return _studio.render(
        "studio_files.html",
        family=family,
        seen=seen,
        problems=problems,
        families=listing.families(here.desk(), language),
        titles=insight.titles(here.desk(), language),
        kinds=tuple(KINDS),
    )
