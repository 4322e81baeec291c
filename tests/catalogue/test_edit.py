"""Promises of the editor: an edit means exactly what was asked, and no other byte of the file moves."""

import re

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.catalogue import edit, load
from bot.catalogue.topics import REGISTERS
from bot.errors import BadFaq, BadInput, Duplicate, NotFound
from tests import make
from tests.catalogue.yaml_layouts import LINES, ROUTES, TEXTS, WORDS, files

REMARK = re.compile(rb"# (?:ucapan|samping) \d+")
NAMES = st.sampled_from(["satu", "dua"])
PHRASES = st.dictionaries(st.sampled_from(REGISTERS), LINES, min_size=1, max_size=3)
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "title": WORDS,
        "answer": WORDS,
        "sms": WORDS | st.none(),
        "intake": WORDS | st.none(),
        "phrases": PHRASES,
        "related": st.lists(st.sampled_from(["x", "y-z"]), max_size=3),
        "route": ROUTES,
        "source": TEXTS,
        "verified_by": TEXTS | st.just(""),
        "verified_on": st.just("2026-11-24"),
    },
)
SINGLE = st.fixed_dictionaries(
    {}, optional={"route": ROUTES, "source": TEXTS, "verified_by": TEXTS}
)


def few(examples):
    """So many examples; a failing one is shown as found, for shrinking whole files takes minutes."""
    return settings(max_examples=examples, deadline=None, phases=[Phase.reuse, Phase.generate])


def told(data, name):
    found = edit.entry_fields(data, name)
    return {**found, "phrases": edit.registers(found)}


@given(files(), NAMES, CHANGES)
@few(120)
def test_an_edit_means_what_was_asked_and_nothing_else(file, name, changes):
    data, before = file
    changed = edit.set_fields(data, name, changes)
    for entry in before:
        expected = {**entry, "phrases": edit.registers(entry)}
        if entry["id"] == name:
            expected |= changes
            expected = {key: value for key, value in expected.items() if value is not None}
        assert told(changed, entry["id"]) == expected


@given(files(), NAMES, SINGLE)
@few(60)
def test_every_comment_survives_the_change_of_a_text(file, name, changes):
    data, _ = file
    assert REMARK.findall(edit.set_fields(data, name, changes)) == REMARK.findall(data)


@given(files(), st.sampled_from(["satu", "dua"]), PHRASES)
@few(60)
def test_added_phrases_take_nothing_away(file, name, phrases):
    data, before = file
    changed = edit.add_phrases(data, name, phrases)
    was = edit.registers(next(entry for entry in before if entry["id"] == name))
    now = edit.registers(edit.entry_fields(changed, name))
    for register, texts in was.items():
        assert now[register][: len(texts)] == texts
    assert {t for texts in phrases.values() for t in texts} <= {
        t for ts in now.values() for t in ts
    }


@given(files(), NAMES, CHANGES)
@few(40)
def test_an_edit_that_is_taken_back_gives_the_same_meaning(file, name, changes):
    data, _ = file
    entry = told(data, name)
    there = edit.set_fields(data, name, changes)
    back = {key: entry.get(key) for key in changes}
    assert told(edit.set_fields(there, name, back), name) == entry


@given(files(), NAMES)
@few(40)
def test_an_entry_that_is_removed_leaves_the_others(file, name):
    data, before = file
    (kept,) = (entry for entry in before if entry["id"] != name)
    changed = edit.remove_entry(data, name)
    assert edit.entry_fields(changed, kept["id"]) == kept
    with pytest.raises(NotFound):
        edit.entry_fields(changed, name)


@given(files(), CHANGES)
@few(40)
def test_an_entry_that_is_added_stands_beside_the_others(file, fields):
    data, before = file
    fields = {key: value for key, value in fields.items() if value is not None}
    changed = edit.add_entry(data, {"id": "tiga", **fields})
    assert edit.entry_fields(changed, "tiga") == {"id": "tiga", **fields}
    assert [edit.entry_fields(changed, entry["id"]) for entry in before] == before


def test_only_the_lines_of_the_field_change():
    before = make.faq_files()["topics/nib.yaml"]
    after = edit.set_fields(before, "nib-biaya", {"sms": {"id": "Pendek.", "en": "Short."}})
    assert set(before.splitlines()) - set(after.splitlines()) == {
        b'      id: "Membuat NIB {fact:nib_fee}: {fact:oss_url}"',
        b'      en: "An NIB is {fact:nib_fee}: {fact:oss_url}"',
    }
    assert len(before.splitlines()) == len(after.splitlines())


def test_a_changed_fact_loses_its_sign_off():
    files_ = make.faq_files()
    changed = edit.set_fact(
        files_["office.yaml"], "oss_url", {"value": "https://contoh.example.id"}
    )
    fact = load({**files_, "office.yaml": changed}).facts["oss_url"]
    assert fact.value == {"id": "https://contoh.example.id"}
    assert (fact.provenance.verified_by, fact.provenance.verified_on) == ("", "")


def test_a_fact_that_only_gets_another_source_keeps_its_sign_off():
    changed = edit.set_fact(make.faq_files()["office.yaml"], "oss_url", {"source": "uji lain"})
    assert edit.fact_fields(changed, "oss_url")["verified_by"] == "Kepala Bidang"


@pytest.mark.parametrize("value", ["Rp 0", {"id": "Rp 0", "en": "IDR 0"}])
@pytest.mark.parametrize("key", ["oss_url", "nib_fee"])
def test_a_fact_may_become_one_text_or_one_a_language(key, value):
    changed = edit.set_fact(make.faq_files()["office.yaml"], key, {"value": value})
    assert edit.fact_fields(changed, key)["value"] == value


def test_facts_and_entries_are_signed_off():
    files_ = make.faq_files()
    signed = {
        "verified_by": "Kepala Bidang",
        "verified_on": "2026-11-24",
        "review_by": "2027-05-23",
    }
    office = edit.sign_facts(files_["office.yaml"], ["oss_url", "nib_fee"], signed)
    topic = edit.sign_entries(files_["topics/nib.yaml"], ["nib-biaya", "nib-lama"], signed)
    catalogue = load({**files_, "office.yaml": office, "topics/nib.yaml": topic})
    for one in (*catalogue.facts.values(), *catalogue.entries.values()):
        assert one.provenance.verified_by == "Kepala Bidang"
        assert one.provenance.review_by == "2027-05-23"


def test_a_new_fact_stands_beside_the_others():
    files_ = make.faq_files()
    fields = {"value": {"id": "3 hari", "en": "3 days"}, "source": "uji", "as_of": "2026-01-01"}
    fields |= {"review_by": "2027-01-01", "owner": "admin"}
    changed = edit.add_fact(files_["office.yaml"], "nib_days", fields)
    catalogue = load({**files_, "office.yaml": changed})
    assert catalogue.facts["nib_days"].value == {"id": "3 hari", "en": "3 days"}
    assert changed.startswith(files_["office.yaml"].rstrip())
    with pytest.raises(Duplicate):
        edit.add_fact(changed, "nib_days", fields)


def test_a_new_topics_file_takes_its_first_entry():
    data = edit.new_topic({"id": "Usul: masukan", "en": "Suggestions"})
    changed = edit.add_entry(data, {"id": "usul", "answer": {"id": "a\nb"}})
    assert edit.entry_fields(changed, "usul") == {"id": "usul", "answer": {"id": "a\nb"}}


def test_an_id_is_given_once():
    data = make.faq_files()["topics/nib.yaml"]
    with pytest.raises(Duplicate):
        edit.add_entry(data, {"id": "nib-lama"})


@pytest.mark.parametrize("bad", ["a\tb", "a\x00", "a\u202eb", "a\ufeffb"])
def test_a_character_that_no_file_may_hold_is_refused(bad):
    data = make.faq_files()["topics/nib.yaml"]
    with pytest.raises(BadInput, match="cannot be written"):
        edit.set_fields(data, "nib-lama", {"answer": {"id": bad}})


def test_a_broken_file_is_not_edited():
    with pytest.raises(BadFaq):
        edit.set_fields(b"entries: [", "nib-lama", {"route": "officer"})


def test_line_breaks_of_a_browser_become_those_of_the_file():
    data = make.faq_files()["topics/nib.yaml"]
    changed = edit.set_fields(data, "nib-lama", {"answer": {"id": "satu\r\ndua"}})
    assert edit.entry_fields(changed, "nib-lama")["answer"] == {"id": "satu\ndua"}
    assert b"\r" not in changed


FLOW = b"family: {id: Uji}\nentries: [{id: a, route: answer}, {id: b, route: answer}]\n"


def test_entries_in_brackets_are_added_and_removed_too():
    added = edit.add_entry(FLOW, {"id": "c", "route": "officer"})
    assert edit.entry_fields(added, "c") == {"id": "c", "route": "officer"}
    assert b"id: a" not in edit.remove_entry(added, "a")
    assert b"id: b" in edit.remove_entry(added, "a")


def test_a_layout_that_only_people_can_change_is_left_to_them():
    tricky = b"entries:\n  - id: a\n    route: answer\n            # a remark far to the right\n"
    with pytest.raises(BadInput, match="by hand"):
        edit.set_fields(tricky, "a", {"intake": {"id": "satu\ndua"}})


def test_facts_are_not_looked_for_where_there_are_none():
    with pytest.raises(NotFound):
        edit.fact_fields(b"office: {}\n", "nib_fee")
    with pytest.raises(NotFound):
        edit.fact_fields(b"facts: {a: {value: x}}\n", "nib_fee")


def test_a_test_question_is_added_and_goes_with_its_entry():
    table = make.faq_files()["tests/topik.tsv"]
    added = edit.add_question(table, "oss lama masih bisa?", "nib-lama", "biasa")
    assert added.endswith(b"oss lama masih bisa?\tnib-lama\tbiasa\n")
    assert b"nib-lama" not in edit.drop_questions(added, "nib-lama")
    with pytest.raises(BadInput):
        edit.add_question(table, "dua\tsel", "nib-lama")
