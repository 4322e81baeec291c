"""The tickets of a period as a table for a spreadsheet; who took it stands in the audit."""

from __future__ import annotations

from flask import Blueprint, Response

from bot.console import here
from bot.console.page import Page
from bot.console.pages import _done
from bot.desk import figures
from bot.model.officer import STEER

BLUEPRINT = Blueprint("export", __name__, url_prefix="/console/hari-ini")
PAGE = Page(BLUEPRINT, "", STEER)
LONGEST_DAYS = 366
MARK = "\ufeff"  # by which spreadsheets know UTF-8


@BLUEPRINT.post("/unduh")
def download() -> Response:
    """One CSV file."""
    days = min(max(_done.number("days"), 1), LONGEST_DAYS)
    text = MARK + figures.export(here.desk(), here.officer(), days)
    headers = {"Content-Disposition": 'attachment; filename="tickets.csv"'}
    return Response(text, headers=headers, content_type="text/csv; charset=utf-8")
