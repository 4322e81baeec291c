"""Promises of comparing: what differs by meaning is named, what only moved is not."""

import pytest

from bot.catalogue import changed, load
from tests import make

NIB = "topics/nib.yaml"
OLD = load(make.faq_files())


def after(files):
    return changed(OLD, load(files))


def named(changes) -> dict[str, object]:
    """Only what changed."""
    return {name: value for name, value in vars(changes).items() if value}


def test_a_comment_and_an_empty_line_are_no_change():
    data = b"# catatan\n\n" + make.faq_files()[NIB]
    assert named(after(make.faq_files(**{NIB: data}))) == {}


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (NIB, "Membuat NIB *", "Bikin NIB *", {"answers": {"nib-biaya"}}),
        (NIB, "route: answer\n", "route: officer\n", {"answers": {"nib-biaya"}}),
        (NIB, "bikin nib bayar nggak", "bikin nib bayar ya", {"phrases": {"nib-biaya"}}),
        ("office.yaml", "id: gratis", "id: tanpa biaya", {"facts": {"nib_fee"}}),
        ("office.yaml", "as_of: '2025-11-15'", "as_of: '2025-12-15'", {"facts": {"nib_fee"}}),
        ("office.yaml", "value: https://oss.go.id", "value: https://oss.go.id/id", {"facts": {"oss_url"}, "signed_facts_changed": {"oss_url"}}),
        ("office.yaml", "07.30-16.30", "07.30-11.00", {"office_changed": True}),
        ("sentences.yaml", "Nomor tiket", "No tiket", {"sentences": {"ticket_opened"}}),
        ("sentences.yaml", "Nomor tiket {ticket}", "Nomor tiket {nomor}", {"sentences": {"ticket_opened"}, "sentences_broken": {"ticket_opened"}}),
        ("lexicon/daerah.tsv", "ulun\tsaya", "ulun\taku", {"lexicon_changed": True}),
        ("elsewhere.yaml", "kk saya hilang", "kk saya rusak", {"elsewhere": {"kependudukan"}}),
    ],
)  # fmt: skip
def test_a_change_is_named_and_nothing_else(file, old, new, told):
    assert named(after(make.faq_edit(file, old, new))) == told


def test_another_id_is_one_entry_gone_and_one_new():
    files = make.faq_edit(NIB, "id: nib-biaya", "id: nib-bayar")
    files |= {"tests/topik.tsv": b"question\texpected\tregister\tprevious\n"}
    assert named(after(files)) == {"added": {"nib-bayar"}, "removed": {"nib-biaya"}}


def test_a_sentence_that_is_gone_is_broken():
    data = make.faq_files()["sentences.yaml"].partition(b"  ticket_opened")[0]
    changes = after(make.faq_files(**{"sentences.yaml": data}))
    assert changes.sentences_broken == {"ticket_opened"}


@pytest.mark.parametrize(
    ("file", "old", "new", "fit"),
    [
        (NIB, "Membuat NIB *", "Bikin NIB *", False),
        ("office.yaml", "id: gratis", "id: tanpa biaya", False),
        (NIB, "bikin nib bayar nggak", "bikin nib bayar ya", True),
        ("lexicon/daerah.tsv", "ulun\tsaya", "ulun\taku", True),
        ("elsewhere.yaml", "kk saya hilang", "kk saya rusak", True),
    ],
)
def test_only_words_that_the_matcher_learns_from_call_for_a_new_fit(file, old, new, fit):
    assert after(make.faq_edit(file, old, new)).understanding_changed is fit
