"""Promises of cutting a long text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels._split import LIMIT, clean, split, units

URL = "https://siap.example/layanan/izin?no=12.345"
CUT = {
    "nothing": ("  \n", 9, ()),
    "short": ("halo", 9, ("halo",)),
    "paragraph before sentence": (
        "Satu dua. Tiga.\n\nEmpat lima. Enam.",
        30,
        ("Satu dua. Tiga.", "Empat lima. Enam."),
    ),
    "sentence before word": ("Satu dua tiga. Empat lima", 20, ("Satu dua tiga.", "Empat lima")),
    "line before word": ("Satu dua tiga\nEmpat lima", 20, ("Satu dua tiga", "Empat lima")),
    "a paragraph too early is no cut": (
        "A\n\nSatu dua tiga empat",
        14,
        ("A\n\nSatu dua", "tiga empat"),
    ),
    "word": ("satu dua tiga", 9, ("satu dua", "tiga")),
    "not inside a phone number": ("hubungi 0811 4345", 14, ("hubungi", "0811 4345")),
    "not after a list number": ("satu dua 3. empat lima", 13, ("satu dua 3.", "empat lima")),
    "not inside a link": (f"buka {URL} ya", 44, ("buka", URL, "ya")),
    "nothing but numbers": ("11 22 33", 6, ("11 22", "33")),
    "one endless word": ("a" * 25, 10, ("a" * 10, "a" * 10, "a" * 5)),
    "emoji stay whole": ("🙏" * 5, 5, ("🙏🙏", "🙏🙏", "🙏")),
}


@pytest.mark.parametrize(("text", "limit", "parts"), CUT.values(), ids=CUT)
def test_a_text_is_cut_where_a_reader_would(text, limit, parts):
    assert split(text, limit) == parts


@given(st.text(st.sampled_from("ab 1.\n!🙏é"), max_size=120), st.integers(4, 40))
def test_no_part_is_too_long_and_no_sign_is_lost(text, limit):
    parts = split(text, limit)
    assert all(0 < units(part) <= limit for part in parts)
    assert re.sub(r"\s", "", "".join(parts)) == re.sub(r"\s", "", clean(text))


@given(st.lists(st.sampled_from([URL, "0811-4345-757", "Rp1.500.000", "syarat", "untuk."])))
def test_links_and_numbers_arrive_whole(words):
    assert " ".join(split(" ".join(words), 60)).split() == words


def test_a_part_fits_what_providers_take():
    assert units("🙏") == 2
    assert max(units(part) for part in split("kata " * 2000)) <= LIMIT


@given(st.text())
def test_control_characters_are_left_out(text):
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", clean(text))


def test_every_kind_of_line_end_becomes_one():
    assert clean("a\r\nb\rc\td") == "a\nb\nc\td"
