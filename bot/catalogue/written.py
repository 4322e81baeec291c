"""How a value is written as YAML: plain, quoted, as a block of lines, or in brackets. Finds no places."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from bot.catalogue.node import UNPRINTABLE
from bot.catalogue.notes import note
from bot.errors import BadInput

Value: TypeAlias = "str | Mapping[str, Value] | Sequence[str]"
# what needs no quotes anywhere; everything doubtful is quoted
PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*(?: [A-Za-z0-9_./(-][A-Za-z0-9_./()-]*)*", re.ASCII)
SAFE_KEY = re.compile(r"[a-z0-9][a-z0-9_-]*", re.ASCII)
DATE = re.compile(r"(?:\d{4}-\d{2}-\d{2})?", re.ASCII)  # or nothing: written '' by hand as well
STEP = 2


def clean(value: Value) -> Value:
    """The value as readers will see it: no blanks around texts, one kind of line break.

    BadInput for characters that no FAQ file may hold.
    """
    if isinstance(value, str):
        return _clean_text(value)
    if isinstance(value, Mapping):
        return {key: clean(inner) for key, inner in value.items()}
    return [_clean_text(item) for item in value]


def _clean_text(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if bad := UNPRINTABLE.search(text) or re.search("[\t\ufeff]", text):
        raise BadInput(note("no_such_sign", sign=ascii(bad[0])))
    return text


def scalar(text: str, style: str | None) -> str:
    """One line: in the style that stood there before (PyYAML: '' is plain), as far as the text allows."""
    if not style and PLAIN.fullmatch(text):
        return text
    single = style == "'" or (not style and DATE.fullmatch(text))
    if single and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    return json.dumps(text, ensure_ascii=False)


def lines_of(text: str, indent: int) -> str:
    """The lines below a `|-`, each moved to the indentation; the last without a line break."""
    blank = " " * indent
    return "\n".join(blank + line if line else "" for line in text.split("\n"))


def flow(value: Value) -> str:
    """On one line, in brackets: {id: "..."} or [a, b]."""
    if isinstance(value, str):
        return scalar(value, None)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(k)}: {flow(v)}" for k, v in value.items()) + "}"
    return "[" + ", ".join(scalar(item, None) for item in value) + "]"


def block(value: Value, indent: int, *, quoted: bool = True) -> str:
    """What follows a `key:` whose value may take the lines below it; begins with a blank or break."""
    if isinstance(value, str):
        if "\n" in value:
            return f" |-\n{lines_of(value, indent + STEP)}"
        return " " + scalar(value, '"' if quoted else None)
    if isinstance(value, Mapping) and value:
        return "".join(f"\n{field(k, v, indent + STEP)}" for k, v in value.items())
    if isinstance(value, Mapping) or all(SAFE_KEY.fullmatch(v) for v in value):
        return " " + flow(value)
    return "".join(f"\n{item(v, indent + STEP)}" for v in value)


def field(key: str, value: Value, indent: int, *, quoted: bool = True) -> str:
    """A whole `key: value`, without a line break at its end."""
    return f"{' ' * indent}{_key(key)}:{block(value, indent, quoted=quoted)}"


def item(text: str, indent: int, style: str | None = '"') -> str:
    """A whole `- text`, without a line break at its end."""
    return f"{' ' * indent}- {scalar(text, style)}"


def _key(key: str) -> str:
    return key if SAFE_KEY.fullmatch(key) else json.dumps(key, ensure_ascii=False)
