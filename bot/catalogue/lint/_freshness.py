"""What is missing or old: English, SMS, review dates, sign-offs."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalogue.lint._finding import PAGE, WARNING, Finding, Look, of
from bot.model.entry import Entry, Fact

LANGUAGES = ("id", "en")


def check(look: Look) -> Iterator[Finding]:
    """Yield a warning for each gap."""
    day = look.today.isoformat()
    for entry in look.catalogue.entries.values():
        yield from _entry(entry, day)
    for fact in look.catalogue.facts.values():
        yield from _fact(fact, day)
    for key, sentence in look.catalogue.sentences.items():
        if "en" not in sentence and not key.startswith(PAGE):
            line = look.catalogue.lines.get(f"sentence {key}.id", 1)
            yield Finding("sentences.yaml", line, WARNING, f"{key}: en is missing; write it")


def _entry(entry: Entry, day: str) -> Iterator[Finding]:
    due = entry.provenance.review_by
    if due < day:
        yield of(entry, WARNING, f"review_by {due} is over; check the answer, then set a new date")
    for part in ("title", "answer", "sms"):
        for language in LANGUAGES:
            if not getattr(entry, part).get(language):
                yield of(entry, WARNING, f"{part}.{language} is missing; write it")


def _fact(fact: Fact, day: str) -> Iterator[Finding]:
    if fact.provenance.review_by < day:
        what = f"{fact.key}: review_by {fact.provenance.review_by} is over; ask the office, then set a new date"
        yield Finding("office.yaml", fact.line, WARNING, what)
    elif not fact.provenance.verified_by:
        what = f"{fact.key}: not signed off, so answers tell its date; fill verified_by and verified_on"
        yield Finding("office.yaml", fact.line, WARNING, what)
