"""Question-answer pairs from a CSV or XLSX file: read, looked at beside what is there, added. No page."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from rapidfuzz import fuzz, process

from bot.catalogue import Finding, edit, note
from bot.catalogue.drafts import entry_of
from bot.catalogue.notes import problem
from bot.desk import _faq_files, learning, studio
from bot.desk._faq_files import Edit, Files
from bot.desk.desk import Desk
from bot.desk.officers import require
from bot.errors import BadInput, NotFound
from bot.model.entry import Catalogue
from bot.model.officer import Officer

LARGEST, MOST_ROWS, LONGEST_ANSWER, LONGEST_TITLE = 1_000_000, 300, 4000, 40
MOST_UNPACKED = 30_000_000  # bytes of the parts of an XLSX file, as it says itself
# what a workbook may raise that is none, is cut off, locked, or holds broken XML (a SyntaxError)
DAMAGED = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, SyntaxError,
    LookupError, ValueError, TypeError, AttributeError, EOFError, OSError, RuntimeError,
)  # fmt: skip
ALIKE = 88  # ratio of sorted words from which a question counts as one that is there
NAMES = {
    "question": ("question", "pertanyaan", "tanya"),
    "answer": ("answer", "jawaban", "jawab"),
    "title": ("title", "judul"),
    "id": ("id", "nama", "kode"),
}


@dataclass(frozen=True)
class Pair:
    """One row of the file."""

    question: str
    answer: str
    title: str = ""
    id: str = ""


@dataclass(frozen=True)
class Seen:
    """A pair beside what is there: what it would become, what it repeats, what is wrong with it."""

    pair: Pair
    twin: str  # entry that has this question (or id) already; ""
    near: str  # entry that the bot would answer it with; ""
    problems: tuple[Finding, ...]


def read_pairs(name: str, data: bytes) -> list[Pair]:
    """The pairs of a file with a header; BadInput says what cannot be read."""
    if len(data) > LARGEST:
        raise BadInput(note("import_large", kb=LARGEST // 1000))
    rows = _xlsx(data) if name.lower().endswith(".xlsx") else _csv(data)
    header = [str(cell or "").strip().lower() for cell in next(rows, [])]
    places = {key: _place(header, names) for key, names in NAMES.items()}
    if places["question"] < 0 or places["answer"] < 0:
        raise BadInput(note("import_header"))
    found = [_pair(row, places) for row in islice(rows, MOST_ROWS + 1)]
    if len(found) > MOST_ROWS:
        raise BadInput(note("import_rows", most=MOST_ROWS))
    return [pair for pair in found if pair.question or pair.answer]


def look(desk: Desk, family: str, pairs: Sequence[Pair]) -> list[Seen]:
    """Each pair with an id and a title of its own, duplicates marked, checked as an entry."""
    catalogue = _catalogue(desk, family)
    lines = {_line(p.text): e.id for e in catalogue.entries.values() for p in e.phrases}
    taken = set(catalogue.entries)
    found = []
    for pair in pairs:
        whole = Pair(
            pair.question, pair.answer, pair.title or _title(pair), _id(pair, family, taken)
        )
        taken.add(whole.id)
        entry = entry_of(_fields(desk, whole), family)
        told = studio.findings(desk, catalogue, entry)
        problems = (*_lacks(pair), *(one for one in told if one.level == "error"))
        twin = pair.id if pair.id in catalogue.entries else _twin(lines, pair.question)
        found.append(Seen(whole, twin, _near(desk, pair.question), problems))
        lines.setdefault(_line(pair.question), whole.id)
    return found


def take(desk: Desk, officer: Officer, family: str, pairs: Sequence[Pair]) -> str:
    """Add the pairs as entries of a family, all or none; the files' new hash."""
    require(officer)
    if not pairs:
        raise BadInput(note("choose_row"))
    file = f"topics/{family}.yaml"

    def changed(files: Files) -> Files:
        if file not in files:
            raise NotFound(note("family_unknown", key=family))
        data = files[file]
        for pair in pairs:
            data = edit.add_entry(data, _fields(desk, pair))
        wanted = studio.checked(desk, files, {file: data}, "")
        for pair in pairs:
            studio.checked(desk, files, wanted, pair.id)
        return wanted

    return _faq_files.rewrite(desk, Edit(officer.id, f"import {len(pairs)}"), changed)


def _lacks(pair: Pair) -> Iterator[Finding]:
    """What a row needs before it can become an entry."""
    if not pair.question:
        yield problem("", 0, "row_no_question")
    if not pair.answer:
        yield problem("", 0, "row_no_answer")


def _fields(desk: Desk, pair: Pair) -> dict[str, studio.FieldValue]:
    fields = studio.blank(desk, answer=pair.answer)
    fields |= {"id": pair.id, "title": {"id": pair.title}, "answer": {"id": pair.answer}}
    fields["phrases"] = {learning.register_of(pair.question): [pair.question]}
    return {name: value for name, value in fields.items() if value or name not in edit.OPTIONAL}


def _catalogue(desk: Desk, family: str) -> Catalogue:
    found = _faq_files.read_now(desk).catalogue
    if found is None or family not in found.families:
        raise NotFound(note("family_unknown", key=family))
    return found


def _csv(data: bytes) -> Iterator[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(note("import_utf8")) from error
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    try:
        return iter(list(csv.reader(io.StringIO(text, newline=""), delimiter=mark)))
    except csv.Error as error:
        raise BadInput(note("import_csv")) from error


def _xlsx(data: bytes) -> Iterator[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise BadInput(note("import_unpacked"))
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = islice(sheet.iter_rows(values_only=True, max_col=20), MOST_ROWS + 2)
        return iter([["" if cell is None else str(cell) for cell in row] for row in rows])
    except DAMAGED as error:
        raise BadInput(note("import_xlsx")) from error


def _place(header: Sequence[str], names: Sequence[str]) -> int:
    return next((at for at, cell in enumerate(header) if cell in names), -1)


def _pair(row: Sequence[str], places: Mapping[str, int]) -> Pair:
    def cell(name: str) -> str:
        at = places[name]
        return str(row[at]).strip() if 0 <= at < len(row) else ""

    return Pair(
        " ".join(cell("question").split())[:500],
        cell("answer")[:LONGEST_ANSWER],
        cell("title")[:LONGEST_TITLE],
        cell("id"),
    )


def _title(pair: Pair) -> str:
    """The question's first words, as many as fit."""
    title = ""
    for word in pair.question.rstrip("?!. ").split():
        if len(title) + len(word) + 1 > LONGEST_TITLE:
            break
        title = f"{title} {word}".strip()
    return title or pair.question[:LONGEST_TITLE]


def _id(pair: Pair, family: str, taken: set[str]) -> str:
    wanted = pair.id or f"{family}-{'-'.join(pair.question.split()[:4])}"
    plain = re.sub(r"[^a-z0-9]+", "-", wanted.lower()).strip("-")[:50] or family
    name, number = plain, 2
    while name in taken:
        name, number = f"{plain}-{number}", number + 1
    return name


def _twin(lines: Mapping[str, str], question: str) -> str:
    found = process.extractOne(_line(question), lines.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return lines[found[0]] if found else ""


def _near(desk: Desk, question: str) -> str:
    match = desk.minds.current().matcher.match(question)
    return match.candidates[0].entry if match.verdict == "answer" else ""


def _line(text: str) -> str:
    return " ".join(sorted(re.findall(r"\w+", text.lower())))
