"""Promises of the loader: good files load whole, bad ones are told by file and line, all at once."""

import dataclasses
from contextlib import suppress

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue import load
from bot.errors import BadFaq
from tests import make

BOMB = "a: &a [x]\nb: [*a, *a]\n"
NIB = "topics/nib.yaml"


def problems(files: dict[str, bytes]) -> tuple[str, ...]:
    with pytest.raises(BadFaq) as caught:
        load(files)
    return tuple(map(str, caught.value.problems))


def test_the_small_faq_is_loaded_whole():
    catalogue = load(make.faq_files())
    assert set(catalogue.entries) == {"nib-biaya", "nib-lama"}
    assert catalogue.families["nib"]["en"] == "NIB (business number)"
    assert catalogue.lexicon == (("ulun", "saya"), ("pang", ""))
    assert [q.expected for q in catalogue.questions] == ["nib-biaya", "refuse", "nib-lama"]
    assert catalogue.elsewhere["kependudukan"].office["id"] == "Disdukcapil"
    assert catalogue.office.closed_days == {"2026-10-12": "Hari jadi kota"}


def test_every_value_stays_text():
    entry = load(make.faq_edit(NIB, "id: NIB versi lama", "id: no")).entries["nib-lama"]
    assert entry.title["id"] == "no"


def test_a_plain_list_of_phrases_is_everyday_language():
    phrases = load(make.faq_files()).entries["nib-lama"].phrases
    assert {phrase.register for phrase in phrases} == {"biasa"}


def test_phrases_and_entries_know_their_line():
    entry = load(make.faq_files()).entries["nib-biaya"]
    lines = make.faq_files()[NIB].decode().splitlines()
    assert lines[entry.line - 1].strip() == "- id: nib-biaya"
    assert entry.phrases[0].text in lines[entry.phrases[0].line - 1]


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm():
    data = b"\xef\xbb\xbf" + make.faq_files()[NIB].replace(b"\n", b"\r\n")
    assert load(make.faq_files(**{NIB: data})).entries["nib-biaya"].sms["id"].startswith("Membuat")


BAD = [
    ("truncated", NIB, 'family:\n  id: "NIB', "topics/nib.yaml:2: not valid YAML (the file ends in the middle of a text)"),
    ("tag", NIB, "family: !!python/object:os.system {id: x}\n", "topics/nib.yaml:1: tags (!)"),
    ("alias bomb", NIB, BOMB, "topics/nib.yaml:1: anchors (&)"),
    ("huge", NIB, b"#" * (512 * 1024 + 1), "topics/nib.yaml:1: larger than 512 KB"),
    ("binary", NIB, b"family:\n\x00\x01", "topics/nib.yaml:2: holds the unprintable character"),
    ("tabs", NIB, "family:\n\tid: x\n", "topics/nib.yaml:2: a tab"),
    ("wrong encoding", NIB, "family:\n  id: caf\xe9\n".encode("latin-1"), "topics/nib.yaml:2: not UTF-8"),
    ("utf-16", NIB, "family: x\n".encode("utf-16"), "topics/nib.yaml:1: not UTF-8"),
    ("too deep", NIB, "[" * 12 + "]" * 12, "topics/nib.yaml:1: nested deeper than 8"),
    ("empty", NIB, "", "topics/nib.yaml:1: empty"),
    ("two documents", NIB, "a: b\n---\na: b\n", "topics/nib.yaml:1: several documents"),
    ("duplicate key", NIB, "family: {id: x}\nentries: []\nentries: []\n", "topics/nib.yaml:3: `entries` stands twice (first in line 2)"),
    ("key is a list", NIB, "? [a]\n: b\nfamily: {id: x}\nentries: []\n", "topics/nib.yaml:1: a key must be one word"),
    ("unpaired surrogate", NIB, 'family: {id: "\\ud800"}\n', "topics/nib.yaml:1: not valid YAML"),
    ("missing file", "office.yaml", None, "office.yaml:1: the file is missing"),
    ("foreign file", "topics/../x.yaml", "a: b", "'topics/../x.yaml':1: not the name of a FAQ file"),
    ("no header", "lexicon/daerah.tsv", "ulun\tsaya\tuji\n", "lexicon/daerah.tsv:1: the header is missing"),
    ("row too long", "lexicon/daerah.tsv", "word\tmeaning\tsource\na\tb\tc\td\n", "lexicon/daerah.tsv:2: 4 cells"),
    ("word without source", "lexicon/daerah.tsv", "word\tmeaning\tsource\na\tb\n", "lexicon/daerah.tsv:2: a word and its source"),
    ("two meanings", "lexicon/daerah.tsv", "word\tmeaning\tsource\na\tb\tc\na\td\tc\n", "lexicon/daerah.tsv:3: `a` has another meaning in lexicon/daerah.tsv:2"),
    ("unknown expected", "tests/topik.tsv", "question\texpected\tregister\tprevious\nx\tnix\n", "tests/topik.tsv:2: `nix` is no entry"),
    ("unknown previous", "tests/topik.tsv", "question\texpected\tregister\tprevious\nx\trefuse\t\tnix\n", "tests/topik.tsv:2: `nix` is no entry"),
    ("empty question", "tests/topik.tsv", "question\texpected\tregister\tprevious\n\trefuse\n", "tests/topik.tsv:2: the question is empty"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "told"), [bad[1:] for bad in BAD], ids=[b[0] for b in BAD]
)
def test_a_bad_file_is_told_by_name_and_line(name, data, told):
    assert any(problem.startswith(told) for problem in problems(make.faq_files(**{name: data})))


EDITS = [
    ("duplicate id", NIB, "id: nib-lama", "id: nib-biaya", "the id `nib-biaya` stands already in topics/nib.yaml:5"),
    ("missing key", NIB, "    scope: city\n", "", "`scope` is missing; write `scope:`"),
    ("unknown key", NIB, "scope: city", "skope: city", "`skope` is not a known key"),
    ("no Indonesian", NIB, "      id: NIB versi lama\n", "", "the Indonesian text is missing"),
    ("no language", NIB, "en: Old NIB", "English: Old NIB", "`English` is no language"),
    ("bad id", NIB, "id: nib-lama", "id: NIB Lama", "does not have the right form; write it like nib-biaya"),
    ("bad route", NIB, "route: answer\n", "route: jawab\n", "write one of: answer, answer+officer, officer"),
    ("bad date", NIB, "as_of: '2026-01-01'", "as_of: '2026-02-30'", "`2026-02-30` is no date"),
    ("date in words", NIB, "as_of: '2026-01-01'", "as_of: 1 Januari", "write it like '2026-11-24'"),
    ("signed without date", NIB, "verified_by: ''", "verified_by: Kabid", "verified_by and verified_on belong together"),
    ("unknown related", NIB, "[nib-lama]", "[nib-baru]", "related `nib-baru` is no entry"),
    ("unknown fact", NIB, "{fact:nib_fee}*", "{fact:fee}*", "there is no fact `fee`"),
    ("param in an answer", NIB, "{fact:nib_fee}*", "{ticket}*", "{ticket} means nothing here"),
    ("stray brace", NIB, "{fact:nib_fee}*", "{fact nib_fee}*", "a brace that belongs to no mark"),
    ("text for a list", NIB, "related: []", "related: nib", "a list is expected"),
    ("list for a text", NIB, "route: answer\n", "route: [answer]\n", "one text is expected"),
    ("text for a map", NIB, "    intake:\n      id:", "    intake:", "keys and values are expected"),
    ("empty text", NIB, 'id: "Apa nama usahanya?"', 'id: ""', "is empty; write a text"),
    ("escaped control character", NIB, 'id: "Apa nama', 'id: "\\a Apa nama', "unprintable character"),
    ("unknown register", NIB, "      biasa:", "      gaul:", "`gaul` is not a known key"),
    ("bad link", "office.yaml", "https://oss.go.id", "https://oss-go.id", "it only looks like oss.go.id"),
    ("foreign link", NIB, "NIB lama diperbarui", "Buka http://evil.example.com", "`evil.example.com` is not in links.allowed"),
    ("digit for letter", NIB, "NIB lama diperbarui", "Buka 0ss.go.id", "it only looks like oss.go.id"),
    ("unsafe link", NIB, "NIB lama diperbarui", "Buka http://oss.go.id", "is not safe; write https://oss.go.id"),
    ("hidden host", NIB, "NIB lama diperbarui", "Buka https://oss.go.id@evil.com/x", "`evil.com` is not in links.allowed"),
    ("user in the link", NIB, "NIB lama diperbarui", "Buka https://me@oss.go.id/x", "hides its host behind @"),
    ("bad hours", "office.yaml", "monday: 07.30-16.00", "monday: 7:30-16", "write it like 07.30-16.00"),
    ("hours backwards", "office.yaml", "monday: 07.30-16.00", "monday: 16.00-07.30", "ends before it begins"),
    ("bad price", "office.yaml", "'350'", "'murah'", "write it like '350'"),
    ("bad fact key", "office.yaml", "nib_fee:", "NIB-fee:", "cannot name a fact"),
    ("bad sentence key", "sentences.yaml", "ticket_opened:", "Ticket Opened:", "cannot name a sentence"),
    ("renderer's sentence gone", "sentences.yaml", "fact_dated_sms:", "other:", "the sentence `fact_dated_sms` is missing"),
    ("bad elsewhere id", "elsewhere.yaml", "id: kependudukan", "id: KTP KK", "write it like kependudukan"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "old", "new", "told"), [e[1:] for e in EDITS], ids=[e[0] for e in EDITS]
)
def test_a_bad_edit_is_told_with_what_to_write_instead(name, old, new, told):
    found = problems(make.faq_edit(name, old, new))
    assert any(told in problem and problem.startswith(f"{name}:") for problem in found), found


def test_the_same_elsewhere_twice_is_refused():
    data = make.faq_files()["elsewhere.yaml"]
    doubled = data + data.removeprefix(b"elsewhere:\n")
    assert "stands twice" in problems(make.faq_files(**{"elsewhere.yaml": doubled}))[0]


def test_problems_of_all_files_are_told_at_once():
    files = make.faq_files(**{"lexicon/daerah.tsv": "x", "tests/topik.tsv": "x"})
    files |= {NIB: make.faq_edit(NIB, "    scope: city\n", "")[NIB]}
    assert {p.split(":")[0] for p in problems(files)} == {
        NIB,
        "lexicon/daerah.tsv",
        "tests/topik.tsv",
    }


def test_an_unreadable_file_does_not_blame_those_that_point_into_it():
    assert problems(make.faq_files(**{"office.yaml": "\t"})) == (
        "office.yaml:1: a tab; write spaces instead",
    )


def test_the_hash_changes_with_any_byte_and_with_nothing_else():
    files = make.faq_files()
    again = load(dict(reversed(files.items())))
    other = load({**files, NIB: files[NIB] + b"\n"})
    assert load(files).hash == again.hash != other.hash


def test_a_catalogue_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        load(make.faq_files()).hash = "other"


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(make.faq_files())), st.binary(max_size=200), st.data())
def test_whatever_the_bytes_loading_raises_nothing_but_bad_faq(name, noise, data):
    good = make.faq_files()[name]
    at = data.draw(st.integers(0, len(good)))
    skipped = data.draw(st.integers(0, 40))
    with suppress(BadFaq):
        load(make.faq_files(**{name: good[:at] + noise + good[at + skipped :]}))


@settings(max_examples=60, deadline=None)
@given(st.recursive(st.text(max_size=8), lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text(max_size=6), v, max_size=3), max_leaves=12))  # fmt: skip
def test_whatever_the_shape_loading_raises_nothing_but_bad_faq(value):
    for name in ("office.yaml", "sentences.yaml", "elsewhere.yaml", NIB):
        with pytest.raises(BadFaq):
            load(make.faq_files(**{name: yaml.safe_dump(value)}))
