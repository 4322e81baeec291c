"""What the citizen and we said, as lines of a page; a long talk is read stretch by stretch. Opens nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass

from bot.store import Row, Tx, queue

LONGEST = 200  # lines at once
NEWEST = "9"  # later than any time


@dataclass(frozen=True)
class Line:
    """One line of a transcript: what the citizen or we said."""

    at: str
    who: str  # citizen | bot | officer | system
    row: Row


@dataclass(frozen=True)
class Stretch:
    """Which part of a long talk is wanted: its end, or what lies before a time, or around a message."""

    before: str = ""
    message: str = ""


def lines(tx: Tx, talk: str, stretch: Stretch) -> tuple[list[Line], str]:
    """The lines, oldest first, and before which time there are more."""
    found, older = _until(tx, talk, stretch.before or NEWEST)
    if stretch.message and stretch.message not in {line.row["id"] for line in found}:
        at = queue.said_at(tx, talk, stretch.message)
        return _until(tx, talk, f"{at}0") if at else (found, older)
    return found, older


def _until(tx: Tx, talk: str, before: str) -> tuple[list[Line], str]:
    heard = queue.heard(tx, talk, LONGEST + 1, before)
    said = queue.said(tx, talk, LONGEST + 1, before)
    found = [Line(m["received_at"], "citizen", _heard(m)) for m in heard]
    found += [Line(o["created_at"], o["author"], o) for o in said]
    found.sort(key=lambda line: line.at)
    shown = found[-LONGEST:]
    return shown, shown[0].at if len(found) > LONGEST else ""


def _heard(row: Row) -> Row:
    return row | {"candidates": json.loads(row["candidates"] or "[]")}
