"""Planted bugs as files: what is wrong, which tests must see it, and where it is put. Runs nothing.

A `.patch` begins with a sentence and a line `tests: <arguments of pytest>`; then edits, each of the form

    file: bot/desk/deliver.py
    <<<<
    the code as it is
    ====
    the code with the bug
    >>>>

White space does not count when the place is looked for, so that a patch outlives a new format of the code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
EDIT = re.compile(r"^file: (\S+)\n<<<<\n(.*?)\n====\n(.*?)\n>>>>$", re.DOTALL | re.MULTILINE)
HEAD = re.compile(r"\A(.+?)\ntests: (.+?)\n", re.DOTALL)


@dataclass(frozen=True)
class Edit:
    """One place of one file, as it is and as it is with the bug."""

    file: str
    old: str
    new: str


@dataclass(frozen=True)
class Planted:
    """One bug."""

    name: str
    says: str
    tests: tuple[str, ...]
    edits: tuple[Edit, ...]


def every() -> list[Planted]:
    """All planted bugs, in order of name."""
    return [read(path) for path in sorted(FOLDER.glob("*.patch"))]


def read(path: Path) -> Planted:
    """One patch; ValueError when it has not the form above."""
    text = path.read_text(encoding="utf-8")
    head, edits = HEAD.match(text), tuple(Edit(*found) for found in EDIT.findall(text))
    if not head or not edits:
        raise ValueError(f"{path.name} is no patch")
    return Planted(path.stem, head[1].strip(), tuple(head[2].split()), edits)


def plant(bug: Planted, root: Path) -> None:
    """Put the bug into a tree; ValueError when a place is not there exactly once."""
    for edit in bug.edits:
        path = root / edit.file
        path.write_text(_edited(bug, edit, path.read_text(encoding="utf-8")), encoding="utf-8")


def _edited(bug: Planted, edit: Edit, text: str) -> str:
    place = re.compile(r"\s*".join(re.escape(word) for word in _tokens(edit.old)))
    found = place.findall(text)
    if len(found) != 1:
        raise ValueError(f"{bug.name}: {edit.file} has the place {len(found)} times")
    indent = edit.new[: len(edit.new) - len(edit.new.lstrip())]
    return place.sub(lambda _: edit.new.removeprefix(indent), text)


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+|[^\w\s]", text)
