"""The catalogue to take away: its files, tables for spreadsheets, a SQLite file. No page, no import."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from bot.desk import _faq_files, learning
from bot.desk.desk import Desk
from bot.desk.figures import safe_cell
from bot.desk.officers import require
from bot.errors import BadFaq
from bot.masking import mask
from bot.model.clock import later
from bot.model.entry import Catalogue, Entry
from bot.model.officer import ADMIN, Officer
from bot.store import Row, asked, audit
from bot.store.export import sqlite_file

PERIOD_S, MOST = 90 * 86400.0, 20_000
MADE = (1980, 1, 1, 0, 0, 0)  # the same files give the same archive


def export(desk: Desk, officer: Officer, kind: str) -> bytes:
    """The catalogue of the files as zip | csv | xlsx | sqlite; kept in the audit."""
    require(officer, ADMIN)
    now = _faq_files.read_now(desk)
    if now.catalogue is None:
        raise BadFaq(*now.problems)
    with desk.store.write() as tx:
        audit.note(
            tx, actor=officer.id, what="exported", object_="faq", now=desk.now(), detail=kind
        )
    if kind == "zip":
        return _zip(now.files)
    if kind == "sqlite":
        return sqlite_file(
            _tables(desk, now.catalogue),
            {"entries": ["title_id", "answer_id"], "phrases": ["text"]},
        )
    writers: dict[str, Callable[[list[list[str]]], bytes]] = {"csv": _csv, "xlsx": _xlsx}
    return writers[kind](list(_rows(now.catalogue)))


def _zip(files: _faq_files.Files) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, MADE), files[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _rows(catalogue: Catalogue) -> Iterator[list[str]]:
    """A header and one line an entry."""
    entries = [_flat(entry) for entry in catalogue.entries.values()]
    yield list(entries[0]) if entries else ["id"]
    for entry in entries:
        yield [str(value) for value in entry.values()]


def _flat(entry: Entry) -> Row:
    row: Row = {"id": entry.id, "family": entry.family, "route": entry.route, "scope": entry.scope}
    for name in ("title", "answer", "sms", "intake"):
        words = getattr(entry, name)
        row |= {f"{name}_{language}": words.get(language, "") for language in ("id", "en")}
    row["phrases"] = "\n".join(phrase.text for phrase in entry.phrases)
    return row | {"related": " ".join(entry.related), **vars(entry.provenance)}


def _csv(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([safe_cell(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()  # the mark by which spreadsheets know UTF-8


def _xlsx(rows: list[list[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("FAQ")
    for row in rows:
        sheet.append([_text(sheet, cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _text(sheet: Any, value: str) -> WriteOnlyCell:
    """A cell that holds a text and nothing else: no formula, no number, no date."""
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    return cell


def _tables(desk: Desk, catalogue: Catalogue) -> dict[str, list[Row]]:
    entries, questions = catalogue.entries.values(), _questions(desk)
    return {
        "entries": [_flat(entry) for entry in entries],
        "phrases": [
            {"entry": e.id, "register": p.register, "text": p.text}
            for e in entries
            for p in e.phrases
        ],
        "facts": [
            {
                "key": key,
                **{f"value_{lang}": text for lang, text in f.value.items()},
                **vars(f.provenance),
            }
            for key, f in catalogue.facts.items()
        ],
        "tests": [
            {
                "question": q.text,
                "expected": q.expected,
                "register": q.register,
                "previous": q.previous,
            }
            for q in catalogue.questions
        ],
        "questions": questions,
        "about": [
            {"catalogue": catalogue.hash, "made_at": desk.now(), "questions": len(questions)}
        ],
    }


def _questions(desk: Desk) -> list[Row]:
    """What was asked: the day and the masked text, without anything that may name somebody, no ids."""
    since, trial = later(desk.now(), -PERIOD_S), int(not desk.settings.has_provider)
    rows = desk.store.read(lambda tx: asked.everything(tx, since=since, trial=trial, limit=MOST))
    counts: Counter[tuple[str, str, str, str]] = Counter()
    for row in rows:
        text = mask(row["text"]).text
        if not learning.look_at(desk, text, row["profile_name"] or ""):
            counts[row["at"][:10], text, row["action"], row["entry"]] += 1
    return [
        {"day": day, "text": text, "action": action, "entry": entry, "n": n}
        for (day, text, action, entry), n in sorted(counts.items())
    ]
