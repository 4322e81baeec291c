"""Promises of import and export: nothing comes in unseen, nothing that goes out runs or names anybody."""

import csv
import io
import sqlite3
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from bot.catalogue import read_files
from bot.desk import exporting, importing, receive, studio
from bot.desk.exporting import _csv, _xlsx
from bot.desk.figures import DANGEROUS
from bot.desk.importing import Pair
from bot.errors import BadFaq, BadInput, Duplicate, NotAllowed, NotFound
from bot.model.message import Inbound
from bot.store import new_id
from tests.desk import given
from tests.desk.studio_given import folder, person, speaking_desk, topic

HEADER = "pertanyaan,jawaban\n"
GOOD = Pair("bagaimana memberi usul", "Tulis usul Anda, lalu balas PETUGAS.")


@pytest.fixture
def desk(tmp_path, clock):
    opened = speaking_desk(tmp_path, clock)
    yield opened
    opened.store.close()


@pytest.fixture
def petugas_c(desk):
    return person(desk)


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# --- in


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b"pertanyaan,jawaban\nsatu?,dua.\n"),
        ("a.csv", "\ufeffQuestion;Answer\r\nsatu?;dua.\r\n".encode()),
        ("a.csv", b'id\tjawaban\tpertanyaan\n\t"dua."\tsatu?\n'),
        ("a.xlsx", workbook(["Pertanyaan", "Jawaban", None], ["satu?", "dua.", None])),
    ],
)
def test_pairs_are_read_from_tables_of_every_kind(name, data):
    assert importing.read_pairs(name, data) == [Pair("satu?", "dua.")]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.csv", b"satu,dua\n", "first row"),
        ("a.csv", b"", "first row"),
        ("a.csv", HEADER.encode() + b"\xff\xfe", "UTF-8"),
        ("a.csv", b"x" * 1_000_001, "larger"),
        ("a.csv", HEADER.encode() + b"a,b\n" * 301, "more than 300 rows"),
        ("a.xlsx", b"PK\x03\x04 no workbook", "no XLSX"),
        ("a.xlsx", b"x", "no XLSX"),
    ],
)
def test_a_table_that_cannot_be_read_is_told(name, data, told):
    with pytest.raises(BadInput, match=told):
        importing.read_pairs(name, data)


def test_a_workbook_that_unpacks_to_gigabytes_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 31_000_000)
    with pytest.raises(BadInput, match="too large"):
        importing.read_pairs("a.xlsx", out.getvalue())


def test_rows_without_anything_are_left_out():
    assert importing.read_pairs("a.csv", (HEADER + ",\n \nc,d\n").encode()) == [Pair("c", "d")]


def test_a_pair_gets_a_name_and_a_title_of_its_own(desk):
    (seen,) = importing.look(desk, "nib", [GOOD])
    assert (seen.pair.id, seen.pair.title) == (
        "nib-bagaimana-memberi-usul",
        "bagaimana memberi usul",
    )
    assert (seen.twin, seen.problems) == ("", ())


def test_what_is_there_already_is_marked(desk):
    pairs = [
        Pair("NIB gratis, kah?", "Ya."),
        Pair("lain sama sekali", "Ya.", id="nib-lama"),
        GOOD,
        GOOD,
    ]
    seen = importing.look(desk, "nib", pairs)
    assert [one.twin for one in seen] == ["nib-biaya", "nib-lama", "", seen[2].pair.id]
    assert len({one.pair.id for one in seen}) == 4


def test_what_lint_refuses_is_marked_before_anything_is_written(desk):
    (seen,) = importing.look(desk, "nib", [replace(GOOD, answer="Biayanya Rp 50.000.")])
    assert "a literal fee" in str(seen.problems[0])


def test_what_a_person_chose_becomes_entries(desk, petugas_c):
    (seen,) = importing.look(desk, "nib", [GOOD])
    importing.take(desk, petugas_c, "nib", [seen.pair])
    page = studio.open_entry(desk, seen.pair.id)
    assert page.entry.answer == {"id": GOOD.answer}
    assert [phrase.text for phrase in page.entry.phrases] == [GOOD.question]
    assert page.entry.provenance.verified_by == ""


@pytest.mark.parametrize(
    ("family", "pairs", "error"),
    [
        ("nib", [], BadInput),
        ("lain", [replace(GOOD, id="a", title="A")], NotFound),
        ("nib", [replace(GOOD, id="nib-lama", title="A")], Duplicate),
        ("nib", [replace(GOOD, id="a", title="A", answer="Biayanya Rp 5.000.")], BadFaq),
        ("nib", [replace(GOOD, id="a", title="")], BadFaq),
    ],
)
def test_all_rows_come_in_or_none(desk, petugas_c, family, pairs, error):
    before = topic(desk)
    with pytest.raises(error):
        importing.take(desk, petugas_c, family, pairs)
    assert topic(desk) == before


def test_a_family_that_is_not_there_is_not_found(desk):
    with pytest.raises(NotFound):
        importing.look(desk, "lain", [GOOD])


# --- out


def test_the_archive_holds_the_files_byte_for_byte(desk, petugas_c):
    data = exporting.export(desk, petugas_c, "zip")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == read_files(folder(desk))
    assert exporting.export(desk, petugas_c, "zip") == data
    assert given.rows(desk, "audit")[-1]["what"] == "exported"


def test_the_tables_hold_every_entry(desk, petugas_c):
    table = exporting.export(desk, petugas_c, "csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert [row["id"] for row in rows] == ["nib-biaya", "nib-lama"]
    assert rows[0]["sms_id"] == "Membuat NIB {fact:nib_fee}: {fact:oss_url}"
    book = load_workbook(io.BytesIO(exporting.export(desk, petugas_c, "xlsx")))
    assert [row[0].value for row in book["FAQ"]] == ["id", "nib-biaya", "nib-lama"]


CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\r\n=+-@"),
    max_size=20,
)


@for_all(st.lists(CELLS, min_size=1, max_size=5))
@settings(max_examples=150, deadline=None)
def test_no_cell_of_a_csv_file_can_be_a_formula(row):
    written = next(csv.reader(io.StringIO(_csv([row]).decode("utf-8-sig"), newline="")))
    assert not any(cell.startswith(DANGEROUS) for cell in written)


@for_all(st.lists(st.text("=+-@ab1 /.", min_size=1, max_size=12), min_size=1, max_size=5))
@settings(max_examples=100, deadline=None)
def test_every_cell_of_a_workbook_is_a_text(row):
    sheet = load_workbook(io.BytesIO(_xlsx([row])))["FAQ"]
    assert [(cell.data_type, cell.value) for cell in sheet[1]] == [("s", text) for text in row]


def test_the_sqlite_file_holds_the_catalogue_and_questions_that_name_nobody(
    desk, petugas_c, tmp_path
):
    for number, text in enumerate(
        ("nib gratis kah", "nib gratis kah", "saya Slamet Riyadi, nib?", "telepon 0812 3456 7890")
    ):
        message = Inbound("simulator", new_id(), "whatsapp", f"+62800990000{number}", text)
        receive.take(desk, message)
    path = tmp_path / "export.db"
    path.write_bytes(exporting.export(desk, petugas_c, "sqlite"))
    database = sqlite3.connect(path)
    try:
        questions = database.execute("SELECT text, n FROM questions").fetchall()
        found = database.execute(
            "SELECT rowid FROM entries_fts WHERE entries_fts MATCH 'gratis OR lama'"
        ).fetchall()
        facts = dict(database.execute("SELECT key, value_id FROM facts"))
        assert database.execute("SELECT COUNT(*) FROM phrases").fetchone() == (6,)
    finally:
        database.close()
    assert questions == [("nib gratis kah", 2)]
    assert found
    assert facts["nib_fee"] == "gratis"
    assert b"+6280099" not in path.read_bytes()


def test_only_admins_take_the_catalogue_away(desk):
    with pytest.raises(NotAllowed):
        exporting.export(desk, person(desk, "supervisor"), "zip")


def test_broken_files_are_not_exported(desk, petugas_c):
    (folder(desk) / "office.yaml").write_text("x: [")
    with pytest.raises(BadFaq):
        exporting.export(desk, petugas_c, "csv")
