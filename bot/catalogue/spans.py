"""Where in a YAML file a value stands, to the character. Changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from bot.catalogue.node import decode, parse
from bot.catalogue.written import Value

YamlNode: TypeAlias = Any  # PyYAML has no types; only this file and patch.py look inside
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Splice:
    """Characters `start` to `end` are replaced."""

    start: int
    end: int
    text: str


class Sheet:
    """One file as text, with the nodes that know their place in it."""

    def __init__(self, data: bytes, file: str) -> None:
        """Read a file that the strict reader accepts; BadFaq otherwise."""
        parse(data, file)
        self.file = file
        self._bom = BOM if data.startswith(BOM) else b""
        self.text = decode(data, file)
        self._break = "\r\n" if "\r\n" in self.text else "\n"
        self.root: YamlNode = yaml.compose(self.text, Loader=yaml.CSafeLoader)

    def spliced(self, splices: list[Splice]) -> bytes:
        """The file with these places replaced; every other byte as it was."""
        text = self.text
        # from the back, so that places stay true; of two at one place the first named comes first
        for splice in sorted(splices, key=lambda s: (s.start, s.end))[::-1]:
            written = splice.text.replace("\n", self._break)
            text = text[: splice.start] + written + text[splice.end :]
        return self._bom + text.encode()

    def end_of(self, node: YamlNode) -> int:
        """One past the last character of a value, without what merely follows it."""
        if isinstance(node, yaml.ScalarNode):
            start, end = node.start_mark.index, node.end_mark.index
            return start + len(self.text[start:end].rstrip()) if in_lines(node) else int(end)
        if node.flow_style:
            return int(node.end_mark.index)
        last = node.value[-1]
        return self.end_of(last[1] if isinstance(node, yaml.MappingNode) else last)

    def eol(self, at: int) -> int:
        """The end of the line, before its break."""
        found = self.text.find("\n", at)
        if found < 0:
            return len(self.text)
        return found - 1 if self.text[at:found].endswith("\r") else found

    def next_line(self, at: int) -> int:
        """The begin of the next line, or the end of the file."""
        found = self.text.find("\n", at)
        return len(self.text) if found < 0 else found + 1

    def bol(self, at: int) -> int:
        """The begin of the line."""
        return self.text.rfind("\n", 0, at) + 1

    def after_key(self, key: YamlNode) -> int:
        """One past the colon of a key."""
        return self.text.index(":", key.end_mark.index) + 1


def start_of(node: YamlNode) -> int:
    """The first character of a value."""
    return int(node.start_mark.index)


def in_lines(node: YamlNode) -> bool:
    """Whether a text is written as a block of lines."""
    return isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}


def is_mapping(node: YamlNode) -> bool:
    """Whether a value is made of keys."""
    return isinstance(node, yaml.MappingNode)


def is_list(node: YamlNode) -> bool:
    """Whether a value is a list."""
    return isinstance(node, yaml.SequenceNode)


def plain(node: YamlNode) -> Value:
    """A value as texts (without blanks around them, as readers see them), lists and dictionaries."""
    if is_mapping(node):
        return {key.value: plain(value) for key, value in node.value}
    if is_list(node):
        return [plain(item) for item in node.value]  # type: ignore[misc]
    return str(node.value).strip()


def member(node: YamlNode, key: str) -> tuple[YamlNode, YamlNode] | None:
    """The nodes of a key and its value, where the mapping has it."""
    return next(((k, v) for k, v in node.value if k.value == key), None)
