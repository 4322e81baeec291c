"""Takes values out of nodes: notes every problem with file and line and goes on. No knowledge of FAQs."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date

from bot.catalogue.node import UNPRINTABLE, Node
from bot.catalogue.notes import Finding, Gap, problem
from bot.model.entry import Provenance, Words

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
LANGUAGE = re.compile(r"[a-z]{2,3}", re.ASCII)


class Reader:
    """Collects the problems of a whole reading; every getter returns an empty value after one."""

    def __init__(self) -> None:
        self.problems: list[Finding] = []
        self.lines: dict[str, int] = {}

    def note(self, node: Node, key: str, /, **gaps: object) -> None:
        """Note a problem by the key of its text, which says what to write instead."""
        self.problems.append(problem(node.file, node.line, key, **gaps))

    def fields(self, node: Node, required: str, optional: str = "") -> dict[str, Node]:
        """Return the named keys of a mapping; absent ones are nodes with the value None."""
        names = [*required.split(), *optional.split()]
        found = self.mapping(node)
        for key in found.keys() - set(names):
            self.note(found[key], "unknown_key", key=key, known=", ".join(names))
        for key in required.split():
            if node.value is not None and key not in found:
                self.note(node, "missing_key", key=key)
        return {key: found.get(key, Node(node.file, node.line, None)) for key in names}

    def mapping(self, node: Node) -> dict[str, Node]:
        """Return a mapping as it stands."""
        if isinstance(node.value, dict):
            return node.value
        if node.value is not None:
            self.note(node, "no_mapping")
        return {}

    def items(self, node: Node) -> list[Node]:
        """Return the items of a list."""
        if isinstance(node.value, list):
            return node.value
        if node.value is not None:
            self.note(node, "no_list")
        return []

    def text(self, node: Node, *, empty: bool = False) -> str:
        """Return a text without blanks around it."""
        if node.value is None:
            return ""
        if not isinstance(node.value, str):
            self.note(node, "no_text")
            return ""
        if UNPRINTABLE.search(node.value) or "\t" in node.value:
            self.note(node, "unprintable")
        value = node.value.strip()
        if not value and not empty:
            self.note(node, "empty")
        return value

    def shaped(
        self, node: Node, shape: re.Pattern[str], example: Gap, *, empty: bool = False
    ) -> str:
        """Return a text that has this shape."""
        value = self.text(node, empty=empty)
        if value and not shape.fullmatch(value):
            self.note(node, "wrong_form", value=value[:60], example=example)
        return value

    def choice(self, node: Node, allowed: Collection[str]) -> str:
        """Return one of the allowed words."""
        value = self.text(node)
        if value and value not in allowed:
            self.note(node, "not_allowed", value=value[:60], allowed=", ".join(allowed))
        return value

    def day(self, node: Node, *, empty: bool = False) -> str:
        """Return a date as YYYY-MM-DD."""
        value = self.shaped(node, DAY, "'2026-11-24'", empty=empty)
        try:
            date.fromisoformat(value or "2026-01-01")
        except ValueError:
            if DAY.fullmatch(value):
                self.note(node, "no_date", value=value)
        return value

    def words(self, node: Node, place: str, *, empty: bool = False) -> Words:
        """Return a text for each language; remembers the line of each as "place.language"."""
        if node.value is None:
            return {}
        texts: dict[str, str] = {}
        for language, leaf in self.fields_by_language(node).items():
            self.lines[f"{place}.{language}"] = leaf.line
            texts[language] = self.text(leaf, empty=empty)
        return texts

    def fields_by_language(self, node: Node) -> Mapping[str, Node]:
        """Return the texts of a language map as nodes; `id` must be among them."""
        found = self.mapping(node)
        for key in found:
            if not LANGUAGE.fullmatch(key):
                self.note(found[key], "no_language", key=key)
        if isinstance(node.value, dict) and "id" not in found:
            self.note(node, "no_indonesian")
        return found

    def provenance(self, fields: Mapping[str, Node]) -> Provenance:
        """Return where a statement comes from, out of the keys of PROVENANCE."""
        signed_by = self.text(fields["verified_by"], empty=True)
        signed_on = self.day(fields["verified_on"], empty=True)
        if bool(signed_by) != bool(signed_on):
            self.note(fields["verified_by"], "half_signed")
        return Provenance(
            source=self.text(fields["source"]),
            as_of=self.day(fields["as_of"]),
            verified_by=signed_by,
            verified_on=signed_on,
            review_by=self.day(fields["review_by"]),
            owner=self.text(fields["owner"]),
        )


PROVENANCE = "source as_of review_by owner"
PROVENANCE_OPTIONAL = "verified_by verified_on"
