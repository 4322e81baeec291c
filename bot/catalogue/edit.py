"""One change in the bytes of a FAQ file, every other byte as it was. Judges no texts, writes no files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.catalogue import patch
from bot.catalogue.changing import Find, as_mapping, change, others, prove
from bot.catalogue.notes import note
from bot.catalogue.spans import Sheet, YamlNode, is_list, member, plain
from bot.catalogue.topics import REGISTERS
from bot.catalogue.written import Value, block, clean
from bot.errors import BadInput, Duplicate, NotFound

ORIGIN = ("source", "as_of", "verified_by", "verified_on", "review_by", "owner")
TEXTS = ("title", "answer", "sms")
FIELDS = ("id", "scope", *TEXTS, "phrases", "related", "route", "intake", *ORIGIN)
LANGUAGES = ("id", "en")
ORDERS = {"": FIELDS, "phrases": REGISTERS} | dict.fromkeys((*TEXTS, "intake"), LANGUAGES)
FACT_ORDERS = {"": ("value", *ORIGIN), "value": LANGUAGES}
OPTIONAL = frozenset({"sms", "intake", "related", "verified_by", "verified_on"})
UNSIGNED = {"verified_by": "", "verified_on": ""}
OFFICE, SENTENCES = "office.yaml", "sentences.yaml"


def entry_fields(data: bytes, entry: str) -> dict[str, Value]:
    """An entry as it stands in its file, field by field; NotFound when it is not in this one."""
    return as_mapping(_entry(entry)(Sheet(data, entry)))


def fact_fields(data: bytes, key: str) -> dict[str, Value]:
    """A fact as it stands in office.yaml, field by field; NotFound for an unknown key."""
    return as_mapping(_fact(key)(Sheet(data, OFFICE)))


def set_fields(data: bytes, entry: str, fields: Mapping[str, Value | None]) -> bytes:
    """Give fields of an entry other values; None takes an optional one away.

    `phrases` maps registers to wordings. BadInput for what cannot be written.
    """
    if fields.get("phrases") is not None:
        data = _with_registers(data, entry)
    return change(data, entry, [(_entry(entry), fields)], ORDERS)


def add_phrases(data: bytes, entry: str, phrases: Mapping[str, Sequence[str]]) -> bytes:
    """Add wordings at the end of their registers; those that the entry has already are left out."""
    whole = registers(entry_fields(data, entry))
    known = {text for texts in whole.values() for text in texts}
    for register, texts in phrases.items():
        fresh = [text for text in dict.fromkeys(map(str.strip, texts)) if text not in known]
        whole[register] = whole.get(register, []) + fresh
    return set_fields(data, entry, {"phrases": whole})


def registers(fields: Mapping[str, Value]) -> dict[str, list[str]]:
    """The wordings of an entry by register; those without one count as `biasa`."""
    found = fields.get("phrases", {})
    told = found if isinstance(found, Mapping) else {"biasa": found}
    return {name: [str(text) for text in texts] for name, texts in told.items()}


def add_entry(data: bytes, fields: Mapping[str, Value]) -> bytes:
    """Add an entry at the end of a topics file; Duplicate when its id stands there already."""
    ordered = {name: clean(fields[name]) for name in FIELDS if name in fields}
    sheet, name = Sheet(data, "topics"), str(ordered["id"])
    before = _entries(sheet)
    if any(one["id"] == name for one in before):
        raise Duplicate(note("entry_taken", id=name))
    added = sheet.spliced([patch.append(sheet, sheet.root, "entries", ordered)])
    return prove(added, name, lambda now: _entries(now) == [*before, ordered], _family(sheet))


def remove_entry(data: bytes, entry: str) -> bytes:
    """Take an entry out of its file."""
    sheet = Sheet(data, entry)
    node = _entry(entry)(sheet)
    removed = sheet.spliced([patch.take_out(sheet, sheet.root, "entries", node)])
    rest = [one for one in _entries(sheet) if one["id"] != entry]
    return prove(removed, entry, lambda now: _entries(now) == rest, _family(sheet))


def set_fact(data: bytes, key: str, fields: Mapping[str, Value]) -> bytes:
    """Give a fact another value (or origin); another value takes its sign-off away."""
    before = fact_fields(data, key)
    if "value" in fields and clean(fields["value"]) != before["value"]:
        fields = {**fields, **{name: "" for name in UNSIGNED if name in before}}
    return change(data, OFFICE, [(_fact(key), fields)], FACT_ORDERS)


def add_fact(data: bytes, key: str, fields: Mapping[str, Value]) -> bytes:
    """Add a fact at the end of the others; Duplicate when the key is taken."""
    if key in as_mapping(_facts(Sheet(data, OFFICE))):
        raise Duplicate(note("fact_taken", key=key))
    ordered = {name: fields[name] for name in ("value", *ORIGIN) if name in fields}
    return change(data, OFFICE, [(_facts, {key: ordered})], {"": ()})


def sign_entries(data: bytes, entries: Sequence[str], signature: Mapping[str, str]) -> bytes:
    """Sign entries of a file off: verified_by, verified_on (YYYY-MM-DD), review_by."""
    wanted = [(_entry(entry), signature) for entry in entries]
    return change(data, "topics", wanted, ORDERS)


def sign_facts(data: bytes, keys: Sequence[str], signature: Mapping[str, str]) -> bytes:
    """Sign facts off, as entries."""
    return change(data, OFFICE, [(_fact(key), signature) for key in keys], FACT_ORDERS)


def sentence_fields(data: bytes, key: str) -> dict[str, Value]:
    """A sentence as it stands in sentences.yaml, by language; NotFound for an unknown key."""
    return as_mapping(_sentence(key)(Sheet(data, SENTENCES)))


def set_sentence(data: bytes, key: str, words: Mapping[str, Value | None]) -> bytes:
    """Give a sentence other words; None takes a language away."""
    return change(data, SENTENCES, [(_sentence(key), words)], {"": LANGUAGES})


def new_topic(family: Mapping[str, str]) -> bytes:
    """A topics file without entries yet; `family` is its name by language."""
    return f"family:{block(clean(family), 0)}\nentries: []\n".encode()


def add_question(data: bytes, question: str, expected: str, register: str = "") -> bytes:
    """Add a row to a table of test questions; BadInput where a cell holds a tab or a line break."""
    cells = [question.strip(), expected, register]
    if any(set(cell) & set("\t\r\n") for cell in cells):
        raise BadInput(note("question_one_line"))
    end = b"" if data.endswith(b"\n") or not data else b"\n"
    return data + end + ("\t".join(cells).rstrip("\t") + "\n").encode()


def drop_questions(data: bytes, entry: str) -> bytes:
    """Take the rows of a table of test questions away that expect or follow an entry."""
    kept = [row for row in data.decode().splitlines(keepends=True) if not _asks(row, entry)]
    return "".join(kept).encode()


def _asks(row: str, entry: str) -> bool:
    cells = [cell.strip() for cell in row.rstrip("\r\n").split("\t")]
    return not row.startswith("#") and entry in (cells[1:2] + cells[3:4])


def _with_registers(data: bytes, entry: str) -> bytes:
    """The wordings under a register, where they stand as a bare list."""
    sheet, find = Sheet(data, entry), _entry(entry)
    fields = as_mapping(find(sheet))
    if isinstance(fields.get("phrases"), Mapping) or find(sheet).flow_style:
        return data
    nested = sheet.spliced([patch.nest(sheet, find(sheet), "phrases", "biasa")])
    wanted = {**fields, "phrases": registers(fields)}
    return prove(nested, entry, lambda now: as_mapping(find(now)) == wanted, others(sheet, find))


def _entry(entry: str) -> Find:
    def find(sheet: Sheet) -> YamlNode:
        items = member(sheet.root, "entries")
        for node in items[1].value if items and is_list(items[1]) else ():
            named = member(node, "id")
            if named and plain(named[1]) == entry:
                return node
        raise NotFound(f"entry {entry}")

    return find


def _fact(key: str) -> Find:
    def find(sheet: Sheet) -> YamlNode:
        found = member(_facts(sheet), key)
        if not found:
            raise NotFound(f"fact {key}")
        return found[1]

    return find


def _sentence(key: str) -> Find:
    def find(sheet: Sheet) -> YamlNode:
        everything = member(sheet.root, "sentences")
        found = member(everything[1], key) if everything else None
        if not found:
            raise NotFound(f"sentence {key}")
        return found[1]

    return find


def _facts(sheet: Sheet) -> YamlNode:
    found = member(sheet.root, "facts")
    if not found:
        raise NotFound("facts in office.yaml")
    return found[1]


def _entries(sheet: Sheet) -> list[dict[str, Value]]:
    items = member(sheet.root, "entries")
    found = items[1].value if items and is_list(items[1]) else []
    return [as_mapping(node) for node in found]


def _family(before: Sheet) -> Callable[[Sheet], bool]:
    """Whether everything but the list of entries means what it meant before."""
    return others(before, lambda sheet: (member(sheet.root, "entries") or (None, None))[1])
