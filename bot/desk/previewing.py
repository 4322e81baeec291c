"""How an entry would look on a phone while it is typed: texts, parts, price, findings. Keeps nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.catalogue import Finding, render_entry
from bot.catalogue.drafts import entry_of, with_entry
from bot.catalogue.marks import facts_of
from bot.catalogue.written import Value
from bot.desk import _cards, _faq_files, _words, studio, wording
from bot.desk.desk import Desk
from bot.errors import NotFound
from bot.model.channel import CHANNELS
from bot.model.entry import Catalogue, Entry, Fact, Provenance


@dataclass(frozen=True)
class Phone:
    """One channel's phone: the bubbles as they would arrive, and what they cost."""

    channel: str
    bubbles: tuple[str, ...]
    cost: wording.Cost
    own_text: bool  # whether this language and channel has a text of its own


@dataclass(frozen=True)
class Preview:
    """Both phones, and what lint says of the entry as typed."""

    phones: tuple[Phone, ...]
    findings: tuple[Finding, ...]


def preview(desk: Desk, family: str, fields: Mapping[str, Value], language: str) -> Preview:
    """Show the entry that these fields make; facts that do not exist stay as they are typed."""
    now = _faq_files.read_now(desk).catalogue or desk.minds.current().catalogue
    entry = entry_of(studio.shaped(fields), family)
    misread = (one for one in _cards.rivals(desk, now) if one.owner == entry.id)
    findings = (*studio.findings(desk, now, entry), *misread)
    catalogue = _with_unknown_facts(with_entry(now, entry), entry)
    phones = tuple(_phone(desk, catalogue, entry, channel, language) for channel in CHANNELS)
    return Preview(phones, findings)


def _phone(desk: Desk, catalogue: Catalogue, entry: Entry, channel: str, language: str) -> Phone:
    words = entry.sms if CHANNELS[channel].short else entry.answer
    text = ""
    if entry.answer.get("id"):
        try:
            today = desk.local().date()
            text = render_entry(
                catalogue, entry.id, language=language, channel=CHANNELS[channel], today=today
            )
        except NotFound:  # a mark that means nothing: the findings say so
            text = words.get(language) or entry.answer["id"]
    bubbles = tuple(part for part in _words.parts(channel, text) if part)
    return Phone(channel, bubbles, wording.count(desk, channel, text), bool(words.get(language)))


def _with_unknown_facts(catalogue: Catalogue, entry: Entry) -> Catalogue:
    strange = facts_of(entry) - catalogue.facts.keys()
    today = Provenance("", "2000-01-01", "?", "2000-01-01", "9999-12-31", "")
    return replace(
        catalogue,
        facts={**catalogue.facts, **{k: Fact(k, {"id": f"{{fact:{k}}}"}, today) for k in strange}},
    )
