"""The tickets of a period as a table for a spreadsheet, in the reader's words; who took it stands in the audit."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from flask import Blueprint, Response

from bot.console import formats, here
from bot.console.page import Page
from bot.console.pages import _done
from bot.console.words import language, t, word
from bot.desk import figures, reading
from bot.model.officer import STEER

BLUEPRINT = Blueprint("export", __name__, url_prefix="/console/hari-ini")
PAGE = Page(BLUEPRINT, "", STEER)
LONGEST_DAYS = 366
MARK = "\ufeff"  # by which spreadsheets know UTF-8
SEPARATORS = {"id": ";", "en": ","}  # where a comma divides decimals, spreadsheets expect another
COLUMNS = {
    "number": "ticket",
    "kind": "kind",
    "reason": "reason",
    "entry": "topic",
    "priority": "priority",
    "state": "state",
    "opened_at": "opened",
    "first_reply_at": "first_reply",
    "resolved_at": "column_resolved",
    "officer": "role_officer",
    "rating": "column_rating",
}  # of the row: the key of its heading
NAMED = {"kind", "reason", "priority", "state"}  # codes with words of their own


@BLUEPRINT.post("/unduh")
def download() -> Response:
    """One CSV file, safe to open."""
    days = min(max(_done.number("days"), 1), LONGEST_DAYS)
    desk, officer = here.desk(), here.officer()
    rows, titles = figures.export(desk, officer, days), reading.titles(desk, officer.language)
    out = io.StringIO()
    table = csv.writer(out, delimiter=SEPARATORS[language()])
    table.writerow(t(key) for key in COLUMNS.values())
    for row in rows:
        table.writerow(figures.safe_cell(cell) for cell in _cells(row, titles))
    headers = {"Content-Disposition": f'attachment; filename="{t("export_name")}.csv"'}
    return Response(MARK + out.getvalue(), headers=headers, content_type="text/csv; charset=utf-8")


def _cells(row: Mapping[str, Any], titles: Mapping[str, str]) -> Iterator[object]:
    for name in COLUMNS:
        value = row[name]
        if name in NAMED:
            yield word(name, value)
        elif name == "entry":
            yield titles.get(value, value)
        else:
            yield formats.sheet(value) if name.endswith("_at") and value else value
