"""Strict text and YAML: bytes -> nodes that know their file and line. No schema, no conversions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from bot.catalogue.files import MAX_BYTES
from bot.errors import BadFaq

MAX_DEPTH = 8
# all control characters but the line breaks and the tab, and what turns the reading direction
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Node:
    """A value in a file: text, list or mapping; None where a key is absent."""

    file: str
    line: int
    value: str | list[Node] | dict[str, Node] | None


def decode(data: bytes, file: str) -> str:
    """Turn a file into text; BadFaq when it is too large, binary, or not UTF-8."""
    if len(data) > MAX_BYTES:
        raise BadFaq(f"{file}:1: larger than {MAX_BYTES // 1024} KB; split it into several files")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadFaq(
            f"{file}:{line}: not UTF-8; save the file as plain text with encoding UTF-8"
        ) from error
    if bad := UNPRINTABLE.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        raise BadFaq(
            f"{file}:{line}: holds the unprintable character {bad[0]!r}; save the file as plain text"
        )
    return text


def parse(data: bytes, file: str) -> Node:
    """Read one YAML document in which every scalar is text; BadFaq names what is not allowed."""
    text = decode(data, file)
    if "\t" in text:
        line = text.count("\n", 0, text.index("\t")) + 1
        raise BadFaq(f"{file}:{line}: a tab; write spaces instead")
    try:
        return _document(text, file)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        what = getattr(error, "problem", None) or "unreadable"
        raise BadFaq(
            f"{file}:{line}: not valid YAML ({what}); check indentation, quotes and colons"
        ) from error


def _document(text: str, file: str) -> Node:
    # events, not objects: nothing is converted, resolved or shared before we have looked at it
    events = yaml.parse(text, Loader=yaml.CSafeLoader)
    builder = _Builder(file, events)
    found = [
        builder.build(next(events))
        for event in events
        if isinstance(event, yaml.DocumentStartEvent)
    ]
    if len(found) != 1:
        builder.problems.append(
            f"{file}:1: {'empty' if not found else 'several documents (---)'}; write exactly one document"
        )
    if builder.problems:
        raise BadFaq(*builder.problems)
    return found[0]


class _Builder:
    """Builds nodes from events; goes on after a duplicate key, stops at anything dangerous."""

    def __init__(self, file: str, events: Iterator[Any]) -> None:
        self.file, self.events = file, events
        self.problems: list[str] = []

    def build(self, event: Any, depth: int = 0) -> Node:
        line = event.start_mark.line + 1
        self._refuse_dangerous(event, line, depth)
        if isinstance(event, yaml.ScalarEvent):
            return Node(self.file, line, event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(self.file, line, self._sequence(depth))
        return Node(self.file, line, self._mapping(depth))

    def _refuse_dangerous(self, event: Any, line: int, depth: int) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise BadFaq(
                *self.problems,
                f"{self.file}:{line}: anchors (&) and aliases (*) are not allowed; write the text out, or quote it",
            )
        if event.tag:
            raise BadFaq(
                *self.problems,
                f"{self.file}:{line}: tags (!) are not allowed; write plain text, or quote it",
            )
        if depth > MAX_DEPTH:
            raise BadFaq(
                *self.problems,
                f"{self.file}:{line}: nested deeper than {MAX_DEPTH} levels; copy the shape of another entry",
            )

    def _sequence(self, depth: int) -> list[Node]:
        found = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self.build(event, depth + 1))
        return found

    def _mapping(self, depth: int) -> dict[str, Node]:
        found: dict[str, Node] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.build(event, depth + 1)
            value = self.build(next(self.events), depth + 1)
            if not isinstance(key.value, str):
                self.problems.append(
                    f"{self.file}:{key.line}: a key must be one word; quote texts that contain {{ or ["
                )
            elif key.value in found:
                self.problems.append(
                    f"{self.file}:{key.line}: `{key.value}` stands twice (first in line {found[key.value].line}); delete one"
                )
            else:
                found[key.value] = value
        return found
