"""Promises of counting and writing SMS."""

# ruff: noqa: RUF001 - look-alikes are the matter of this file

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels._sms import ALONE, GSM7, JOINED, Segments, plain, segments

COUNTS = {
    "nothing": ("", 0, "gsm7", 0),
    "one": ("a", 1, "gsm7", 1),
    "full": ("a" * 160, 1, "gsm7", 160),
    "one more": ("a" * 161, 2, "gsm7", 161),
    "two full": ("a" * 306, 2, "gsm7", 306),
    "two and one": ("a" * 307, 3, "gsm7", 307),
    "1600": ("a" * 1600, 11, "gsm7", 1600),
    "escapes": ("€" * 80, 1, "gsm7", 160),
    "one more escape": ("€" * 81, 2, "gsm7", 162),
    "an escape pair stays whole": ("a" * 152 + "[" + "a" * 152, 3, "gsm7", 306),
    "unicode": ("—" + "a" * 69, 1, "ucs2", 70),
    "unicode, one more": ("—" + "a" * 70, 2, "ucs2", 71),
    "unicode, two full": ("—" + "a" * 133, 2, "ucs2", 134),
    "unicode, 1600": ("—" * 1600, 24, "ucs2", 1600),
    "emoji": ("🙏" * 35, 1, "ucs2", 70),
    "a surrogate pair stays whole": ("🙏" * 67, 3, "ucs2", 134),
    "brackets beside emoji cost one": ("🙏[", 1, "ucs2", 3),
}
WRITTEN = {
    "Senin–Jumat, 08.00—15.00": "Senin-Jumat, 08.00-15.00",
    "“Jum’at” «Nu′man»": '"Jum\'at" "Nu\'man"',
    "sebentar…": "sebentar...",
    "• menu → unggah": "- menu > unggah",
    "a\u00a0b\u202fc\td\u200be\ufeff": "a b c de",
    "100 m², 3 × 24 jam, ½, ≥ 5 ha, ≤ 2": "100 m2, 3 x 24 jam, 1/2, >= 5 ha, <= 2",
    "±5 ÷ 2 ≈ 2°": "+/-5 / 2 ~ 2",
    "`kode` ```blok```": "'kode' blok",
    "á í ó ú â ê ç š": "a i o u a e c s",
    "© ® ™ № ‰ ¶": "(c) (r) (tm) No o/oo",
    "1️⃣ NIB\n2️⃣. PBG": "1. NIB\n2. PBG",
    "📌 Syarat:\n🙏 Terima kasih🙏 ya 👨‍👩‍👧": "Syarat:\nTerima kasih ya",
    "*tebal* _miring_ ~coret~ *_dua_*": "tebal miring coret dua",
    "2*3*4 a_b_c * butir": "2*3*4 a_b_c * butir",
    "https://oss.go.id/_a_/x_y_": "https://oss.go.id/_a_/x_y_",
    "e\u0301 x\u0302 y": "é x y",
    "Ångström Çà è": "Ångström Çà è",
    "a\r\nb\u2028c": "a\nb\nc",
    "\uff2e\uff29\uff22": "NIB",
    "Łukasz đ œ": "Lukasz d oe",
}
texts = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(("text", "parts", "encoding", "units"), COUNTS.values(), ids=COUNTS)
def test_a_text_is_counted_as_carriers_do(text, parts, encoding, units):
    counted = segments(text)
    assert (counted.parts, counted.encoding, counted.units) == (parts, encoding, units)


def test_the_characters_that_cost_are_named_once_each():
    assert segments("a–b–c🙏").culprits == ("–", "🙏")
    assert segments("a") == Segments(1, "gsm7", 1)


@pytest.mark.parametrize(("text", "expected"), WRITTEN.items())
def test_typography_is_written_in_plain_letters(text, expected):
    assert plain(text) == expected
    assert segments(expected).encoding == "gsm7"


def test_another_script_stays_as_it_is():
    assert plain("السلام 谢谢") == "السلام 谢谢"


@given(texts)
def test_writing_plainly_twice_changes_nothing_more(text):
    assert plain(plain(text)) == plain(text)


@given(st.text(st.sampled_from(sorted(GSM7 - set("*_~\r\f'. "))), max_size=200))
def test_plain_letters_stay_as_they_are(text):
    assert plain(text) == text


@given(st.text(max_size=800))
def test_the_parts_hold_the_text_and_none_is_wasted(text):
    counted = segments(text)
    alone, joined = ALONE[counted.encoding], JOINED[counted.encoding]
    if counted.units <= alone:
        assert counted.parts == min(counted.units, 1)
    else:  # at most one unit a part is left free, before a pair
        assert counted.parts * (joined - 1) <= counted.units + joined
        assert counted.units <= counted.parts * joined
