"""Promise to other cities: no name or number of the office stands in the code; faq_data tells them."""

import re
from functools import cache
from urllib.parse import urlsplit

import pytest
import yaml

from tests.house.source import PRODUCT, ROOT, sources

# Words that any Indonesian licensing office has in its name, or that mean the product itself.
GENERIC = {"kota", "kabupaten", "city", "regency", "perizinan", "digital", "licensing", "office"}
LEAST_DIGITS = 7  # of a phone number; a shorter number may be anything


def test_the_code_names_no_office():
    told = [
        f"{name}: {word}" for name, text in _code().items() for word in _words() if word in text
    ]
    assert told == []


def test_the_code_holds_no_number_of_the_office():
    runs = {name: _digit_runs(text) for name, text in _code().items()}
    told = [f"{name}: {n}" for name, found in runs.items() for n in _numbers() if n in found]
    assert told == []


@pytest.mark.parametrize("word", ["bontang", "siperietnik"])
def test_the_words_looked_for_are_those_of_this_office(word):
    assert word in _words()


def test_a_number_is_seen_in_each_of_its_spellings():
    assert _digit_runs("call +62 811-000-111, or 0811 000 111") == {"811000111"}


@cache
def _office() -> dict:
    text = (ROOT / "faq_data/office.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - only texts, no objects


@cache
def _words() -> frozenset[str]:
    names = [text for key in ("city", "portal") for text in _office()["office"][key].values()]
    words = {w.lower() for name in names for w in re.findall(r"[A-Z]\w{3,}", name)}
    hosts = {urlsplit(value).hostname for value in _values() if "://" in value}
    return frozenset(words - GENERIC) | hosts


@cache
def _numbers() -> frozenset[str]:
    return frozenset(
        number for value in _values() if "://" not in value for number in _digit_runs(value)
    )


def _values() -> list[str]:
    values = [fact["value"] for fact in _office()["facts"].values()]
    return [text for v in values for text in (v.values() if isinstance(v, dict) else [v])]


def _digit_runs(text: str) -> set[str]:
    runs = {re.sub(r"\D", "", run) for run in re.findall(r"\+?\d[\d .-]{5,}\d", text)}
    plain = {re.sub(r"^(62|0)", "", run) for run in runs}
    return {run for run in plain if len(run) >= LEAST_DIGITS}


@cache
def _code() -> dict[str, str]:
    pages = [p for end in ("html", "js", "css") for p in (ROOT / "bot").rglob(f"*.{end}")]
    pages += (ROOT / "intents/data").glob("*.tsv")
    code = {source.name: source.text.lower() for source in sources(*PRODUCT)}
    return code | {p.relative_to(ROOT).as_posix(): p.read_text("utf-8").lower() for p in pages}
