"""What is missing or old: English, SMS, review dates, sign-offs."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalogue.lint._finding import PAGE, WARNING, Finding, Look, of
from bot.catalogue.notes import note
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
            missing = note("part_missing", part="en")
            yield Finding("sentences.yaml", line, WARNING, missing, key)


def _entry(entry: Entry, day: str) -> Iterator[Finding]:
    due = entry.provenance.review_by
    if due < day:
        yield of(entry, WARNING, 0, "review_over", day=due)
    for part in ("title", "answer", "sms"):
        for language in LANGUAGES:
            if not getattr(entry, part).get(language):
                yield of(entry, WARNING, 0, "part_missing", part=f"{part}.{language}")


def _fact(fact: Fact, day: str) -> Iterator[Finding]:
    if fact.provenance.review_by < day:
        what = note("fact_review_over", day=fact.provenance.review_by)
        yield Finding("office.yaml", fact.line, WARNING, what, fact.key)
    elif not fact.provenance.verified_by:
        yield Finding("office.yaml", fact.line, WARNING, note("fact_unsigned"), fact.key)
