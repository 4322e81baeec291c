"""Strict text and YAML: bytes -> nodes that know their file and line. No schema, no conversions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from bot.catalogue.files import MAX_BYTES
from bot.catalogue.notes import Finding, note, problem
from bot.errors import BadFaq

MAX_DEPTH = 8
# what libyaml says, by the beginning of its words -> key of a note
WHY = {
    "mapping values are not allowed": "yaml_colon",
    "could not find expected ':'": "yaml_key",
    "did not find expected key": "yaml_key",
    "found unexpected end of stream": "yaml_end",
    "found unexpected document indicator": "yaml_end",
    "did not find expected '-' indicator": "yaml_dash",
    "found character that cannot start any token": "yaml_sign",
    "found unknown escape character": "yaml_escape",
}
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
        raise BadFaq(problem(file, 1, "too_large", kb=MAX_BYTES // 1024))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadFaq(problem(file, line, "not_utf8")) from error
    if bad := UNPRINTABLE.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        raise BadFaq(problem(file, line, "unprintable_file", sign=ascii(bad[0])))
    return text


def parse(data: bytes, file: str) -> Node:
    """Read one YAML document in which every scalar is text; BadFaq names what is not allowed."""
    text = decode(data, file)
    if "\t" in text:
        line = text.count("\n", 0, text.index("\t")) + 1
        raise BadFaq(problem(file, line, "tab"))
    try:
        return _document(text, file)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise BadFaq(problem(file, line, "not_yaml", why=note(_why(error)))) from error


def _why(error: yaml.YAMLError) -> str:
    told = getattr(error, "problem", None) or ""
    return next((key for begin, key in WHY.items() if told.startswith(begin)), "yaml_other")


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
        builder.problems.append(problem(file, 1, "many_documents" if found else "empty_file"))
    if builder.problems:
        raise BadFaq(*builder.problems)
    return found[0]


class _Builder:
    """Builds nodes from events; goes on after a duplicate key, stops at anything dangerous."""

    def __init__(self, file: str, events: Iterator[Any]) -> None:
        self.file, self.events = file, events
        self.problems: list[Finding] = []

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
                problem(self.file, line, "anchor"),
            )
        if event.tag:
            raise BadFaq(
                *self.problems,
                problem(self.file, line, "tag"),
            )
        if depth > MAX_DEPTH:
            raise BadFaq(
                *self.problems,
                problem(self.file, line, "too_deep", most=MAX_DEPTH),
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
                self.problems.append(problem(self.file, key.line, "key_no_word"))
            elif key.value in found:
                first = found[key.value].line
                self.problems.append(
                    problem(self.file, key.line, "key_twice", key=key.value, line=first)
                )
            else:
                found[key.value] = value
        return found
