"""Promises of drafts: an entry that is only typed is read and checked as if it stood in its file."""

from datetime import date

import pytest

from bot.catalogue import edit, load
from bot.catalogue.drafts import advise, entry_of, with_entry
from bot.channels._sms import segments
from tests import make

CATALOGUE = load(make.faq_files())
FIELDS = edit.entry_fields(make.faq_files()["topics/nib.yaml"], "nib-biaya")


def advice(**changes):
    entry = entry_of({**FIELDS, **changes}, "nib")
    found = advise(CATALOGUE, entry, segments=segments, today=date(2026, 3, 2))
    return [(one.level, one.what) for one in found]


def test_a_typed_entry_is_the_one_that_would_be_read():
    entry, read = entry_of(FIELDS, "nib"), CATALOGUE.entries["nib-biaya"]
    assert {p.text for p in entry.phrases} == {p.text for p in read.phrases}
    for name in (
        "id",
        "family",
        "scope",
        "title",
        "answer",
        "sms",
        "related",
        "route",
        "provenance",
    ):
        assert getattr(entry, name) == getattr(read, name)


def test_what_lacks_is_empty():
    entry = entry_of({"id": "baru"}, "nib")
    assert (entry.answer, entry.phrases, entry.related, entry.route) == ({}, (), (), "")


def test_a_draft_stands_in_the_catalogue_only_for_who_asks():
    entry = entry_of({**FIELDS, "id": "baru"}, "nib")
    assert "baru" in with_entry(CATALOGUE, entry).entries
    assert "baru" not in CATALOGUE.entries


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"answer": {"id": "Biayanya Rp 50.000."}}, "a literal fee"),
        ({"answer": {"id": "Lihat {fact:lain}."}}, "there is no fact `lain`"),
        ({"answer": {"id": "Lihat {nama}."}}, "means nothing here"),
        ({"answer": {"id": "Buka https://tipu.example."}}, "links.allowed"),
        ({"related": ["tidak-ada"]}, "related `tidak-ada` is no entry"),
        ({"sms": {"id": "Kabar baik 😀"}}, "makes every SMS dearer"),
    ],
)
def test_an_error_is_told(changes, told):
    errors = [what for level, what in advice(**changes) if level == "error"]
    assert any(told in what for what in errors)


def test_errors_come_before_warnings_and_only_about_this_entry():
    found = advice(answer={"id": "Biayanya Rp 50.000."})
    assert [level for level, _ in found] == sorted(level for level, _ in found)
    assert all("nib-lama" not in what for _, what in found)


def test_a_related_entry_that_exists_is_no_error():
    assert not [what for level, what in advice(related=["nib-lama"]) if level == "error"]
