"""Every text of a catalogue that citizens may read, with the place where it stands. Judges nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.model.entry import Catalogue, Words

ENTRY_PARTS = ("title", "answer", "sms", "intake")


@dataclass(frozen=True)
class Told:
    """One text. `part` is title | answer | sms | intake | sentence | elsewhere | fact."""

    file: str
    line: int
    owner: str  # id of the entry, key of the sentence or fact
    part: str
    language: str
    text: str


def told(catalogue: Catalogue) -> Iterator[Told]:
    """Yield every text in every language."""
    yield from _entries(catalogue)
    for key, sentence in catalogue.sentences.items():
        yield from _each(
            catalogue, "sentences.yaml", f"sentence {key}", ("sentence", key), sentence
        )
    for key, other in catalogue.elsewhere.items():
        for part, words in (("title", other.title), ("office", other.office)):
            place = f"elsewhere {key} {part}"
            yield from _each(catalogue, "elsewhere.yaml", place, ("elsewhere", key), words)
    for key, fact in catalogue.facts.items():
        for language, text in fact.value.items():
            yield Told("office.yaml", fact.line, key, "fact", language, text)


def _entries(catalogue: Catalogue) -> Iterator[Told]:
    for entry in catalogue.entries.values():
        for part in ENTRY_PARTS:
            words = getattr(entry, part)
            yield from _each(catalogue, entry.file, f"{entry.id} {part}", (part, entry.id), words)


def _each(
    catalogue: Catalogue, file: str, place: str, whose: tuple[str, str], words: Words
) -> Iterator[Told]:
    part, owner = whose
    for language, text in words.items():
        line = catalogue.lines.get(f"{place}.{language}", 1)
        yield Told(file, line, owner, part, language, text)
