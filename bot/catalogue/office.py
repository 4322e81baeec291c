"""office.yaml: the office's names, hours, closed days, allowed links, prices, and all facts."""

from __future__ import annotations

import re

from bot.catalogue.node import Node
from bot.catalogue.notes import note
from bot.catalogue.reader import PROVENANCE, PROVENANCE_OPTIONAL, Reader
from bot.model.entry import Fact, Office, Words

NAMES = "name long_name city bot portal"
DAYS = "monday tuesday wednesday thursday friday saturday sunday"
HOURS = re.compile(r"([01]\d|2[0-3])\.[0-5]\d-([01]\d|2[0-3])\.[0-5]\d", re.ASCII)
HOST = re.compile(r"([a-z0-9-]{1,63}\.){1,5}[a-z]{2,20}", re.ASCII)
PRICE = re.compile(r"\d{1,9}(\.\d{1,4})?", re.ASCII)
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)


def read_office(node: Node, reader: Reader) -> tuple[Office, dict[str, Fact]]:
    """Read the whole file: the office and its facts by key."""
    parts = reader.fields(node, "office hours closed_days links prices facts")
    names = reader.fields(parts["office"], NAMES)
    hours = reader.fields(
        parts["hours"], f"{DAYS} source as_of", f"{PROVENANCE_OPTIONAL} review_by owner"
    )
    links = reader.fields(parts["links"], "allowed")
    office = Office(
        names={name: reader.words(value, f"office {name}") for name, value in names.items()},
        hours={day: _opening(hours[day], reader) for day in DAYS.split()},
        hours_verified=bool(reader.text(hours["verified_by"], empty=True)),
        closed_days=dict(_closed_day(item, reader) for item in reader.items(parts["closed_days"])),
        allowed_links=tuple(
            reader.shaped(item, HOST, "portal.go.id") for item in reader.items(links["allowed"])
        ),
        prices={
            key: reader.shaped(price, PRICE, "'350'")
            for key, price in reader.mapping(parts["prices"]).items()
        },
    )
    return office, {
        key: _fact(key, fact, reader) for key, fact in reader.mapping(parts["facts"]).items()
    }


def _opening(node: Node, reader: Reader) -> str:
    hours = reader.shaped(node, HOURS, note("example_hours"), empty=True)
    opens, _, closes = hours.partition("-")
    if HOURS.fullmatch(hours) and opens >= closes:
        reader.note(node, "hours_backwards", hours=hours)
    return hours


def _closed_day(node: Node, reader: Reader) -> tuple[str, str]:
    fields = reader.fields(node, "date name")
    return reader.day(fields["date"]), reader.text(fields["name"])


def _fact(key: str, node: Node, reader: Reader) -> Fact:
    if not KEY.fullmatch(key):
        reader.note(node, "fact_name", key=key[:60])
    fields = reader.fields(node, f"value {PROVENANCE}", PROVENANCE_OPTIONAL)
    return Fact(key, _value(key, fields["value"], reader), reader.provenance(fields), node.line)


def _value(key: str, node: Node, reader: Reader) -> Words:
    if isinstance(node.value, str):  # the same in every language
        return {"id": reader.text(node)}
    return reader.words(node, f"fact {key}")
