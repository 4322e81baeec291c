"""What an edit does to understanding, measured before it is live; only where models are fitted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from rapidfuzz import fuzz, process

from bot.catalogue import changed
from bot.desk import _fit_model
from bot.desk._faq_test import Answer, score
from bot.desk._mind import Mind
from bot.desk._publishing import catalogue_of
from bot.desk.ask import ask
from bot.desk.desk import Desk
from bot.model.clock import later
from bot.model.entry import Catalogue
from bot.store import Row, asked, catalogues
from intents import normalise

PERIOD_S = 30 * 86400.0
NEWEST = 2000  # distinct texts
ALIKE = 90  # ratio of sorted plain words from which two wordings are nearly one
SHOWN = 200  # rows of each kind in a report
BY_MERIT = ("wrong", "handed", "offered", "right")
HELPED = frozenset({"answer"})


def weigh(desk: Desk, new: Catalogue) -> dict[str, Any]:
    """The report of an edit against the version in force; empty when there is none.

    Reasons to wait for the button: signed_facts, sentences, worse, button. Beside them `change`:
    test questions before and after, every question that leads elsewhere, how many of each mark.
    """
    row = desk.store.read(catalogues.published)
    if row is None:
        return {}
    old = catalogue_of(desk, row)
    change, report = changed(old, new), dict[str, Any]()
    if change.signed_facts_changed:
        report["signed_facts"] = sorted(change.signed_facts_changed)
    if change.sentences_broken:
        report["sentences"] = sorted(change.sentences_broken)
    if (
        change.understanding_changed
        or old.questions != new.questions
        or _routes(old) != _routes(new)
    ):
        report |= _measured(desk, old, new)
    if desk.settings.faq_autopublish != "1":
        report["button"] = "FAQ_AUTOPUBLISH=0"
    return report


def without_texts(report: str) -> str:
    """A report as it is kept for good: figures stay, what citizens wrote does not."""
    told = json.loads(report)
    if "change" in told:
        rows = told["change"]["rows"]
        told["change"]["rows"] = [row for row in rows if row["kind"] == "test"]
    return json.dumps(told)


def _measured(desk: Desk, old: Catalogue, new: Catalogue) -> dict[str, Any]:
    minds = [Mind(c.hash, c, _fit_model.matcher_of(desk, c)) for c in (old, new)]
    # the same questions for both, or more of them would look worse
    before, after = (score(mind.matcher, new.questions) for mind in minds)
    rows = _tests(before.answers, after.answers)
    heard = _heard(desk)
    real = _asked(desk, minds[0], minds[1], heard)
    shown = [row for kind in (rows, real) for row in sorted(kind, key=_gravity)[:SHOWN]]
    change = {
        "tests": {"before": before.counts(), "after": after.counts()},
        "asked": len(heard),
        "marks": {"test": _marks(rows), "asked": _marks(real)},
        "rows": shown,
        "twins": _twins(old, new),
    }
    worse = after.worse_than(before)
    return {"change": change} | ({"worse": worse} if worse else {})


def _twins(old: Catalogue, new: Catalogue) -> list[dict[str, str]]:
    """Added wordings that stand nearly so in another entry: text, entry, other, theirs."""
    known = {phrase.text for entry in old.entries.values() for phrase in entry.phrases}
    lines = [(_line(p.text), e.id, p.text) for e in new.entries.values() for p in e.phrases]
    found = []
    for entry in new.entries.values():
        others = {line: (name, text) for line, name, text in lines if name != entry.id}
        for phrase in entry.phrases:
            if phrase.text in known:
                continue
            hit = process.extractOne(
                _line(phrase.text), others.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE
            )
            if hit:
                other, theirs = others[hit[0]]
                found.append(
                    {"text": phrase.text, "entry": entry.id, "other": other, "theirs": theirs}
                )
    return found[:SHOWN]


def _line(text: str) -> str:
    return " ".join(sorted(normalise(text).split()))


def _tests(before: Sequence[Answer], after: Sequence[Answer]) -> list[dict[str, Any]]:
    """The test questions that lead elsewhere."""
    rows = []
    for was, now in zip(before, after, strict=True):
        if (was.got, was.outcome) != (now.got, now.outcome):
            step = BY_MERIT.index(now.outcome) - BY_MERIT.index(was.outcome)
            mark = "better" if step > 0 else "worse" if step < 0 else "other"
            told = {"kind": "test", "text": was.question.text, "expected": was.question.expected}
            rows.append(told | {"n": 1, "from": was.got, "to": now.got, "mark": mark})
    return rows


def _heard(desk: Desk) -> list[Row]:
    since, trial = later(desk.now(), -PERIOD_S), int(not desk.settings.has_provider)
    return desk.store.read(lambda tx: asked.questions(tx, since=since, trial=trial, limit=NEWEST))


def _asked(desk: Desk, old: Mind, new: Mind, heard: Sequence[Row]) -> list[dict[str, Any]]:
    """The real questions that lead elsewhere, by the whole decision."""
    since = later(desk.now(), -PERIOD_S)
    judged = {row["text"]: row for row in desk.store.read(lambda tx: asked.judged(tx, since=since))}
    rows = []
    for row in heard:
        was, now = (ask(desk, mind, row["text"]).decision for mind in (old, new))
        before, after = (was.action, was.entry), (now.action, now.entry)
        if before != after:
            mark = _mark(before, after, judged.get(row["text"], {}))
            told = {"kind": "asked", "text": row["text"], "expected": "", "n": row["n"]}
            rows.append(
                told
                | {"from": was.entry or was.action, "to": now.entry or now.action, "mark": mark}
            )
    return rows


def _mark(before: tuple[str, str], after: tuple[str, str], judged: Mapping[str, Any]) -> str:
    """What an officer said of the answer decides; else: answered at all is better than not."""
    if judged.get("verdict") == "officer_right" and judged["entry"] == before[1]:
        return "worse"
    if judged.get("verdict") == "officer_wrong" and judged["entry"] == before[1]:
        return "better"
    helped = (before[0] in HELPED, after[0] in HELPED)
    return {(False, True): "better", (True, False): "worse"}.get(helped, "other")


def _marks(rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    counts = Counter(row["mark"] for row in rows)
    return {mark: counts[mark] for mark in ("better", "worse", "other")}


def _gravity(row: Mapping[str, Any]) -> tuple[int, int]:
    return ("worse", "other", "better").index(row["mark"]), -int(row["n"])


def _routes(catalogue: Catalogue) -> dict[str, str]:
    return {name: entry.route for name, entry in catalogue.entries.items()}
