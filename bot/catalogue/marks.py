"""The marks in texts: {fact:key} and {name}. Finding and filling only; no dates, no channels."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from bot.model.entry import Entry, Words

MARK = re.compile(r"\{(?:(fact):)?([a-z][a-z0-9_]{0,39})\}", re.ASCII)


def fill(text: str, fact: Callable[[str], str], param: Callable[[str], str]) -> str:
    """Replace every mark once; what is filled in is never looked at again."""
    return MARK.sub(lambda mark: fact(mark[2]) if mark[1] else param(mark[2]), text)


@lru_cache(maxsize=8192)
def facts_in(text: str) -> frozenset[str]:
    """Return the keys of the facts that a text cites."""
    return frozenset(mark[2] for mark in MARK.finditer(text) if mark[1])


@lru_cache(maxsize=2048)
def params_in(text: str) -> frozenset[str]:
    """Return the names of the other marks of a text."""
    return frozenset(mark[2] for mark in MARK.finditer(text) if not mark[1])


def texts_of(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield every text of an entry that citizens read, as ("answer.id", text)."""
    parts: dict[str, Words] = {"title": entry.title, "answer": entry.answer, "sms": entry.sms, "intake": entry.intake}
    for part, words in parts.items():
        for language, text in words.items():
            yield f"{part}.{language}", text


def facts_of(entry: Entry) -> frozenset[str]:
    """Return the keys of the facts that any text of the entry cites."""
    return frozenset().union(*(facts_in(text) for _, text in texts_of(entry)))
