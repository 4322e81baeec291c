"""How files become a version: read and checked, weighed against the one in force, kept. No verbs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.catalogue import lint, load, pack, unpack
from bot.catalogue.notes import LANGUAGES
from bot.channels._sms import segments
from bot.desk import _fit_model
from bot.desk.desk import Desk
from bot.errors import BadFaq
from bot.model.entry import Catalogue
from bot.store import Row, Tx, audit, catalogues, events, studio


@dataclass(frozen=True)
class Edition:
    """Files on their way to become a version."""

    files: Mapping[str, bytes]
    catalogue: Catalogue
    state: str = "published"  # published | waiting
    actor: str = "system"
    why: str = ""
    report: Mapping[str, Any] = field(default_factory=dict)
    instead_of: str = ""  # id of a version that shall never publish itself again


def checked(desk: Desk, files: Mapping[str, bytes]) -> Catalogue:
    """The catalogue of these files; BadFaq with every error that lint finds."""
    catalogue = load(files)
    findings = lint(catalogue, segments=segments, today=desk.local().date())
    errors = [finding for finding in findings if finding.level == "error"]
    if errors:
        raise BadFaq(*errors)
    return catalogue


def catalogue_of(desk: Desk, row: Row) -> Catalogue:
    """The catalogue of a kept version."""
    return load(unpack(desk.store.read(lambda tx: catalogues.files(tx, row["id"]))))


def keep(desk: Desk, edition: Edition) -> None:
    """Keep an edition as a version; its model is fitted before anybody is told of it."""
    _fit_model.matcher_of(desk, edition.catalogue)
    now, digest = desk.now(), edition.catalogue.hash
    row = {"hash": digest, "state": edition.state, "files": pack(edition.files), "at": now}
    row |= {"model_key": _fit_model.model_key(edition.catalogue), "officer_id": edition.actor}
    row |= {"why": edition.why, "report": json.dumps(edition.report)}
    with desk.store.write() as tx:
        version = catalogues.add(tx, row)
        catalogues.roll_back_mark(tx, edition.instead_of)
        if edition.state == "published":
            studio.settle(tx, digest, now, now)
        what = f"faq_{edition.state}"
        audit.note(tx, actor=edition.actor, what=what, object_=version, now=now, detail=digest)
        events.tell(tx, "faq", version, now, detail=edition.state)


def refuse(desk: Desk, error: BadFaq) -> None:
    """Keep what is wrong with the files, for the console; the version in force stays."""
    told = [{name: one.told(name) for name in LANGUAGES} for one in error.problems[:50]]
    report = json.dumps({"problems": told})
    pending = desk.store.read(catalogues.pending)
    if pending and pending["report"] == report:
        return
    desk.log.error("faq refused", problems=[str(one) for one in error.problems[:5]])
    now = desk.now()
    row = {"hash": "", "state": "refused", "files": b"", "model_key": "", "at": now}
    row |= {"officer_id": "file", "why": "hand edit", "report": report}
    with desk.store.write() as tx:
        version = catalogues.add(tx, row)
        events.tell(tx, "faq", version, now, detail="refused")


def known_already(tx: Tx, digest: str) -> str:
    """What is known of files with this hash: same | waiting | '' (an edit nobody has looked at)."""
    published, pending = catalogues.published(tx), catalogues.pending(tx)
    if published and published["hash"] == digest:
        return "same"
    if pending and pending["hash"] == digest:
        return str(pending["state"])
    return "same" if catalogues.rolled_back(tx, digest) else ""


def use_model(desk: Desk, row: Row, catalogue: Catalogue) -> None:
    """Fit anew for a version whose model an upgrade of the product made stale."""
    _fit_model.matcher_of(desk, catalogue)
    key = _fit_model.model_key(catalogue)
    with desk.store.write() as tx:
        catalogues.set_model(tx, row["id"], key)
