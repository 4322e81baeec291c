"""signals.tsv says what its head promises: rows that can be read, groups that are used."""

import re
from itertools import pairwise

import pytest

from intents.packaged import read_rows
from intents.patterns import GROUP, tables
from intents.spelling import LINK, sentences, spelt

ROWS = read_rows("signals.tsv")
PATTERNS = [row for row in ROWS if row[2] != GROUP]
GROUPS = {name: words.split(",") for name, words, mode in ROWS if mode == GROUP}
GAP = re.compile(r"\*[2-9]?")
MARKS = {LINK, "<number>"}


def parts(text: str) -> list[str]:
    return text.split()


def test_every_row_is_a_name_words_and_a_mode() -> None:
    assert {row[2] for row in ROWS} == {"any", "start", "whole", "except", GROUP}
    assert len(set(ROWS)) == len(ROWS)


def test_a_pattern_begins_and_ends_with_a_word_and_has_no_two_gaps_in_a_row() -> None:
    for _, pattern, _ in PATTERNS:
        gaps = [part.startswith("*") for part in parts(pattern)]
        assert (gaps[0], gaps[-1]) == (False, False), pattern
        assert (True, True) not in pairwise(gaps), pattern
        assert all(GAP.fullmatch(part) for part in parts(pattern) if part[0] == "*"), pattern


def test_every_group_is_used_and_every_used_one_is_there() -> None:
    used = {
        part
        for text in [row[1] for row in PATTERNS] + [w for ws in GROUPS.values() for w in ws]
        for part in parts(text)
        if part[0] == "<"
    }
    assert used - MARKS == set(GROUPS) - {"<particle>", "<address>"}


def test_no_pattern_has_a_word_that_is_dropped_from_every_message() -> None:
    dropped = set(GROUPS["<particle>"])
    words = {part for _, pattern, _ in PATTERNS for part in parts(pattern)}
    assert not words & dropped


def test_an_exception_is_about_a_signal_that_can_be_heard() -> None:
    heard = {name for name, _, mode in PATTERNS if mode != "except"}
    assert {name for name, _, _ in PATTERNS} == heard == set(tables().names)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("lihat oss.go.id ya", "lihat oss go id ya"),
        ("buka https://oss.go.id/daftar", "buka https oss go id daftar"),
        ("di oss go.id", "di oss go id"),
        ("klik oss-go.id", "klik <link> oss go id"),
        ("klik www.oss-go-id.com/x", "klik <link> w oss go id com x"),
        ("klik oss.go.id.co", "klik <link> oss go id co"),
        ("sudah.gimana", "sudah bagaimana"),
        ("surel budi.s@contoh.com", "email budi s contoh com"),
    ],
)
def test_a_link_that_is_no_governments_is_marked(text: str, words: str) -> None:
    assert " ".join(word for part in sentences(text, {}) for word in part) == words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("apa? baik. oke", [["apa"], ["baik"], ["oke"]]),
        ("satu\ndua", [["satu"], ["dua"]]),
        ("rp 350.000 saja", [["rp", "350", "000", "saja"]]),
    ],
)
def test_sentences_end_at_a_mark_before_a_space_and_at_the_end_of_a_line(text, found) -> None:
    assert [part for part in sentences(text, {}) if part] == found


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("2jt", ("2", "juta")),
        ("rp500", ("rp", "500")),
        ("3x", ("3", "x")),
        ("cepat2nya", ("cepat", "cepatnya")),
        ("kecewaaa", ("kecewa",)),
        ("bangeeet", ("sangat",)),
        ("jum'at", ("jumat",)),
        ("ditelpon", ("ditelepon",)),
        ("duitnya", ("uangnya",)),
        ("dinas", ("dinas",)),
    ],
)
def test_a_word_is_written_out(raw: str, words: tuple[str, ...]) -> None:
    assert spelt(raw) == words


def test_a_group_of_local_words_is_read_together_and_an_empty_meaning_drops_a_word() -> None:
    lexicon = {"kaya apa": "bagaimana", "pang": "", "pian": "kamu"}
    assert sentences("kaya apa pang piannn", lexicon) == [["bagaimana", "kamu"]]
    assert sentences("selamat pg", {}) == [["selamat", "pagi"]]
