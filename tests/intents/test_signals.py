"""Signals: what a message shows beside its topic; most promises are rows of signal_cases.tsv."""

from collections import Counter
from pathlib import Path

import pytest

from intents import hearing
from intents.packaged import read_rows
from intents.signals import Signal, read_signals, signal_names
from intents.spelling import LONGEST

TABLE = Path(__file__).with_name("signal_cases.tsv").read_text("utf-8")
CASES = [tuple(line.split("\t")) for line in TABLE.splitlines()]
NAMES = tuple(dict.fromkeys(name for name, _, mode in read_rows("signals.tsv") if mode != "group"))
DELICATE = ("insult", "politics", "named_official", "court", "self_harm", "emergency", "threat")
LOCAL = {
    "ulun": "saya",
    "handak": "mau",
    "balum": "belum",
    "kada": "tidak",
    "endik": "tidak",
    "banar": "benar",
    "lawan": "dengan",
    "pian": "kamu",
    "kawa": "bisa",
    "mi": "",
    "kaya apa": "bagaimana",
    "dah": "sudah",
}
IN_LOCAL_WORDS = [
    ("self_harm", "yes", "ulun handak mati haja"),
    ("self_harm", "yes", "kada handak hidup lagi ulun"),
    ("self_harm", "no", "usaha ulun kada hidup lagi"),
    ("own_file", "yes", "berkas ulun balum tuntung jua kah"),
    ("own_file", "yes", "nib ulun balum terbit jua"),
    ("own_file", "no", "ulun balum punya nib"),
    ("complaint", "yes", "lelet banar pelayanan pian"),
    ("complaint", "yes", "petugasnya kada sopan lawan urang tuha"),
    ("complaint", "yes", "kok kada dilayani, padahal sudah dari subuh"),
    ("complaint", "yes", "endik ada yang jawab"),
    ("complaint", "no", "kada lambat banar kah prosesnya"),
    ("person", "yes", "handak bicara lawan petugas"),
    ("dissatisfied", "yes", "kada paham"),
    ("dissatisfied", "yes", "kaya apa maksudnya"),
    ("no", "yes", "endik usah"),
    ("no", "no", "kada kawa login"),
    ("account", "yes", "kada kawa login"),
    ("own_file", "yes", "dah mi terbit izinku"),
]


def names(text: str, lexicon: dict[str, str] | None = None) -> set[str]:
    return {signal.name for signal in read_signals(text, lexicon)}


def written(text: str) -> set[str]:
    """What the patterns alone find."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hearing, "heard", lambda *_: [])
        return names(text)


def test_the_names_alone_are_those_that_are_explained() -> None:
    for _, _, text in CASES:
        assert signal_names(text) == names(text)


@pytest.mark.parametrize(("name", "shown", "text"), CASES)
def test_a_message_shows_what_its_words_say_and_no_more(name: str, shown: str, text: str) -> None:
    assert (name in names(text)) == (shown == "yes")


def test_every_signal_has_its_share_of_cases() -> None:
    shown, hidden = (Counter(c[0] for c in CASES if c[1] == side) for side in ("yes", "no"))
    assert all(shown[name] >= 8 and hidden[name] >= 4 for name in NAMES)
    assert all(shown[name] + hidden[name] >= 35 for name in DELICATE)


def test_every_case_is_about_a_known_signal_and_told_once() -> None:
    assert {case[0] for case in CASES} == set(NAMES)
    assert len(set(CASES)) == len(CASES)


@pytest.mark.parametrize(("name", "shown", "text"), IN_LOCAL_WORDS)
def test_local_words_are_read_as_plain_ones(name: str, shown: str, text: str) -> None:
    assert (name in names(text, LOCAL)) == (shown == "yes")


def test_local_words_win_over_general_ones() -> None:
    assert names("makasih") == {"thanks"}
    assert names("makasih", {"makasih": "nasi"}) == set()


def test_the_words_that_decided_are_named() -> None:
    assert read_signals("aku kecewa bgt, akunnya terkunci!") == (
        Signal("complaint", ("kecewa",)),
        Signal("account", ("akunnya", "terkunci")),
    )


def test_nothing_shows_in_nothing() -> None:
    assert read_signals("") == ()
    assert read_signals(" ... \U0001f600 ") == ()
    assert read_signals("kah") == ()


def test_a_form_of_address_alone_is_still_a_message() -> None:
    assert names("min") == {"greeting"}
    assert names("kak pak bu") == set()


def test_a_form_of_address_parts_no_message() -> None:
    assert "no" in names("tidak usah pak makasih")


def test_an_emoji_counts_however_often_and_in_what_colour_it_comes() -> None:
    assert "dissatisfied" in names("👎🏽👎🏽👎🏽")
    assert "thanks" in names("🙏 🙏")
    assert names("👍🙏") == {"thanks", "yes"}
    assert names("oke siap 👍🙏") == {"yes"}


def test_a_gap_takes_as_many_words_as_it_says_or_none() -> None:
    assert "named_official" in written("wali kota korupsi")
    assert "named_official" in written("wali kota itu korupsi")
    assert "named_official" not in written("wali kota sudah lama sekali bilang korupsi")
    assert "complaint" in written("petugas yang tadi pagi di sana judes")
    assert "complaint" not in written("petugas yang tadi pagi di sana itu bukan judes")


def test_a_gap_reaches_over_no_end_of_a_sentence() -> None:
    assert "fraud" in written("orang itu kemarin minta ke saya uang")
    assert "fraud" not in written("orang itu kemarin minta. ke saya uang")
    assert "fraud" not in written("saya orang baru\nkemarin minta bukti bayar")


def test_stretched_letters_chat_words_and_doubled_words_are_read() -> None:
    assert "complaint" in names("KECEWAAAA")
    assert "complaint" in names("petugas marah2")
    assert "no" in names("gk usahhh")
    assert "self_harm" in names("minum obat sebanyak2nya")


def test_particles_do_not_part_words_that_belong_together() -> None:
    assert "account" in names("lupa mi kata sandi")


def test_whose_a_thing_is_may_hang_on_its_word() -> None:
    assert read_signals("berkasku mana")[0].words == ("berkas", "saya")
    assert "own_file" in names("berkas ku mana")
    assert "own_file" not in names("buku mana")


@pytest.mark.parametrize(
    "text",
    [
        "dia mintain transfer",
        "ada yang nyuruh transfer",
        "ada yang maksa saya transfer",
        "dia nagih saya uang",
        "saya ketipu",
        "ada yang nawarin jasa",
        "dia ngaku petugas",
    ],
)
def test_chat_spelling_of_affixes_is_read(text: str) -> None:
    assert "fraud" in names(text)


def test_a_word_of_the_dictionary_is_not_taken_apart() -> None:
    assert "insult" not in names("saya naik motor")  # n-aik would be t-aik


def test_stop_is_the_whole_message_or_nothing() -> None:
    assert names("stop pak") == {"stop"}
    assert "stop" not in names("mau stop usaha")


def test_what_stands_behind_the_limit_is_not_read() -> None:
    assert read_signals("a " * LONGEST + "penipuan") == ()


def test_each_signal_is_told_once_and_in_the_order_of_the_data() -> None:
    found = [
        signal.name for signal in read_signals("terima kasih saya kecewa kecewa, minta petugas")
    ]
    assert found == [name for name in NAMES if name in {"person", "complaint", "thanks"}]
