"""topics/*.yaml: one family of entries a file. Says nothing about how good the texts are."""

from __future__ import annotations

import re

from bot.catalogue.node import Node
from bot.catalogue.reader import PROVENANCE, PROVENANCE_OPTIONAL, Reader
from bot.model.entry import Entry, Phrase, Words

REGISTERS = ("formal", "biasa", "singkatan", "suara", "daerah")
ROUTES = ("answer", "answer+officer", "officer")
ENTRY_ID = re.compile(r"[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?", re.ASCII)


def read_topic(node: Node, reader: Reader) -> tuple[Words, list[Entry]]:
    """Read one topics file: the family's name, and its entries."""
    parts = reader.fields(node, "family entries")
    family = node.file.removeprefix("topics/").removesuffix(".yaml")
    return (
        reader.words(parts["family"], f"family {family}"),
        [_entry(item, family, reader) for item in reader.items(parts["entries"])],
    )


def _entry(node: Node, family: str, reader: Reader) -> Entry:
    fields = reader.fields(
        node,
        f"id scope title answer phrases route {PROVENANCE}",
        f"sms related intake {PROVENANCE_OPTIONAL}",
    )
    name = reader.shaped(fields["id"], ENTRY_ID, "nib-biaya")
    reader.lines[f"{name} related"] = fields["related"].line
    return Entry(
        id=name,
        family=family,
        scope=reader.choice(fields["scope"], ("national", "city")),
        title=reader.words(fields["title"], f"{name} title"),
        answer=reader.words(fields["answer"], f"{name} answer"),
        sms=reader.words(fields["sms"], f"{name} sms", empty=True),
        phrases=_phrases(fields["phrases"], reader),
        related=tuple(reader.text(item) for item in reader.items(fields["related"])),
        route=reader.choice(fields["route"], ROUTES),
        provenance=reader.provenance(fields),
        intake=reader.words(fields["intake"], f"{name} intake"),
        file=node.file,
        line=node.line,
    )


def _phrases(node: Node, reader: Reader) -> tuple[Phrase, ...]:
    if isinstance(node.value, dict):
        registers = reader.fields(node, "", " ".join(REGISTERS))
    else:
        registers = {"biasa": node}
    return tuple(
        Phrase(reader.text(item), register, item.line)
        for register, items in registers.items()
        for item in reader.items(items)
    )
