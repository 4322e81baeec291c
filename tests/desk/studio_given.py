"""What tests of the studio start from: a desk with the small catalogue in force, people, the worker's look."""

import json
from pathlib import Path

from bot.desk import Desk, faq, studio
from bot.model.officer import Officer
from bot.store import officers
from tests import make

NAMES = {"admin": "Rina", "supervisor": "Sinta", "officer": "Budi"}


def person(desk: Desk, role: str = "admin", name: str = "") -> Officer:
    """Somebody who works here."""
    name = name or NAMES[role]
    row = {"login": name.lower(), "name": name, "role": role, "created_at": desk.now()}
    with desk.store.write() as tx:
        id_ = officers.add(tx, row | {"password_hash": "x", "must_change": 0})
    return Officer(id_, name.lower(), name, role)


def folder(desk: Desk) -> Path:
    """Where the FAQ files lie."""
    return Path(desk.settings.faq_dir)


def write(desk: Desk, **changes: str) -> None:
    """A hand edit: whole files, by name."""
    for name, data in make.faq_files(**changes).items():
        (folder(desk) / name).write_bytes(data)


def topic(desk: Desk) -> str:
    """The topics file as it is now."""
    return (folder(desk) / "topics/nib.yaml").read_text(encoding="utf-8")


def save(desk: Desk, officer: Officer, entry: str = "nib-lama", **fields: object) -> str:
    """Open an entry, change fields, save."""
    page = studio.open_entry(desk, entry)
    return studio.save(desk, officer, entry, page.base, {**page.fields, **fields})


def saved_and_looked_at(
    desk: Desk, officer: Officer, entry: str = "nib-lama", **fields: object
) -> str:
    """Save, then let the worker look; the new hash."""
    digest = save(desk, officer, entry, **fields)
    desk.clock.forward(seconds=5)
    faq.look(desk)
    return digest


def report(desk: Desk) -> dict:
    """The report of the edit that waits."""
    pending = faq.state(desk).pending
    return json.loads(pending["report"]) if pending else {}
