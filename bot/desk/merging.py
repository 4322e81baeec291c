"""Two people's changes of one entry or fact brought together, as far as they do not touch the same words. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.errors import Conflict


def merged(conflict: Conflict) -> dict[str, Any]:
    """What the other one saved, with your changes in it; where both changed the same, yours."""
    return _mappings(conflict.base, conflict.theirs, conflict.yours)


def _one(was: Any, theirs: Any, yours: Any) -> Any:
    if yours == was:
        return theirs
    if theirs == was:
        return yours
    told = [side for side in (was, theirs, yours) if side is not None]
    if all(isinstance(side, Mapping) for side in told):
        return _mappings(was or {}, theirs or {}, yours or {})
    if all(isinstance(side, list) for side in told):
        return _lists(was or [], theirs or [], yours or [])
    return yours


def _mappings(
    was: Mapping[str, Any], theirs: Mapping[str, Any], yours: Mapping[str, Any]
) -> dict[str, Any]:
    sides = (was, theirs, yours)
    found = {n: _one(*(side.get(n) for side in sides)) for n in {**theirs, **yours}}
    return {name: value for name, value in found.items() if value is not None}


def _lists(was: Sequence[Any], theirs: Sequence[Any], yours: Sequence[Any]) -> list[Any]:
    kept = [one for one in theirs if one in yours or one not in was]
    return kept + [one for one in yours if one not in was and one not in kept]
