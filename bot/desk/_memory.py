"""What the bot remembers, as JSON text and back. Unknown fields of older rows are left out."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from bot.model.turn import Memory, Option, Pending


def dump(memory: Memory) -> str:
    """Memory as JSON text; `vars` instead of `asdict`, since every message pays for it."""
    told = dict(vars(memory))
    if memory.pending:
        options = [vars(option) for option in memory.pending.options]
        told["pending"] = vars(memory.pending) | {"options": options}
    return json.dumps(told, ensure_ascii=False)


def load(text: str) -> Memory:
    """JSON text as Memory."""
    told = _known(Memory, json.loads(text))
    pending = told.pop("pending", None)
    if pending:
        options = tuple(Option(**_known(Option, o)) for o in pending.get("options", ()))
        told["pending"] = Pending(**(_known(Pending, pending) | {"options": options}))
    return Memory(**told)


def _known(kind: Any, told: dict[str, Any]) -> dict[str, Any]:
    names = {field.name for field in fields(kind)}
    return {name: value for name, value in told.items() if name in names}
