"""Promises about what the bot says by itself: in both languages, nothing unused, nothing missing."""

import ast
import re
from functools import cache

from bot.catalogue import load, read_files
from tests.house.source import ROOT, joined, sources, strings

SPEAKERS = ("Say", "render_sentence", "sentence")  # calls that take a sentence's key as a text
SENTENCES = load(read_files(ROOT / "faq_data")).sentences


def test_every_sentence_is_there_in_both_languages():
    assert [
        key for key, words in SENTENCES.items() if not (words.get("id") and words.get("en"))
    ] == []


def test_every_sentence_is_used():
    assert {key for key in SENTENCES if not _used(key)} == set()


def test_every_sentence_that_the_code_says_exists():
    assert _said() - set(SENTENCES) == set()


def _used(key: str) -> bool:
    return key in _constants() or any(pattern.fullmatch(key) for pattern in _patterns())


@cache
def _constants() -> frozenset[str]:
    pages = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "bot").rglob("*.html"))
    quoted = re.findall(r"[\"']([a-z0-9_]+)[\"']", pages)
    return frozenset(quoted) | {value for source in sources("bot") for _, value in strings(source)}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Keys put together in the code, and whole groups taken by `key.startswith("group_")`."""
    groups = [g for s in sources("bot") for g in re.findall(r'startswith\("([a-z_]+_)"\)', s.text)]
    glued = [pattern for source in sources("bot") for pattern in joined(source)]
    return (*(re.compile(f"{group}[a-z0-9_]+") for group in groups), *glued)


def _said() -> set[str]:
    calls = [n for s in sources("bot") for n in ast.walk(s.tree) if isinstance(n, ast.Call)]
    told = [c for c in calls if getattr(c.func, "id", getattr(c.func, "attr", "")) in SPEAKERS]
    texts = [arg.value for call in told for arg in call.args if isinstance(arg, ast.Constant)]
    return {text for text in texts if isinstance(text, str)}
