"""Promises of how parts are named and set side by side: in the reader's language, nothing raw, nothing taken back."""

import re
from itertools import chain

import pytest

from bot.catalogue import load
from bot.catalogue.differing import _everything
from bot.console import parts
from bot.console.words import TEXTS
from bot.desk.merging import merged
from bot.errors import Conflict
from tests.house.source import ROOT
from tests.make import faq_files

BASE = {
    "title": {"id": "Biaya", "en": "Cost"},
    "phrases": {"biasa": ["satu", "dua", "tiga"]},
    "source": "surat",
}
THEIRS = {
    "title": {"id": "Biaya", "en": "Fee"},
    "phrases": {"biasa": ["satu", "dua", "empat"], "formal": ["Berapa?"]},
    "source": "surat",
    "sms": {"id": "Gratis."},
}
YOURS = {
    "title": {"id": "Ongkos", "en": "Cost"},
    "phrases": {"biasa": ["dua", "tiga", "lima"]},
    "source": "edaran",
}
CONFLICT = Conflict(base=BASE, theirs=THEIRS, yours=YOURS)


def test_every_part_of_the_catalogue_has_a_name_in_every_language():
    everything = chain.from_iterable(_everything(load(faq_files())).values())
    heads = {name.partition(".")[0] for name in everything}
    lacking = {h for h in heads for told in TEXTS.values() if f"studio_part_{h}" not in told}
    assert heads
    assert lacking == set()


def test_everything_that_the_matcher_says_of_itself_can_be_told():
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "intents").glob("*.py"))
    told = re.findall(r'return "\w+", f"([^"]+)"|because="([^"{]+)"', code)
    said = {re.sub(r"\{[^}]+\}", "_", one or other) for one, other in told}
    assert said == set(parts.BECAUSE)
    assert set(re.findall(r'because ?= ?f"([^{]+)\{', code)) == set(parts.PREFIXES)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("id", "kata yang dipakai banyak entri, salah satu dari tiga teratas 0.70"),
        ("en", "words that many entries share, one of the first three by 0.70"),
    ],
)
def test_what_is_said_before_a_reason_is_told_too(app, language, told):
    with app.test_request_context(f"/?bahasa={language}"):
        assert parts.because("words of many entries, one of three 0.70 >= 0.40").startswith(told)


def test_two_peoples_changes_of_different_words_are_both_kept():
    found = merged(CONFLICT)
    assert found["title"] == {"id": "Ongkos", "en": "Fee"}
    assert found["source"] == "edaran"
    assert found["phrases"] == {"biasa": ["dua", "empat", "lima"], "formal": ["Berapa?"]}
    assert found["sms"] == {"id": "Gratis."}


@pytest.mark.parametrize("side", [BASE, THEIRS])
def test_who_changed_nothing_takes_nothing_back(side):
    assert merged(Conflict(base=side, theirs=THEIRS, yours=side)) == THEIRS
    assert merged(Conflict(base=BASE, theirs=BASE, yours=YOURS)) == YOURS


def test_where_both_changed_the_same_words_yours_stay_in_the_form():
    told = Conflict(base={"value": "1"}, theirs={"value": "2"}, yours={"value": {"id": "3"}})
    assert merged(told) == {"value": {"id": "3"}}


def test_only_what_differs_stands_side_by_side():
    rows = {name: texts for name, *texts in parts.apart(CONFLICT)}
    assert rows["title.en"] == ["Cost", "Fee", "Cost"]
    assert rows["phrases.biasa"] == ["satu\ntiga", "satu\nempat", "tiga\nlima"]
