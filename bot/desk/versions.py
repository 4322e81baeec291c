"""Versions in the studio: put the waiting one in force, throw it away, go back, compare. Fits nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from bot.catalogue import Difference, differences, edit, note, pack, unpack
from bot.catalogue.differing import entry_difference
from bot.catalogue.drafts import entry_of
from bot.desk import _faq_files
from bot.desk._faq_files import Edit, Files, Reading
from bot.desk._weighing import without_texts
from bot.desk.desk import Desk
from bot.desk.officers import require
from bot.errors import BadFaq, BadInput, NotFound, Outdated, Telling
from bot.model.entry import Catalogue, Entry
from bot.model.officer import Officer
from bot.store import Row, Tx, audit, catalogues, events, studio


@dataclass(frozen=True)
class Kept:
    """A problem as the store keeps it: its texts by language."""

    texts: Mapping[str, str]

    def told(self, language: str) -> str:
        """Say it in this language."""
        return self.texts.get(language, self.texts["id"])


@dataclass(frozen=True)
class Waiting:
    """What the publish page shows of the edit that is not live yet."""

    state: str  # same | looking | waiting | refused | apart (rolled back, the files still differ)
    hash: str  # of the files as they are now
    row: Row | None
    report: dict[str, Any]
    changes: tuple[Difference, ...]
    edits: list[Row]  # whose hands were in it
    problems: tuple[Telling, ...] = ()

    @property
    def worse(self) -> bool:
        """Whether publishing needs a written reason."""
        marks = self.report.get("change", {}).get("marks", {})
        return bool(self.report.get("worse")) or any(mark["worse"] for mark in marks.values())


def waiting(desk: Desk) -> Waiting:
    """The edit between the files and the version in force, with its report once the worker has it."""
    now = _faq_files.read_now(desk)
    published, row, edits, apart = desk.store.read(lambda tx: _rows(tx, now.hash))
    report = json.loads(row["report"]) if row else {}
    state = _state(now, published, row, apart=apart)
    changes: tuple[Difference, ...] = ()
    if now.catalogue and published and state not in {"same", "refused"}:
        changes = differences(_catalogue(desk, published), now.catalogue)
    problems = now.problems or tuple(map(Kept, report.get("problems", ())))
    return Waiting(state, now.hash, row, report, changes, edits, problems)


def publish(desk: Desk, officer: Officer, digest: str, why: str) -> None:
    """Put exactly the edit with this hash in force, as its report shows it.

    Outdated when the files have changed since; BadInput when it is worse and no reason is given.
    """
    require(officer)
    found = waiting(desk)
    if found.worse and not why.strip():
        raise BadInput(note("why_worse"))
    with desk.store.write() as tx:
        row = catalogues.pending(tx)
        if not row or row["state"] != "waiting" or row["hash"] != digest:
            raise Outdated
        report, now = without_texts(row["report"]), desk.now()
        reason = why.strip() or row["why"]
        catalogues.promote(tx, row["id"], officer=officer.id, why=reason, report=report, now=now)
        studio.settle(tx, digest, now, row["at"])
        audit.note(
            tx, actor=officer.id, what="faq_published", object_=row["id"], now=now, detail=digest
        )
        events.tell(tx, "faq", row["id"], now, detail="published")


def discard(desk: Desk, officer: Officer) -> str:
    """Make the files again what is in force; what is thrown away stays in the history."""
    require(officer)
    published = desk.store.read(catalogues.published)
    if published is None:
        raise NotFound("a published version")
    goal = _files(desk, published)
    _keep_thrown(desk, officer)
    return _faq_files.rewrite(desk, Edit(officer.id, "discard"), _towards(goal))


def roll_back(desk: Desk, officer: Officer, version: str, why: str) -> str:
    """Make the files those of an earlier version, and put them in force.

    At once where its model is still kept, otherwise as soon as the worker has fitted it: now | soon.
    What was thrown away comes back as an edit, to be looked at and published like any other: waits.
    """
    require(officer)
    row = desk.store.read(lambda tx: catalogues.one(tx, version)) if version else None
    if not row or row["state"] not in {*IN_FORCE, "discarded"}:
        raise NotFound(f"version {version}")
    goal, reason = _files(desk, row), why.strip() or f"rollback to {row['hash'][:12]}"
    at_once = desk.store.read(lambda tx: catalogues.has_model(tx, row["model_key"]))
    if row["state"] in IN_FORCE and at_once:
        _again(desk, officer, row, reason)
    order = reason if row["state"] in IN_FORCE and not at_once else ""
    _faq_files.rewrite(desk, Edit(officer.id, "rollback", order), _towards(goal))
    return "soon" if order else "now" if at_once else "waits"


def compare(desk: Desk, before: str, after: str) -> tuple[Difference, ...]:
    """What differs between two versions, by the start of id or hash; "files" are the files as they are."""
    old, new = (_named(desk, name) for name in (before, after))
    return differences(old, new)


def history_of(
    desk: Desk, family: str, entry: str, limit: int = 20
) -> list[tuple[Row, Difference]]:
    """The versions in which an entry of this family became another, newest first."""
    file, found = f"topics/{family}.yaml", list[tuple[Row, Difference]]()
    rows = [row for row in desk.store.read(catalogues.history) if row["state"] in IN_FORCE]
    texts = [(row, _files(desk, row).get(file, b"")) for row in rows]
    for (row, new), (_, old) in pairwise(texts):
        if new != old and len(found) < limit:
            one = entry_difference(_entry_in(old, family, entry), _entry_in(new, family, entry))
            found += [(row, one)] if one else []
    return found


def _entry_in(data: bytes, family: str, entry: str) -> Entry | None:
    """An entry of one file of a snapshot."""
    try:
        return entry_of(edit.entry_fields(data, entry), family) if data else None
    except NotFound:
        return None


IN_FORCE = frozenset({"published", "superseded", "rolled_back"})


def _rows(tx: Tx, digest: str) -> tuple[Row | None, Row | None, list[Row], bool]:
    apart = catalogues.rolled_back(tx, digest)
    return catalogues.published(tx), catalogues.pending(tx), studio.open_edits(tx), apart


def _state(now: Reading, published: Row | None, row: Row | None, *, apart: bool) -> str:
    if not now.catalogue:
        return "refused"
    if published and published["hash"] == now.hash:
        return "same"
    if row and row["state"] == "refused":
        return "refused"
    if row and row["hash"] == now.hash:
        return "waiting"
    return "apart" if apart else "looking"


def _again(desk: Desk, officer: Officer, row: Row, why: str) -> None:
    """Put the snapshot of an earlier version in force once more."""
    now = desk.now()
    with desk.store.write() as tx:
        current = catalogues.published(tx)
        if current and current["id"] == row["id"]:
            return
        kept = {key: row[key] for key in ("hash", "model_key")}
        kept |= {"state": "published", "files": catalogues.files(tx, row["id"]), "at": now}
        added = catalogues.add(tx, kept | {"officer_id": officer.id, "why": why, "report": "{}"})
        if current:
            catalogues.roll_back_mark(tx, current["id"])
        audit.note(
            tx, actor=officer.id, what="faq_published", object_=added, now=now, detail=row["hash"]
        )
        events.tell(tx, "faq", added, now, detail="published")


def _keep_thrown(desk: Desk, officer: Officer) -> None:
    """Keep the files that are thrown away as a version of the history."""
    now = _faq_files.read_now(desk)
    row = {"hash": now.hash, "state": "discarded", "files": pack(now.files), "model_key": ""}
    row |= {"at": desk.now(), "officer_id": officer.id, "why": "discard", "report": "{}"}
    with desk.store.write() as tx:
        catalogues.add(tx, row)


def _towards(goal: Files) -> Callable[[Files], Files]:
    """The change that makes any files those of the goal."""
    return lambda before: {**dict.fromkeys(before.keys() - goal.keys(), b""), **goal}


def _named(desk: Desk, name: str) -> Catalogue:
    if name == "files":
        found = _faq_files.read_now(desk)
        if not found.catalogue:
            raise BadFaq(*found.problems)
        return found.catalogue
    row = desk.store.read(lambda tx: catalogues.one(tx, name)) if name else None
    if not row or not row["hash"]:
        raise NotFound(f"version {name}")
    return _catalogue(desk, row)


def _catalogue(desk: Desk, row: Row) -> Catalogue:
    found = _faq_files.reading_of(_files(desk, row)).catalogue
    if found is None:
        raise NotFound(f"version {row['hash'][:12]} can no longer be read")
    return found


def _files(desk: Desk, row: Row) -> Files:
    return unpack(desk.store.read(lambda tx: catalogues.files(tx, row["id"])))
