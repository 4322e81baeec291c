"""Signals: what a message shows beside its topic; most promises are rows of signal_cases.tsv."""

from collections import Counter
from pathlib import Path

import pytest

from intents.packaged import read_rows
from intents.signals import GAP, LONGEST, Signal, read_signals

TABLE = Path(__file__).with_name("signal_cases.tsv").read_text("utf-8")
CASES = [tuple(line.split("\t")) for line in TABLE.splitlines()]
ROWS = read_rows("signals.tsv")
NAMES = tuple(dict.fromkeys(row[0] for row in ROWS))
DELICATE = ("insult", "politics", "named_official", "court", "self_harm")


def names(text: str) -> set[str]:
    return {signal.name for signal in read_signals(text)}


@pytest.mark.parametrize(("name", "shown", "text"), CASES)
def test_a_message_shows_what_its_words_say_and_no_more(name: str, shown: str, text: str) -> None:
    assert (name in names(text)) == (shown == "yes")


def test_every_signal_has_its_share_of_cases() -> None:
    shown, hidden = (Counter(c[0] for c in CASES if c[1] == side) for side in ("yes", "no"))
    assert all(shown[name] >= 8 and hidden[name] >= 4 for name in NAMES)
    assert all(shown[name] + hidden[name] >= 40 for name in DELICATE)


def test_every_case_is_about_a_known_signal() -> None:
    assert {case[0] for case in CASES} == set(NAMES)


def test_every_row_is_a_name_words_and_a_mode() -> None:
    assert all(row[2] in {"any", "start", "whole", "except"} for row in ROWS)
    assert all(row[1].split()[0] != GAP and row[1].split()[-1] != GAP for row in ROWS)
    assert len(set(ROWS)) == len(ROWS)


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


def test_a_gap_takes_one_word_or_none() -> None:
    assert "named_official" in names("wali kota korupsi")
    assert "named_official" in names("wali kota itu korupsi")
    assert "named_official" not in names("wali kota sudah lama sekali bilang korupsi")


def test_stretched_letters_chat_words_and_doubled_words_are_read() -> None:
    assert "complaint" in names("KECEWAAAA")
    assert "complaint" in names("petugas marah2")
    assert "no" in names("gk usahhh")


def test_particles_do_not_part_words_that_belong_together() -> None:
    assert "account" in names("lupa mi kata sandi")


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
