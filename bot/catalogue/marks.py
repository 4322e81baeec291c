"""The marks in texts: {fact:key} and {name}. Finding and filling only; no dates, no channels."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from bot.model.entry import Entry

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


def facts_of(entry: Entry) -> frozenset[str]:
    """Return the keys of the facts that any text of the entry cites."""
    parts = (entry.title, entry.answer, entry.sms, entry.intake)
    texts = (text for words in parts for text in words.values())
    return frozenset().union(*(facts_in(text) for text in texts))
