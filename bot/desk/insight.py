"""What became of an entry's answers: asked, offered, handed on, opinions, by week. Counts and masked texts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import mean
from typing import Any

from bot.desk import _cards, _faq_files
from bot.desk.desk import Desk
from bot.model.clock import later, moment
from bot.store import Row, asked

WEEKS = 12
WEEK_S = 7 * 86400.0
OFFERED = 3  # candidates that a clarifying question shows
SHOWN = 100


@dataclass(frozen=True)
class Figures:
    """The figures of one entry over the last weeks."""

    answered: int
    offered: int  # asked back with this entry among the choices
    handed: int  # a person was wanted right after the answer
    wrong: int
    right: int
    rating: float | None  # mean of tickets about it, 1 to 4
    ratings: int


@dataclass(frozen=True)
class Week:
    """One week, from Monday."""

    start: date
    answered: int
    offered: int
    handed: int


@dataclass(frozen=True)
class Insight:
    """Everything that the page of figures shows."""

    figures: Figures
    weeks: list[Week]
    questions: list[Row]  # text, n, at, outcome (answered | offered | handed)


def of_entry(desk: Desk, entry: str) -> Insight:
    """The last twelve weeks of an entry."""
    since, trial = later(desk.now(), -WEEKS * WEEK_S), int(not desk.settings.has_provider)
    rows = desk.store.read(lambda tx: asked.of_entry(tx, entry, since=since, trial=trial))
    rows = [row | {"outcome": _outcome(row, entry)} for row in rows]
    rows = [row for row in rows if row["outcome"]]
    return Insight(_figures(desk, entry, since, trial, rows), _weeks(desk, rows), _questions(rows))


def views_of(desk: Desk, entry: str) -> dict[str, Any]:
    """How each wording of an entry is read by a model that has not seen it: text -> [verdict, entry, sure]."""
    return dict(_cards.views(desk).get(entry, {}).get("phrases", {}))


def titles(desk: Desk, language: str) -> dict[str, str]:
    """Titles of the entries in force, and of those that wait in the files."""
    waiting = _faq_files.read_now(desk).catalogue
    entries = {**(waiting.entries if waiting else {}), **desk.minds.current().catalogue.entries}
    return {name: entry.title.get(language, entry.title["id"]) for name, entry in entries.items()}


def _outcome(row: Row, entry: str) -> str:
    if row["entry"] == entry and row["action"] == "answer":
        return "handed" if row["next_action"] == "escalate" else "answered"
    offered = [name for name, _ in json.loads(row["candidates"] or "[]")[:OFFERED]]
    return "offered" if row["rule"] == "clarify" and entry in offered else ""


def _figures(desk: Desk, entry: str, since: str, trial: int, rows: Sequence[Row]) -> Figures:
    counts = Counter(row["outcome"] for row in rows)
    opinions = desk.store.read(lambda tx: asked.opinions(tx, since=since))
    said = Counter({o["verdict"]: o["n"] for o in opinions if o["entry"] == entry})
    rated = desk.store.read(lambda tx: asked.scores(tx, entry, since=since, trial=trial))
    return Figures(
        answered=counts["answered"] + counts["handed"],
        offered=counts["offered"],
        handed=counts["handed"],
        wrong=said["wrong"] + said["officer_wrong"],
        right=said["officer_right"],
        rating=mean(rated) if rated else None,
        ratings=len(rated),
    )


def _weeks(desk: Desk, rows: Sequence[Row]) -> list[Week]:
    today = desk.local().date()
    last = today - timedelta(days=today.weekday())
    counts: Counter[tuple[date, str]] = Counter()
    for row in rows:
        day = moment(row["at"]).astimezone(desk.settings.zone).date()
        counts[day - timedelta(days=day.weekday()), row["outcome"]] += 1
    starts = [last - timedelta(weeks=ago) for ago in reversed(range(WEEKS))]
    return [
        Week(
            start,
            counts[start, "answered"] + counts[start, "handed"],
            counts[start, "offered"],
            counts[start, "handed"],
        )
        for start in starts
    ]


def _questions(rows: Sequence[Row]) -> list[Row]:
    """The texts behind the number, newest first, each once."""
    found: dict[str, Row] = {}
    for row in rows:
        known = found.setdefault(row["text"], row | {"n": 0})
        known["n"] += 1
    return list(found.values())[:SHOWN]
