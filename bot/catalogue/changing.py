"""Carries out changes of several fields at once and proves the result. Knows no FAQ verbs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from bot.catalogue import patch
from bot.catalogue.notes import note
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
    data: bytes,
    file: str,
    wanted: Sequence[tuple[Find, Mapping[str, Value | None]]],
    orders: Orders,
) -> bytes:
    """Give fields of mappings (each found by its `Find`) other values, and prove that nothing else moved."""
    sheet = Sheet(data, file)
    goals = [_goal(as_mapping(find(sheet)), fields, orders) for find, fields in wanted]
    finds = [find for find, _ in wanted]
    ops = [(find, op) for find, goal in zip(finds, goals, strict=True) for op in goal.ops]
    splices = [splice for find, op in ops for splice in _splices(sheet, find, op, orders)]
    changed = sheet.spliced(splices) if not _overlap(splices) else data
    for find, op in ops if _overlap(splices) else ():
        one = Sheet(changed, file)
        changed = one.spliced(list(_splices(one, find, op, orders)))
    reached = [(find, goal.fields) for find, goal in zip(finds, goals, strict=True)]
    return prove(
        changed,
        file,
        lambda now: all(as_mapping(find(now)) == fields for find, fields in reached),
        others(sheet, *finds),
    )


@dataclass(frozen=True)
class _Goal:
    """What a mapping shall be, and the smallest changes that lead there."""

    fields: dict[str, Value]
    ops: list[Op]


def _goal(before: dict[str, Value], fields: Mapping[str, Value | None], orders: Orders) -> _Goal:
    place = patch.place(orders[""])
    ordered = sorted(fields.items(), key=lambda one: place(one[0]))
    wanted = {name: None if value is None else clean(value) for name, value in ordered}
    ops = [op for name, value in wanted.items() for op in _ops(name, before.get(name), value)]
    after = {**before, **wanted}
    return _Goal({name: value for name, value in after.items() if value is not None}, ops)


def prove(
    data: bytes, file: str, holds: Callable[[Sheet], bool], rest: Callable[[Sheet], bool]
) -> bytes:
    """The bytes, once they mean what was asked and nothing else; BadInput otherwise."""
    sheet = Sheet(data, file)
    if not holds(sheet) or not rest(sheet):
        raise BadInput(note("written_oddly", file=file))
    return data


def others(before: Sheet, *finds: Find) -> Callable[[Sheet], bool]:
    """Whether everything but the found mappings means what it meant before."""

    def told(sheet: Sheet) -> object:
        return _without(sheet.root, {id(find(sheet)) for find in finds})

    was = told(before)
    return lambda sheet: told(sheet) == was


def as_mapping(node: YamlNode) -> dict[str, Value]:
    """A mapping as texts, lists and dictionaries."""
    return cast("dict[str, Value]", plain(node))


def _without(node: YamlNode, found: Collection[int]) -> object:
    """A whole file as plain data, with a gap where a found node stands."""
    if id(node) in found:
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
