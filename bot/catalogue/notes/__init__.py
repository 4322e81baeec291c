"""What is wrong with a FAQ file, and what to write instead, in the reader's language. Finds nothing itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from bot.catalogue.notes import _en, _id

TEXTS: Mapping[str, Mapping[str, str]] = {"id": _id.TEXTS, "en": _en.TEXTS}
LANGUAGES = tuple(TEXTS)
ERROR, WARNING = "error", "warning"
Gap: TypeAlias = "str | Note"


@dataclass(frozen=True)
class Note:
    """A text of this folder by its key, and what fills its gaps."""

    key: str
    gaps: tuple[tuple[str, Gap], ...] = ()

    def told(self, language: str) -> str:
        """Say it in a language; in Indonesian where that one is not spoken here."""
        texts = TEXTS.get(language, _id.TEXTS)
        filled = {
            name: gap.told(language) if isinstance(gap, Note) else gap for name, gap in self.gaps
        }
        return texts[self.key].format(**filled)

    def __str__(self) -> str:
        """Say it as the code's own language does: for logs and tests."""
        return self.told("en")


def note(key: str, /, **gaps: object) -> Note:
    """Make a note; a gap is filled with a text, a number or another note."""
    told = ((name, gap if isinstance(gap, Note) else str(gap)) for name, gap in gaps.items())
    return Note(key, tuple(told))


@dataclass(frozen=True)
class Finding:
    """A note with its place: something to correct (error: cannot be published) or to think about."""

    file: str
    line: int  # 0: it concerns no line
    level: str
    note: Note
    owner: str = ""  # the text that it is about: nib-biaya answer.id

    @property
    def what(self) -> str:
        """Say what is wrong, without its place in the files."""
        return self.says("en")

    def says(self, language: str) -> str:
        """Say what is wrong, without its place in the files."""
        told = self.note.told(language)
        return f"{self.owner}: {told}" if self.owner else told

    def told(self, language: str) -> str:
        """Write it as editors and terminals know it: file:line: how grave: what."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        mild = [note(WARNING).told(language)] if self.level == WARNING else []
        return ": ".join([*([place] if place else []), *mild, self.says(language)])

    def __str__(self) -> str:
        """Write it for logs and tests."""
        return self.told("en")


def problem(file: str, line: int, key: str, /, **gaps: object) -> Finding:
    """Make a finding for which the files cannot be used."""
    return Finding(file, line, ERROR, note(key, **gaps))
