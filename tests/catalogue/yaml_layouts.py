"""Topic files in every layout an admin may type: quotes, blocks, brackets, comments, line ends. Asserts nothing."""

import json
from itertools import count

from hypothesis import strategies as st

from bot.catalogue.topics import REGISTERS

SIGNS = "ab Z9:#'\"{}[]-,.&*!|>%@`?\\éñ…\U0001f600"
TEXTS = st.text(SIGNS, min_size=1, max_size=12).map(str.strip).filter(bool)
LONG_TEXTS = st.lists(st.text(SIGNS, max_size=10), min_size=1, max_size=4).map(
    lambda lines: "\n".join(lines).strip() or "x"
)
WORDS = st.fixed_dictionaries({"id": LONG_TEXTS}, optional={"en": LONG_TEXTS})
ROUTES = st.sampled_from(["answer", "answer+officer", "officer"])
LINES = st.lists(TEXTS, min_size=1, max_size=4)


@st.composite
def entries(draw, name):
    """One entry as plain values; optional keys may lack."""
    found = {"id": name, "scope": "city", "title": draw(WORDS), "answer": draw(WORDS)}
    if draw(st.booleans()):
        found["sms"] = draw(WORDS)
    registers = draw(st.lists(st.sampled_from(REGISTERS), min_size=1, max_size=3, unique=True))
    found["phrases"] = (
        {register: draw(LINES) for register in registers} if draw(st.booleans()) else draw(LINES)
    )
    found["related"] = draw(st.lists(st.sampled_from(["a", "b-c"]), max_size=2))
    found["route"] = draw(ROUTES)
    return found | {"source": draw(TEXTS), "as_of": "2026-01-01", "verified_by": "", "owner": "a"}


@st.composite
def files(draw):
    """(the bytes of a topics file, its two entries as plain values)."""
    told = [draw(entries(name)) for name in ("satu", "dua")]
    pen = _Pen(draw)
    parts = ["family:", "  id: Uji", pen.remark(0), "entries:"]
    for entry in told:
        parts += [pen.remark(2), *pen.entry(entry)]
    text = "\n".join(part for part in parts if part is not None)
    text += draw(st.sampled_from(["", "\n", "\n\n", "\n# akhir\n"]))
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + text.encode(), told


class _Pen:
    """Writes values in a style drawn for each."""

    def __init__(self, draw):
        self.draw, self.numbers = draw, count()

    def chance(self, *choices):
        return self.draw(st.sampled_from(choices))

    def remark(self, column):
        return f"{' ' * column}# ucapan {next(self.numbers)}" if self.chance(0, 1) else None

    def beside(self):
        return self.chance("", "", f"  # samping {next(self.numbers)}")

    def entry(self, entry):
        if self.chance(*[0] * 7, 1):
            return [f"  - {json.dumps(entry, ensure_ascii=False)}"]
        lines = []
        for key, value in entry.items():
            lines += [self.remark(4), *self.field(key, value, 4)]
        lines = [line for line in lines if line is not None]
        first = next(n for n, line in enumerate(lines) if not line.lstrip().startswith("#"))
        lines[first] = "  - " + lines[first][4:]
        return lines

    def field(self, key, value, column):
        blank = " " * column
        if isinstance(value, str):
            return self.text(f"{blank}{key}:", value, column)
        if not value or self.chance(0, 0, 0, 1):
            return [f"{blank}{key}: {json.dumps(value, ensure_ascii=False)}{self.beside()}"]
        lines = [f"{blank}{key}:{self.beside()}"]
        if isinstance(value, dict):
            for inner, told in value.items():
                lines += [self.remark(column + 2), *self.field(inner, told, column + 2)]
        else:
            dash = column + self.chance(0, 2)
            for told in value:
                lines += [self.remark(dash), *self.text(f"{' ' * dash}-", told, dash)]
        return lines

    def text(self, before, value, column):
        style = self.chance("double", "single", "lines")
        if style == "lines" and value:
            deep = " " * (column + self.chance(1, 2, 4))
            lines = [deep + line if line else "" for line in value.split("\n")]
            return [f"{before} {self.chance('|', '|-')}{self.beside()}", *lines]
        if style == "single" and "\n" not in value:
            return [f"{before} '{value.replace(chr(39), chr(39) * 2)}'{self.beside()}"]
        return [f"{before} {json.dumps(value, ensure_ascii=False)}{self.beside()}"]
