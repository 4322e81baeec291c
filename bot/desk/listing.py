"""The list of entries in the studio: searched and filtered. Changes nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from bot.desk import _cards, _faq_files
from bot.desk._cards import STATUSES, Card
from bot.desk.desk import Desk
from bot.errors import Telling

__all__ = ["STATUSES", "Card", "Filter", "Found", "entries", "facts", "families"]


@dataclass(frozen=True)
class Filter:
    """What the list is narrowed to; empty texts narrow nothing."""

    words: str = ""
    family: str = ""
    status: str = ""


@dataclass(frozen=True)
class Found:
    """The rows, how many each status holds without its filter, and the families by file name."""

    cards: list[Card]
    counts: dict[str, int]
    families: dict[str, str]
    problems: tuple[Telling, ...]  # of the folder, where it cannot be loaded


def entries(desk: Desk, asked: Filter, language: str = "id") -> Found:
    """Entries that hold the words (in id, title, texts or wordings), of the family, in the status."""
    near = [card for card in _cards.cards(desk) if _fits(card, asked)]
    counts = Counter(status for card in near for status in STATUSES if card.is_(status))
    rows = [card for card in near if card.is_(asked.status)]
    problems = _faq_files.read_now(desk).problems
    return Found(
        rows, {status: counts[status] for status in STATUSES}, families(desk, language), problems
    )


def families(desk: Desk, language: str = "id") -> dict[str, str]:
    """The topic families: file name and title."""
    now = _faq_files.read_now(desk).catalogue or desk.minds.current().catalogue
    return {name: words.get(language, words["id"]) for name, words in now.families.items()}


def _fits(card: Card, asked: Filter) -> bool:
    if asked.family and card.entry.family != asked.family:
        return False
    entry = card.entry
    parts = (entry.title, entry.answer, entry.sms, entry.intake)
    texts = [
        entry.id,
        *(t for words in parts for t in words.values()),
        *(p.text for p in entry.phrases),
    ]
    whole = " ".join(texts).casefold()
    return all(word in whole for word in asked.words.casefold().split())


def facts(desk: Desk) -> dict[str, str]:
    """Every fact that a text may cite, with its Indonesian value."""
    now = _faq_files.read_now(desk).catalogue or desk.minds.current().catalogue
    return {key: fact.value["id"] for key, fact in now.facts.items()}
