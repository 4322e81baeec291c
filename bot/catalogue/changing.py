"""Carries out changes of several fields at once and proves the result. Knows no FAQ verbs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from bot.catalogue import patch
from bot.catalogue.spans import Sheet, Splice, YamlNode, is_mapping, member, plain
from bot.catalogue.written import Value, clean
from bot.errors import BadInput

Find = Callable[[Sheet], YamlNode]
Path = tuple[str, ...]
Orders = Mapping[
    str, Sequence[str]
]  # order of the keys below a field; "" for the fields themselves


@dataclass(frozen=True)
class Op:
    """The value at `path` becomes this one; None takes it away."""

    path: Path
    value: Value | None


def change(
    data: bytes, file: str, find: Find, fields: Mapping[str, Value | None], orders: Orders
) -> bytes:
    """Give the fields of the mapping that `find` finds other values, and prove that nothing else moved."""
    sheet = Sheet(data, file)
    before = as_mapping(find(sheet))
    ordered = sorted(fields.items(), key=lambda one: patch.place(orders[""])(one[0]))
    wanted = {name: None if value is None else clean(value) for name, value in ordered}
    ops = [op for name, value in wanted.items() for op in _ops(name, before.get(name), value)]
    splices = [splice for op in ops for splice in _splices(sheet, find, op, orders)]
    if _overlap(splices):
        changed = data
        for op in ops:
            one = Sheet(changed, file)
            changed = one.spliced(list(_splices(one, find, op, orders)))
    else:
        changed = sheet.spliced(splices)
    after = {**before, **{name: value for name, value in wanted.items() if value is not None}}
    kept = {name: value for name, value in after.items() if wanted.get(name, "") is not None}
    return prove(changed, file, lambda found: as_mapping(find(found)) == kept, others(sheet, find))


def prove(
    data: bytes, file: str, holds: Callable[[Sheet], bool], rest: Callable[[Sheet], bool]
) -> bytes:
    """The bytes, once they mean what was asked and nothing else; BadInput otherwise."""
    sheet = Sheet(data, file)
    if not holds(sheet) or not rest(sheet):
        raise BadInput(f"{file} is written in a way that only an editor can change by hand")
    return data


def others(before: Sheet, find: Find) -> Callable[[Sheet], bool]:
    """Whether everything but the found mapping means what it meant before."""

    def told(sheet: Sheet) -> object:
        found = find(sheet)
        return _without(sheet.root, found)

    was = told(before)
    return lambda sheet: told(sheet) == was


def as_mapping(node: YamlNode) -> dict[str, Value]:
    """A mapping as texts, lists and dictionaries."""
    return cast("dict[str, Value]", plain(node))


def _without(node: YamlNode, found: YamlNode) -> object:
    """A whole file as plain data, with a gap where `found` stands."""
    if node is found:
        return None
    if is_mapping(node):
        return [(key.value, _without(value, found)) for key, value in node.value]
    if isinstance(node.value, list):
        return [_without(one, found) for one in node.value]
    return node.value


def _ops(name: str, before: Value | None, value: Value | None) -> Iterator[Op]:
    """The smallest changes that lead from one value to the other."""
    if not (
        isinstance(before, Mapping) and isinstance(value, Mapping) and set(before) & set(value)
    ):
        yield Op((name,), value)
        return
    for key, inner in value.items():
        yield Op((name, key), inner)
    for key in before.keys() - value.keys():
        yield Op((name, key), None)


def _splices(sheet: Sheet, find: Find, op: Op, orders: Orders) -> Iterator[Splice]:
    parent, key = find(sheet), op.path[-1]
    if len(op.path) > 1:
        parent = (member(parent, op.path[0]) or (None, parent))[1]
    if op.value is None:
        yield from patch.drop(sheet, parent, key)
    else:
        yield from patch.put(sheet, parent, key, op.value, orders.get("".join(op.path[:-1]), ()))


def _overlap(splices: Sequence[Splice]) -> bool:
    placed = sorted(splices, key=lambda splice: (splice.start, splice.end))
    return any(after.start < before.end for before, after in pairwise(placed))
