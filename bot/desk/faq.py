"""The FAQ's verbs: check, test, publish, roll back. Files are the truth; a version is a snapshot."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.catalogue import Finding, content_hash, lint, load, read_files, unpack
from bot.channels._sms import segments
from bot.desk import _fit_model, reasons
from bot.desk._cards import rivals
from bot.desk._faq_test import Score, score
from bot.desk._publishing import (
    Edition,
    catalogue_of,
    checked,
    keep,
    known_already,
    refuse,
    use_model,
)
from bot.desk._weighing import weigh
from bot.desk.desk import Desk
from bot.errors import BadFaq, NotFound
from bot.model.entry import Catalogue
from bot.store import Row, Tx, catalogues, events, studio

SHIPPED = Path(__file__).resolve().parents[2] / "faq_data"


@dataclass(frozen=True)
class FaqState:
    """What is in force, and the edit that waits or was refused."""

    published: Row | None
    pending: Row | None
    report: dict[str, Any]  # of the pending edit: problems, worse, signed_facts, button


def read(desk: Desk) -> dict[str, bytes]:
    """The FAQ files as they are now."""
    return read_files(Path(desk.settings.faq_dir))


def check(desk: Desk) -> tuple[Finding, ...]:
    """Every finding of lint over the files as they are now; BadFaq when they cannot be read."""
    catalogue = load(read(desk))
    found = lint(catalogue, segments=segments, today=desk.local().date())
    return (*found, *rivals(desk, catalogue))


def ensure_published(desk: Desk) -> None:
    """Publish the files if nothing is in force yet; fit the model that lacks or is stale.

    Files that cannot be published are refused, as a hand edit is: the house opens without a
    catalogue, tells so in /readyz, and publishes them once they are mended. A version that an
    upgrade of the product can no longer read gives way to the newest that it can.
    """
    _copy_shipped(Path(desk.settings.faq_dir))
    row = desk.store.read(catalogues.published)
    if row is None:
        _publish_first(desk)
        return
    try:
        catalogue = catalogue_of(desk, row)
    except BadFaq as error:
        _fall_back(desk, row, error)
        return
    key = _fit_model.model_key(catalogue)
    if key != row["model_key"] or not desk.store.read(lambda tx: catalogues.has_model(tx, key)):
        use_model(desk, row, catalogue)


def _publish_first(desk: Desk) -> None:
    try:
        publish(desk, actor="system", why="first start")
    except BadFaq as error:
        refuse(desk, error)


def _fall_back(desk: Desk, row: Row, error: BadFaq) -> None:
    """Put the newest version in force that can be read; else open as a house that never had one."""
    why = f"{row['hash'][:12]} {reasons.UNREADABLE}"
    desk.log.error(why, problems=list(error.problems[:5]))
    before = [r for r in desk.store.read(catalogues.history) if r["state"] == "superseded"]
    for older in before:
        with suppress(BadFaq):
            files = unpack(desk.store.read(lambda tx, r=older: catalogues.files(tx, r["id"])))  # type: ignore[misc]
            keep(desk, Edition(files, load(files), why=why))
            return
    with desk.store.write() as tx:
        catalogues.withdraw(tx)
    _publish_first(desk)


def look(desk: Desk) -> str:
    """A hand edit was seen: publish it, keep it waiting for the button, or refuse it.

    Returns same | published | waiting | refused. The last good version stays in force.
    """
    try:
        files = read(desk)
        known = desk.store.read(lambda tx: known_already(tx, content_hash(files)))
        if known:
            _forget_pending(desk, known)
            return known
        catalogue = checked(desk, files)
    except BadFaq as error:
        refuse(desk, error)
        return "refused"
    edition = _edition(desk, files, catalogue)
    keep(desk, edition)
    return edition.state


def _edition(desk: Desk, files: Mapping[str, bytes], catalogue: Catalogue) -> Edition:
    """The files on their way: an edit of the studio waits for its button, or was ordered already."""
    edit, waits = desk.store.read(lambda tx: _studio(tx, catalogue.hash))
    actor, why = (edit["officer_id"], edit["what"]) if edit else ("file", "hand edit")
    if edit and edit["publish_why"]:
        return Edition(files, catalogue, "published", actor, edit["publish_why"])
    report = weigh(desk, catalogue)
    report |= {"button": "studio"} if waits else {}
    state = "waiting" if report.keys() - {"change"} else "published"
    return Edition(files, catalogue, state, actor, why, report)


def _studio(tx: Tx, digest: str) -> tuple[Row | None, bool]:
    """The studio's edit that made these files, and whether edits of the studio wait in them."""
    edit = studio.edit(tx, digest)
    return edit, bool(edit or studio.open_edits(tx))


def publish(desk: Desk, *, actor: str, why: str) -> None:
    """Put the files as they are now in force; BadFaq when they cannot be."""
    files = read(desk)
    keep(desk, Edition(files, checked(desk, files), actor=actor, why=why))


def roll_back(desk: Desk, start: str, *, actor: str) -> None:
    """Put an earlier version in force; the present one never publishes itself again."""
    row = desk.store.read(lambda tx: catalogues.one(tx, start)) if start else None
    if not row or not row["hash"]:
        raise NotFound(f"version {start}")
    files = unpack(desk.store.read(lambda tx: catalogues.files(tx, row["id"])))
    current = desk.store.read(catalogues.published)
    why, bad = f"rollback to {row['hash'][:12]}", current["id"] if current else ""
    keep(desk, Edition(files, load(files), actor=actor, why=why, instead_of=bad))


def state(desk: Desk) -> FaqState:
    """What is in force, and what waits."""
    published, pending = desk.store.read(catalogues.published), desk.store.read(catalogues.pending)
    return FaqState(published, pending, json.loads(pending["report"]) if pending else {})


def history(desk: Desk) -> list[Row]:
    """Versions, newest first."""
    return desk.store.read(catalogues.history)


def try_questions(desk: Desk) -> Score:
    """Ask the test questions of the files as they are now."""
    catalogue = load(read(desk))
    return score(_fit_model.matcher_of(desk, catalogue), catalogue.questions)


def told(score: Score) -> dict[str, Any]:
    """A score for programs: counts, by register, by expected entry, confusions."""
    parts = {"register": score.by("register"), "entry": score.by("expected")}
    return {"counts": score.counts(), **parts, "confusions": score.confusions()}


def _forget_pending(desk: Desk, known: str) -> None:
    """The files are again what is in force: whatever was refused or waited is gone."""
    if known != "same" or not desk.store.read(
        lambda tx: catalogues.pending(tx) or studio.open_edits(tx)
    ):
        return
    with desk.store.write() as tx:
        catalogues.forget_pending(tx)
        studio.settle(tx, "", desk.now(), desk.now())
        events.tell(tx, "faq", "files", desk.now(), detail="same")


def _copy_shipped(folder: Path) -> None:
    """The first start copies the shipped files into a FAQ_DIR outside the checkout."""
    if folder.exists():
        return
    for name, data in read_files(SHIPPED).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
