"""Promises of broken tables: what cannot be read is told in words, half a row is shown and not lost."""

import io
import zipfile

import pytest

from bot.desk import importing
from bot.errors import BadInput
from tests.desk.studio_given import speaking_desk


@pytest.fixture
def desk(tmp_path, clock):
    opened = speaking_desk(tmp_path, clock)
    yield opened
    opened.store.close()


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_half_a_row_is_shown_with_what_it_lacks_and_an_empty_one_is_not(desk):
    table = "pertanyaan,jawaban\nbagaimana memberi usul,\n,Tulis saja.\n,\n"
    seen = importing.look(desk, "nib", importing.read_pairs("a.csv", table.encode()))
    assert [[one.note.key for one in row.problems] for row in seen] == [
        ["row_no_answer"],
        ["row_no_question"],
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b'pertanyaan,jawaban\n"' + b"x" * 200_000 + b'",y\n'),
        ("a.csv", "pertanyaan,jawaban\né,y\n".encode("latin-1")),
        ("a.xlsx", b"PK\x03\x04 not a zip"),
        ("a.xlsx", zipped({"[Content_Types].xml": b"<broken"})),
        ("a.xlsx", zipped({"xl/workbook.xml": b"<x/>"})),
        ("a.xlsx", zipped({"a.txt": b"hello"})[:-9]),
    ],
    ids=["endless cell", "latin-1", "no zip", "broken XML", "no workbook", "cut off"],
)
def test_a_file_that_cannot_be_read_is_told_in_the_readers_language(name, data):
    with pytest.raises(BadInput) as caught:
        importing.read_pairs(name, data)
    assert caught.value.told("id") not in {"", caught.value.told("en")}
