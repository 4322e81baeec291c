"""How a version reads the texts of a period, remembered: a page asks for the same ones at every load. No pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from weakref import WeakKeyDictionary

from bot.desk._mind import Mind
from intents import Matcher

MOST = 4000  # texts of one version


@dataclass(frozen=True)
class Read:
    """What a version makes of one text: its verdict, and how likely each entry is."""

    verdict: str
    likely: Mapping[str, float]


KNOWN: WeakKeyDictionary[Matcher, dict[bytes, Read]] = WeakKeyDictionary()


def read(mind: Mind, text: str) -> Read:
    """Read a text, or remember how it was read (by a hash: no citizen's words stay in memory)."""
    known = KNOWN.setdefault(mind.matcher, {})
    key = blake2b(text.encode(), digest_size=16).digest()
    found = known.get(key)
    if found is None:
        match = mind.matcher.match(text)
        found = Read(match.verdict, {c.entry: c.confidence for c in match.candidates})
        if len(known) >= MOST:
            known.clear()
        known[key] = found
    return found
