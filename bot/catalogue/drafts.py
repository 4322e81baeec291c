"""An entry that is only typed so far: as the model knows it, and what lint says of it. Writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from bot.catalogue.edit import registers
from bot.catalogue.lint import Finding, Segments, lint
from bot.catalogue.reader import Reader
from bot.catalogue.references import check_references
from bot.catalogue.texts import RENDERER_KEYS
from bot.catalogue.written import Value
from bot.model.entry import Catalogue, Entry, Phrase, Provenance, Words


def entry_of(fields: Mapping[str, Value], family: str) -> Entry:
    """The entry that these fields make; what lacks is empty."""

    def words(name: str) -> Words:
        found = fields.get(name, {})
        told = found.items() if isinstance(found, Mapping) else ()
        return {language: str(text) for language, text in told if text}

    def text(name: str) -> str:
        return str(fields.get(name, ""))

    related = fields.get("related", ())
    return Entry(
        id=text("id"),
        family=family,
        scope=text("scope"),
        title=words("title"),
        answer=words("answer"),
        sms=words("sms"),
        phrases=tuple(Phrase(one, name) for name, all_ in registers(fields).items() for one in all_),
        related=() if isinstance(related, str | Mapping) else tuple(related),
        route=text("route"),
        provenance=Provenance(
            text("source"), text("as_of"), text("verified_by"), text("verified_on"),
            text("review_by"), text("owner"),
        ),
        intake=words("intake"),
        file=f"topics/{family}.yaml",
    )  # fmt: skip


def with_entry(catalogue: Catalogue, entry: Entry) -> Catalogue:
    """The catalogue as if the entry stood in it."""
    return replace(catalogue, entries={**catalogue.entries, entry.id: entry})


def advise(
    catalogue: Catalogue, entry: Entry, *, segments: Callable[[str], Segments], today: date
) -> tuple[Finding, ...]:
    """What lint and the loader say of one entry in this catalogue, errors first."""
    alone = replace(
        catalogue,
        entries={entry.id: entry},
        sentences={key: catalogue.sentences[key] for key in RENDERER_KEYS},
        elsewhere={},
        questions=(),
        lines={**catalogue.lines, f"{entry.id} related": entry.line},
    )
    reader = Reader()
    check_references(alone, reader)
    broken = [found for found in reader.problems if not _is_known(found, catalogue)]
    if broken:  # lint renders the texts: that needs every mark to lead somewhere
        return tuple(broken)
    found = lint(alone, segments=segments, today=today)
    mine = [one for one in found if one.owner.partition(" ")[0] == entry.id]
    return tuple(sorted(mine, key=lambda one: (one.level, one.line)))


def advise_sentence(
    catalogue: Catalogue, key: str, *, segments: Callable[[str], Segments], today: date
) -> tuple[Finding, ...]:
    """What lint says of one sentence, errors first."""
    alone = replace(
        catalogue,
        entries={},
        sentences={one: catalogue.sentences[one] for one in (*RENDERER_KEYS, key)},
        elsewhere={},
        questions=(),
    )
    found = lint(alone, segments=segments, today=today)
    mine = [one for one in found if one.owner.partition(" ")[0] == key]
    return tuple(sorted(mine, key=lambda one: one.level))


def _is_known(found: Finding, catalogue: Catalogue) -> bool:
    """Whether a missing related entry is only missing because the entry stands alone here."""
    told = found.note
    return told.key == "related_unknown" and dict(told.gaps)["id"] in catalogue.entries
