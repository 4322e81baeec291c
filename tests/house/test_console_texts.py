"""Promises about the console's own texts: the same keys and marks in both languages, none unused, none missing."""

import re
from functools import cache
from string import Formatter

from bot.console.texts import en
from bot.console.texts import id as indonesian
from intents import hearing
from intents.patterns import tables
from tests.house.source import ROOT, joined, sources, strings

TEXTS = {"id": indonesian.TEXTS, "en": en.TEXTS}
KEY = r"[a-z0-9_]+"
CONSOLE = ROOT / "bot/console"


def test_both_languages_have_the_same_texts():
    assert set(TEXTS["id"]) == set(TEXTS["en"])


def test_a_text_has_the_same_marks_in_both_languages():
    assert {k for k in TEXTS["id"] if _marks(TEXTS["id"][k]) != _marks(TEXTS["en"][k])} == set()


def test_no_text_is_empty():
    assert {k for words in TEXTS.values() for k, text in words.items() if not text.strip()} == set()


def test_every_text_is_used():
    unused = {k for k in TEXTS["id"] if k not in _words() and not _families().fullmatch(k)}
    assert unused == set()


def test_every_text_that_a_page_shows_exists():
    shown = set(re.findall(rf'\bt\(\s*"({KEY})"\s*[,)]', _pages() + _code()))
    assert shown - set(TEXTS["id"]) == set()


def test_every_signal_has_a_name_on_the_page():
    names = {*tables().names, *hearing.shipped().names}
    assert {f"studio_signal_{name}" for name in names} - set(TEXTS["id"]) == set()


def _marks(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text)} - {None}


@cache
def _pages() -> str:
    return "\n".join(p.read_text(encoding="utf-8") for p in CONSOLE.rglob("*.html"))


@cache
def _code() -> str:
    return "\n".join(s.text for s in _sources())


@cache
def _words() -> frozenset[str]:
    """Every key that stands somewhere as a whole."""
    quoted = re.findall(rf"""["']({KEY})["']""", _pages())
    return frozenset(quoted) | {value for source in _sources() for _, value in strings(source)}


@cache
def _families() -> re.Pattern[str]:
    """Keys put together while a page is made: `word("role", ...)`, `t("menu_" ~ ...)`, `f"sort_{x}"`."""
    everything = _pages() + _code()
    begun = re.findall(rf'\bword\(\s*"({KEY})"', everything)
    glued = re.findall(rf'"({KEY}_)"\s*~', everything)
    starts = [f"{one}_" for one in begun] + glued
    whole = [pattern.pattern for source in _sources() for pattern in joined(source)]
    return re.compile("|".join([*(re.escape(start) + KEY for start in starts), *whole]))


@cache
def _sources():
    return tuple(s for s in sources("bot/console") if "/texts/" not in s.name)
