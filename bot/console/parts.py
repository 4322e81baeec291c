"""Parts of entries, facts and sentences as people read them: their names, their texts, side by side. No routes, no HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.catalogue import Finding, Part, note
from bot.console.words import language, t, word
from bot.errors import Conflict

CODED = {"route": "studio_route", "scope": "studio_scope"}  # parts that hold one of a few words
NUMBER = re.compile(r"\d+\.\d+")
BECAUSE = {  # what the matcher says of itself, its numbers left out
    "sure _ >= _": "because_sure_enough",
    "in scope _ < _": "because_outside",
    "one of three _ >= _": "because_asks",
    "one of three _ < _": "because_lost",
    "after the entry before: outside _": "because_after_outside",
    "after the entry before: _ >= _": "because_after_sure",
    "after the entry before: unsure _": "because_after_unsure",
    "after the entry before: nothing fits, _": "because_after_lost",
    "after the entry before: nothing is asked": "because_after_unasked",
    "no words": "because_no_words",
}
PREFIXES = {
    "one part: ": "because_one_part",
    "one half of two: ": "because_one_half",
    "words of many entries, ": "because_many_entries",
    "a word of others, ": "because_of_others",
    "another is named, ": "because_another_named",
    "neither named nor told there, ": "because_not_told",
}
Row = tuple[str, str, str, str]  # part, as it was opened, theirs, yours


def part(name: str) -> str:
    """The name of a part in the reader's language: `answer.id` is "Jawaban di WhatsApp (Indonesia)"."""
    head, _, tail = name.partition(".")
    family = "studio_register" if head == "phrases" else "language"
    return word("studio_part", head) + (f" ({word(family, tail)})" if tail else "")


def told(text: str, name: str) -> str:
    """What a part holds, in the reader's language where it is one of a few words."""
    family = CODED.get(name)
    return word(family, text.replace("+", "_")) if family and text else text


def because(said: str) -> str:
    """Why the matcher decided, in the reader's language; as it said it where that is not known."""
    for prefix, words in PREFIXES.items():
        if said.startswith(prefix):
            return t(words, rest=because(said.removeprefix(prefix)))
    key = BECAUSE.get(NUMBER.sub("_", said))
    numbers = dict(zip("ab", NUMBER.findall(said), strict=False))
    return t(key, **numbers) if key else said


def apart(conflict: Conflict) -> list[Row]:
    """Where two who saved differ; of lists only the lines that not everybody has."""
    sides = [_flat(side) for side in (conflict.base, conflict.theirs, conflict.yours)]
    names = dict.fromkeys(name for side in sides for name in side)
    rows = ((name, *_texts(name, [side.get(name) for side in sides])) for name in names)
    return [row for row in rows if len(set(row[1:])) > 1]


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Part]:
    """What fields would become that somebody proposes: only those that are not so already."""
    was, now = _flat(before), _flat(after)
    told = (Part(name, _lines(was.get(name)), _lines(value)) for name, value in now.items())
    return [part for part in told if part.before != part.after]


def finding(one: Finding) -> str:
    """What lint says on the page of the entry that it is about: parts by the names of the form."""
    gaps = {name: _gap(name, gap) for name, gap in one.note.gaps}
    said, about = note(one.note.key, **gaps).told(language()), one.owner.partition(" ")[2]
    return f"{part(about)}: {said}" if about else said


def _gap(name: str, gap: object) -> object:
    if name == "part" and isinstance(gap, str):
        return part(gap)
    return word("studio_register", gap).lower() if name == "register" else gap


def _lines(value: Any) -> str:
    return "\n".join(value) if isinstance(value, list) else str(value or "")


def _flat(fields: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in fields.items():
        if name == "value" and isinstance(value, str):  # of a fact: the same in every language
            found["value.id"] = value
        elif isinstance(value, Mapping):
            found |= {f"{name}.{key}": inner for key, inner in value.items()}
        else:
            found[name] = value
    return found


def _texts(name: str, values: list[Any]) -> tuple[str, str, str]:
    if any(isinstance(value, list) for value in values):
        lists = [value or [] for value in values]
        shared = set(lists[0]).intersection(*lists)
        values = ["\n".join(one for one in lines if one not in shared) for lines in lists]
    was, theirs, yours = (told(value or "", name) for value in values)
    return was, theirs, yours


FILTERS = {"part": part, "told": told, "because": because, "finding": finding}
