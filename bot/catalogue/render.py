"""Texts as citizens read them: facts filled in, and told how fresh they are. Decides nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from babel.dates import format_date

from bot.catalogue.marks import facts_in, facts_of, fill
from bot.catalogue.texts import DATED, DOUBTFUL
from bot.errors import NotFound
from bot.model.channel import Channel
from bot.model.entry import Catalogue, Entry, Fact, Provenance, Words

FIRST = "id"  # the language that is always there
LOCALES = {"id": "id", "en": "en"}
MARKUP = re.compile(r"(?<![\w*_~])([*_~])(?=\S)([^*_~\n]{1,300})(?<=\S)\1(?![\w*_~])")


def render_entry(
    catalogue: Catalogue, entry_id: str, *, language: str, channel: Channel, today: date
) -> str:
    """Return the answer of an entry in the form the channel needs; NotFound for an unknown id.

    A short channel gets the `sms` text where there is one. One note is appended when a cited
    fact is not signed off (since when we know it), or when something is past its review date.
    """
    entry = _entry(catalogue, entry_id)
    words = entry.sms if channel.short and entry.sms.get(FIRST) else entry.answer
    text = _in(words, language)
    shown = render_words(catalogue, {FIRST: text if channel.markup else MARKUP.sub(r"\2", text)}, language=language)
    note = _note(catalogue, entry, text, language=language, today=today, short=channel.short)
    return f"{shown}{' ' if channel.short else '\n\n'}{note}" if note else shown


def render_sentence(
    catalogue: Catalogue, key: str, *, language: str, params: Mapping[str, str]
) -> str:
    """Return a fixed sentence with its marks filled; NotFound names a missing key or param."""
    if key not in catalogue.sentences:
        raise NotFound(f"sentence {key}")
    return render_words(catalogue, catalogue.sentences[key], language=language, params=params)


def render_words(
    catalogue: Catalogue, words: Words, *, language: str, params: Mapping[str, str] | None = None
) -> str:
    """Return any text of the catalogue in a language (Indonesian where it lacks), marks filled."""
    given = params or {}

    def param(name: str) -> str:
        if name not in given:
            raise NotFound(f"value of {{{name}}}")
        return given[name]

    return fill(_in(words, language), lambda key: _in(_fact(catalogue, key).value, language), param)


def stale_entries(catalogue: Catalogue, today: date) -> frozenset[str]:
    """Return the entries that are past their review date, or cite a fact that is."""
    day = today.isoformat()
    old = {key for key, fact in catalogue.facts.items() if fact.provenance.review_by < day}
    return frozenset(
        entry.id
        for entry in catalogue.entries.values()
        if entry.provenance.review_by < day or not old.isdisjoint(facts_of(entry))
    )
