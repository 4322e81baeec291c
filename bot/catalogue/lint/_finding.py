"""What a lint check looks at, and what it says. No check lives here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

from bot.catalogue.notes import ERROR, WARNING, Finding, note
from bot.catalogue.told import Told, told
from bot.model.entry import Catalogue, Entry

__all__ = ["ERROR", "PAGE", "WARNING", "Finding", "Look", "Segments", "at", "of"]

PAGE = "privacy_page"  # sentences of the public page: the law's own words, never sent as a message


class Segments(Protocol):
    """What an SMS costs, as the channels count it."""

    @property
    def parts(self) -> int:
        """Number of SMS parts."""

    @property
    def units(self) -> int:
        """Septets or UTF-16 units in all."""

    @property
    def culprits(self) -> tuple[str, ...]:
        """Characters that force UCS-2."""

    @property
    def instead(self) -> tuple[str, ...]:
        """What is sent in place of each of them."""


@dataclass(frozen=True)
class Look:
    """All that a check may look at."""

    catalogue: Catalogue
    segments: Callable[[str], Segments]
    today: date

    @cached_property
    def texts(self) -> tuple[Told, ...]:
        """Every text that is told, without the public privacy page."""
        return tuple(text for text in told(self.catalogue) if not text.owner.startswith(PAGE))


def at(place: Told, level: str, key: str, /, **gaps: object) -> Finding:
    """Make a finding about a text."""
    owner = f"{place.owner} {place.part}.{place.language}"
    return Finding(place.file, place.line, level, note(key, **gaps), owner)


def of(entry: Entry, level: str, line: int, key: str, /, **gaps: object) -> Finding:
    """Make a finding about an entry, or (with a line above 0) a line of it."""
    return Finding(entry.file, line or entry.line, level, note(key, **gaps), entry.id)
