"""Promises of the difference by meaning: every part that changed is told, formatting is no change."""

import pytest

from bot.catalogue import differences, edit, load
from bot.catalogue.differing import Part, entry_difference
from tests import make

TOPIC = "topics/nib.yaml"


def compare(**changes):
    return differences(load(make.faq_files()), load(make.faq_files(**changes)))


def edited(old, new, name=TOPIC):
    return differences(load(make.faq_files()), load(make.faq_edit(name, old, new)))


def test_the_same_files_differ_in_nothing():
    assert compare() == ()


def test_reformatting_is_no_difference():
    assert edited("scope: national", "# ulasan\n    scope: 'national'") == ()


@pytest.mark.parametrize(
    ("name", "old", "new", "kind", "part"),
    [
        (TOPIC, "Biaya membuat NIB", "Ongkos NIB", "entry", Part("title.id", "Biaya membuat NIB", "Ongkos NIB")),
        (TOPIC, "route: answer\n", "route: officer\n", "entry", Part("route", "answer", "officer")),
        (TOPIC, "[nib-lama]", "[]", "entry", Part("related", "nib-lama", "")),
        (TOPIC, '"nib gratis kah"', '"gratis kah nib"', "entry", Part("phrases.biasa", "nib gratis kah", "")),
        ("office.yaml", "id: gratis", "id: Rp 5.000", "fact", Part("value.id", "gratis", "Rp 5.000")),
        ("office.yaml", "07.30-16.30", "07.30-15.30", "office", Part("hours.friday", "07.30-16.30", "07.30-15.30")),
        ("tests/topik.tsv", "cuaca besok\trefuse", "cuaca besok\tnib-lama", "question", Part("expected", "refuse", "nib-lama")),
    ],
)  # fmt: skip
def test_a_change_is_told_by_its_part(name, old, new, kind, part):
    (one,) = edited(old, new, name)
    assert (one.kind, one.state) == (kind, "changed")
    assert part in one.parts


def test_what_comes_and_what_goes_is_told_whole():
    data = edit.add_entry(make.faq_files()[TOPIC], {"id": "baru", **_rest()})
    (added,) = compare(**{TOPIC: data})
    assert (added.id, added.state) == ("baru", "added")
    assert Part("answer.id", "", "Ini baru.") in added.parts
    (removed,) = differences(load(make.faq_files(**{TOPIC: data})), load(make.faq_files()))
    assert removed.state == "removed"


def test_lines_tell_what_stays_what_goes_and_what_comes():
    part = Part("answer.id", "satu\ndua\ntiga", "satu\nempat\ntiga")
    assert part.lines == [("", "satu"), ("-", "dua"), ("+", "empat"), ("", "tiga")]


def test_two_readings_of_one_entry_are_compared():
    entries = load(make.faq_files()).entries
    assert entry_difference(entries["nib-lama"], entries["nib-lama"]) is None
    assert entry_difference(None, None) is None
    assert entry_difference(None, entries["nib-lama"]).state == "added"


def _rest():
    told = {"scope": "city", "title": {"id": "Baru"}, "answer": {"id": "Ini baru."}}
    told |= {"phrases": {"biasa": ["yang baru"]}, "route": "answer", "source": "uji"}
    return told | {"as_of": "2026-01-01", "review_by": "2027-01-01", "owner": "admin"}
