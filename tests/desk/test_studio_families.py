"""Promises of new families in the studio: one file each, and nothing written that cannot be read."""

import pytest

from bot.catalogue import read_files
from bot.desk import studio
from bot.errors import BadFaq, BadInput, Duplicate, NotAllowed
from tests.desk.studio_given import folder, person
from tests.desks import open_test_desk


@pytest.fixture
def desk(tmp_path, clock):
    opened = open_test_desk(tmp_path, clock)
    yield opened
    opened.store.close()


@pytest.fixture
def petugas_c(desk):
    return person(desk)


def _entry(desk):
    fields = studio.blank(desk, question="usul boleh?", answer="Usul kami terima. Balas PETUGAS.")
    return {**fields, "id": "usul-bot", "title": {"id": "Usul"}}


def test_a_new_family_is_a_file_to_be_filled_with_entries(desk, petugas_c):
    digest = studio.add_family(desk, petugas_c, "izin-baru", {"id": "Izin baru"})
    assert (folder(desk) / "topics/izin-baru.yaml").exists()
    studio.create(desk, petugas_c, "izin-baru", _entry(desk))
    assert digest
    entry = studio.open_entry(desk, "usul-bot").entry
    assert (entry.family, entry.file) == ("izin-baru", "topics/izin-baru.yaml")


@pytest.mark.parametrize(
    ("key", "words", "error"),
    [
        ("nib", {"id": "NIB"}, Duplicate),
        ("../office", {"id": "X"}, BadInput),
        ("Izin Baru", {"id": "X"}, BadInput),
        ("", {"id": "X"}, BadInput),
        ("izin-baru", {}, BadFaq),
    ],
)
def test_a_family_that_cannot_be_is_not_written(desk, petugas_c, key, words, error):
    before = read_files(folder(desk))
    with pytest.raises(error):
        studio.add_family(desk, petugas_c, key, words)
    assert read_files(folder(desk)) == before


def test_only_admins_add_families(desk):
    with pytest.raises(NotAllowed):
        studio.add_family(desk, person(desk, "supervisor"), "izin-baru", {"id": "X"})
