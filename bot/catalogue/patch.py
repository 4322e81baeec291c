"""Puts, replaces and drops values in a sheet with as few characters as possible. Knows no FAQ words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from bot.catalogue import written
from bot.catalogue.spans import (
    Sheet,
    Splice,
    YamlNode,
    in_lines,
    is_list,
    is_mapping,
    member,
    plain,
    start_of,
)
from bot.catalogue.written import STEP, Value

Order = Sequence[str]
Field = tuple[YamlNode, YamlNode]  # of a key and of its value


def put(sheet: Sheet, parent: YamlNode, key: str, value: Value, order: Order) -> Iterator[Splice]:
    """Give `key` of a mapping this value; where it lacks it comes after those before it in `order`."""
    found = member(parent, key)
    if found and plain(found[1]) == value:
        return
    if parent.flow_style:
        whole = {**_mapping(parent), key: value}
        ordered = {name: whole[name] for name in sorted(whole, key=place(order))}
        yield Splice(start_of(parent), sheet.end_of(parent), written.flow(ordered))
    elif found:
        yield from _replaced(sheet, parent, found, value)
    else:
        yield _inserted(sheet, parent, key, value, order)


def drop(sheet: Sheet, parent: YamlNode, key: str) -> Iterator[Splice]:
    """Take `key` out of a mapping that has others."""
    found = member(parent, key)
    if not found:
        return
    if parent.flow_style:
        rest = {name: value for name, value in _mapping(parent).items() if name != key}
        yield Splice(start_of(parent), sheet.end_of(parent), written.flow(rest))
        return
    begin, end = start_of(found[0]), sheet.end_of(found[1])
    before, after = sheet.text[sheet.bol(begin) : begin], sheet.text[end : sheet.eol(end)]
    if before.strip() or after.strip():  # "- key: x", or a comment behind: those stay
        yield Splice(begin, end + len(after) - len(after.lstrip()), "")
    else:
        yield Splice(sheet.bol(begin), sheet.next_line(end), "")


def append(sheet: Sheet, parent: YamlNode, key: str, item: Mapping[str, Value]) -> Splice:
    """Add one mapping at the end of the list under `key`, which the parent has."""
    field = _field(parent, key)
    items = field[1]
    if not is_list(items) or not items.value:
        column = _column(parent) + STEP
        return _whole(sheet, field, "\n" + _written(item, column))
    if items.flow_style:
        told = ", ".join(written.flow(one) for one in [*map(plain, items.value), item])
        return Splice(start_of(items), sheet.end_of(items), f"[{told}]")
    at = sheet.eol(sheet.end_of(items))
    return Splice(at, at, "\n" + _written(item, start_of(items) - sheet.bol(start_of(items))))


def take_out(sheet: Sheet, parent: YamlNode, key: str, item: YamlNode) -> Splice:
    """Take one item out of the list under `key`; an empty list stays as []."""
    field = _field(parent, key)
    rest = [one for one in field[1].value if one is not item]
    if not rest or field[1].flow_style:
        told = ", ".join(written.flow(plain(one)) for one in rest)
        return _whole(sheet, field, f" [{told}]")
    dash = sheet.text.rindex("-", 0, start_of(item))
    return Splice(sheet.bol(dash), sheet.next_line(sheet.end_of(item)), "")


def nest(sheet: Sheet, parent: YamlNode, key: str, under: str) -> Splice:
    """Put the list under `key` one level deeper, below `under`; every item and comment goes with it."""
    field, column = _field(parent, key), _column(parent) + STEP
    begin, end = start_of(field[1]), sheet.end_of(field[1])
    if field[1].flow_style:
        return Splice(sheet.after_key(field[0]), begin, f"\n{' ' * column}{under}: ")
    first = sheet.bol(begin)
    lines = sheet.text[first:end].split("\n")
    deeper = "\n".join(" " * STEP + line if line.strip() else line for line in lines)
    return Splice(first, end, f"{' ' * column}{under}:\n{deeper}")


def _replaced(sheet: Sheet, parent: YamlNode, field: Field, value: Value) -> Iterator[Splice]:
    old = field[1]
    if isinstance(value, str) and not is_mapping(old) and not is_list(old):
        yield _text(sheet, parent, field, value)
    elif value and is_list(old) and not old.flow_style and not isinstance(value, str | Mapping):
        yield from _items(sheet, old, value)
    else:
        yield _whole(sheet, field, written.block(value, _column(parent)))


def _items(sheet: Sheet, old: YamlNode, value: Sequence[str]) -> Iterator[Splice]:
    """Change a list line by line; a line that stays is not touched."""
    style = old.value[0].style if old.value[0].style not in {"|", ">"} else '"'
    dash = start_of(old) - sheet.bol(start_of(old))
    matched = SequenceMatcher(None, _list(old), list(value), autojunk=False)
    for what, i1, i2, j1, j2 in matched.get_opcodes():
        if what == "equal":
            continue
        told = [written.item(text, dash, style) for text in value[j1:j2]]
        if i1 == len(old.value):
            at = sheet.eol(sheet.end_of(old))
            yield Splice(at, at, "".join(f"\n{line}" for line in told))
        else:
            lines = "".join(f"{line}\n" for line in told)
            yield Splice(_line_of(sheet, old, i1), _line_of(sheet, old, i2), lines)


def _line_of(sheet: Sheet, items: YamlNode, number: int) -> int:
    """Where the line of an item begins; one past the last item for the number after it."""
    if number < len(items.value):
        return sheet.bol(sheet.text.rindex("-", 0, start_of(items.value[number])))
    return sheet.next_line(sheet.end_of(items))


def _text(sheet: Sheet, parent: YamlNode, field: Field, value: str) -> Splice:
    """Change one text; a comment beside it stays beside it."""
    begin, end = start_of(field[1]), sheet.end_of(field[1])
    was_lines = in_lines(field[1])
    beside = sheet.text[begin : sheet.eol(begin)] if was_lines else sheet.text[end : sheet.eol(end)]
    comment = f"  {beside[beside.index('#') :]}" if "#" in beside else ""
    gap = " " if begin == sheet.after_key(field[0]) else ""  # the value was empty
    indent = _indent(sheet, field[1], _column(parent) + STEP)
    if value and (was_lines or "\n" in value) and not _swallows(sheet, end, indent):
        lines = written.lines_of(value, indent)
        until = end if was_lines else sheet.eol(end)
        return Splice(begin, until, f"{gap}|-{comment}\n{lines}")
    told = written.scalar(value, '"' if was_lines or begin == end else field[1].style)
    return Splice(begin, end, gap + told + (comment if was_lines else ""))


def _swallows(sheet: Sheet, end: int, indent: int) -> bool:
    """Whether a comment that follows would become a line of the text."""
    line = sheet.text[sheet.next_line(end) :].lstrip("\r\n").partition("\n")[0]
    return line.lstrip(" ").startswith("#") and len(line) - len(line.lstrip(" ")) >= indent


def _indent(sheet: Sheet, node: YamlNode, usual: int) -> int:
    """How far the lines of a text are moved to the right."""
    lines = (
        sheet.text[sheet.next_line(start_of(node)) : sheet.end_of(node)] if in_lines(node) else ""
    )
    first = next((line for line in lines.split("\n") if line.strip()), "")
    return len(first) - len(first.lstrip(" ")) or usual


def _inserted(sheet: Sheet, parent: YamlNode, key: str, value: Value, order: Order) -> Splice:
    column, rank = _column(parent), place(order)
    told = written.field(key, value, column)
    earlier = [field for field in parent.value if rank(field[0].value) <= rank(key)]
    if not earlier:
        at = start_of(parent)
        return Splice(at, at, told.lstrip() + "\n" + " " * column)
    last = max(earlier, key=lambda field: (rank(field[0].value), start_of(field[0])))
    at = sheet.eol(sheet.end_of(last[1]))
    return Splice(at, at, "\n" + told)


def _whole(sheet: Sheet, field: Field, told: str) -> Splice:
    """Write a value anew; a comment on the line of its key stays there."""
    at = sheet.after_key(field[0])
    beside = sheet.text[at : min(sheet.eol(at), max(at, start_of(field[1])))].strip()
    comment = f"  {beside}" if beside.startswith("#") else ""
    first, line_break, lines = told.partition("\n")
    end = max(at, sheet.end_of(field[1]))
    return Splice(at, end, f"{first}{comment}{line_break}{lines}")


def _written(item: Mapping[str, Value], dash: int) -> str:
    """A mapping as an item of a list: `- ` stands before its first key."""
    column = dash + STEP
    fields = [written.field(key, value, column, quoted=False) for key, value in item.items()]
    return "\n".join([f"{' ' * dash}- {fields[0][column:]}", *fields[1:]])


def _field(parent: YamlNode, key: str) -> Field:
    found: Field = next(field for field in parent.value if field[0].value == key)
    return found


def _mapping(node: YamlNode) -> dict[str, Value]:
    return {key.value: plain(value) for key, value in node.value}


def _list(node: YamlNode) -> list[str]:
    return [str(plain(item)) for item in node.value]


def _column(parent: YamlNode) -> int:
    return int(parent.value[0][0].start_mark.column)


def place(order: Order) -> Callable[[str], int]:
    """Where each key belongs in this order; unknown ones at the end."""
    return lambda name: order.index(name) if name in order else len(order)
