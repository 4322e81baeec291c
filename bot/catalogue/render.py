"""Texts as citizens read them: facts filled in, and told how fresh they are. Decides nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from babel.dates import format_date

from bot.catalogue.marks import facts_in, facts_of, fill
from bot.catalogue.texts import DATED, DOUBTFUL
from bot.errors import NotFound
from bot.model.channel import Channel
from bot.model.entry import POLICY, Catalogue, Entry, Words

FIRST = "id"  # the language that is always there
LOCALES = {"id": "id", "en": "en"}
# a pair of marks around words, never inside one: a_b_c and 2*3 stay
MARKUP = re.compile(r"(?<![\w*_~])([*_~])(?=\S)([^*_~\n]{1,300})(?<=\S)\1(?![\w*_~])")


def render_entry(
    catalogue: Catalogue, entry_id: str, *, language: str, channel: Channel, today: date
) -> str:
    """Return the answer of an entry in the form the channel needs; NotFound for an unknown id.

    A short channel gets the `sms` text where there is one. One note is appended when the text or a
    fact that it cites is not signed off (since when we know it), or is past its review date.
    """
    if entry_id not in catalogue.entries:
        raise NotFound(f"entry {entry_id}")
    entry = catalogue.entries[entry_id]
    words = entry.sms if channel.short and entry.sms.get(FIRST) else entry.answer
    spoken = _spoken(words, language)
    text = words[spoken] if channel.markup else MARKUP.sub(r"\2", words[spoken])
    key, month = _freshness(catalogue, entry, text, today)
    shown = render_words(catalogue, {FIRST: text, spoken: text}, language=spoken)
    if not key:
        return shown
    key, gap = (f"{key}_sms", " ") if channel.short else (key, "\n\n")
    told = {"month": _month(month, spoken)}
    return shown + gap + render_sentence(catalogue, key, language=spoken, params=told)


@lru_cache(maxsize=256)
def _month(day: date, language: str) -> str:
    return format_date(day, "MMM yyyy", locale=LOCALES.get(language, FIRST))


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
    spoken = _spoken(words, language)

    def fact(key: str) -> str:
        value = catalogue.facts[key].value
        return value[_spoken(value, spoken)]

    def param(name: str) -> str:
        if not params or name not in params:
            raise NotFound(f"a value for {{{name}}} in: {words[spoken][:60]}")
        return params[name]

    return fill(words[spoken], fact, param)


def stale_entries(catalogue: Catalogue, today: date) -> frozenset[str]:
    """Return the entries that are past their review date, or cite a fact that is."""
    return frozenset(
        name for name, entry in catalogue.entries.items() if _stale(catalogue, entry, today)
    )


def _stale(catalogue: Catalogue, entry: Entry, today: date) -> list[date]:
    """Return since when we know whatever of an entry is past its review date."""
    sources = [entry.provenance, *(catalogue.facts[key].provenance for key in facts_of(entry))]
    return [date.fromisoformat(s.as_of) for s in sources if s.review_by < today.isoformat()]


def _freshness(catalogue: Catalogue, entry: Entry, text: str, today: date) -> tuple[str, date]:
    """Return the sentence to append ("" for none) and the oldest date it must tell."""
    stale = _stale(catalogue, entry, today)
    told = [catalogue.facts[key].provenance for key in facts_in(text)]
    told += [entry.provenance] if _states(entry) else []
    unsigned = [date.fromisoformat(source.as_of) for source in told if not source.verified_by]
    if stale:
        return DOUBTFUL, min(stale + unsigned)
    return (DATED, min(unsigned)) if unsigned else ("", today)


def _states(entry: Entry) -> bool:
    """Whether the text states something by itself, instead of naming our ways or a person who will."""
    return entry.route != "officer" and entry.provenance.source.casefold() != POLICY


def _spoken(words: Words, language: str) -> str:
    return language if words.get(language) else FIRST
