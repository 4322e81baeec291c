"""What the list of entries tells of each: state, age, weakness, how often it is asked. Changes nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.catalogue import Finding, differences, note, stale_entries
from bot.catalogue.notes import WARNING
from bot.desk import _faq_files
from bot.desk.desk import Desk
from bot.model.clock import later
from bot.model.entry import Catalogue, Entry
from bot.store import asked, studio

PERIOD_S = 30 * 86400.0
SOON = timedelta(days=30)
FEWEST_PHRASES = 15
LEAST_RIGHT = 0.6  # of an entry's own phrases, each read by a model that has not seen it
MOST_WRONG = 3  # opinions in the period


@dataclass(frozen=True)
class Card:
    """One row of the list."""

    entry: Entry
    state: str  # live | new | changed | removed: against the version in force
    stale: bool  # told as doubtful
    due: bool  # to be reviewed within 30 days
    signed: bool
    weak: tuple[str, ...]  # few_phrases | misread | disliked
    asked: int
    rival: str  # the entry that most of its phrases would hit without themselves

    def is_(self, status: str) -> bool:
        """Whether a filter of the list holds."""
        return {
            "": True,
            "edited": self.state != "live",
            "stale": self.stale,
            "due": self.due or self.stale,
            "unsigned": not self.signed,
            "weak": bool(self.weak),
            "silent": self.state == "live" and not self.asked,
        }.get(status, False)


STATUSES = ("edited", "stale", "due", "unsigned", "weak", "silent")


def cards(desk: Desk) -> list[Card]:
    """Every entry of the files (and those taken out of them that are still in force), by family."""
    live = desk.minds.current().catalogue
    now = _faq_files.read_now(desk).catalogue or live
    states = {d.id: d.state for d in differences(live, now) if d.kind == "entry"}
    known = _Known(desk, now)
    gone = [live.entries[name] for name, state in states.items() if state == "removed"]
    found = [
        known.card(entry, states.get(entry.id, "")) for entry in [*now.entries.values(), *gone]
    ]
    return sorted(
        found, key=lambda card: (list(now.families).index(card.entry.family), card.entry.line)
    )


class _Known:
    """What is known of entries in general, looked up once a list."""

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        since, trial = later(desk.now(), -PERIOD_S), int(not desk.settings.has_provider)
        rows = desk.store.read(lambda tx: asked.of_entries(tx, since=since, trial=trial))
        self.asked = {row["entry"]: row for row in rows}
        opinions = desk.store.read(lambda tx: asked.opinions(tx, since=since))
        bad = [o for o in opinions if o["verdict"] in {"wrong", "officer_wrong"}]
        self.wrong = {
            name: sum(o["n"] for o in bad if o["entry"] == name)
            for name in {o["entry"] for o in bad}
        }
        self.views = views(desk)
        self.today = desk.local().date()
        self.stale = stale_entries(catalogue, self.today)

    def card(self, entry: Entry, state: str) -> Card:
        row, view = self.asked.get(entry.id, {}), self.views.get(entry.id, {})
        return Card(
            entry=entry,
            state={"added": "new", "": "live"}.get(state, state),
            stale=entry.id in self.stale,
            due=entry.provenance.review_by < (self.today + SOON).isoformat(),
            signed=bool(entry.provenance.verified_by),
            weak=tuple(self._weak(entry, view)),
            asked=int(row.get("n", 0)),
            rival=view.get("rival", ""),
        )

    def _weak(self, entry: Entry, view: Mapping[str, Any]) -> list[str]:
        told = []
        if len(entry.phrases) < FEWEST_PHRASES:
            told.append("few_phrases")
        if view and view["right"] < LEAST_RIGHT * view["n"]:
            told.append("misread")
        if self.wrong.get(entry.id, 0) >= MOST_WRONG:
            told.append("disliked")
        return told


def views(desk: Desk) -> dict[str, Any]:
    """How each entry's phrases are read without themselves: see `studying`; empty until studied."""
    row = desk.store.read(studio.views)
    return dict(json.loads(row["data"])) if row else {}


def rivals(desk: Desk, catalogue: Catalogue) -> tuple[Finding, ...]:
    """Entries whose phrases mostly hit another one, as last studied."""
    told = ((name, view.get("rival", "")) for name, view in views(desk).items())
    known = [(catalogue.entries[n], o) for n, o in told if {n, o} <= catalogue.entries.keys()]
    return tuple(
        Finding(entry.file, entry.line, WARNING, note("phrases_rival", other=other), entry.id)
        for entry, other in known
    )


def days_left(text: str, today: date) -> int:
    """Days until a review date; negative when it is over."""
    return (date.fromisoformat(text) - today).days
