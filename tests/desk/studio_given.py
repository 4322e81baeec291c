"""What tests of the studio start from: a desk with the small catalogue in force, people, the worker's look."""

import json
from dataclasses import replace
from pathlib import Path

from bot.desk import Desk, faq, receive, studio
from bot.model.message import Inbound
from bot.model.officer import Officer
from bot.store import catalogues, new_id, officers
from tests import make
from tests.clock import FakeClock
from tests.desk import given
from tests.desks import SHIPPED, open_test_desk

ANSWER = {"id": "NIB lama tetap berlaku. Perbarui di {fact:oss_url}."}
OLD = ["nib saya dari tahun lama", "oss versi dulu masih berlaku"]
PHRASES = {"biasa": [*OLD, "surat lawas masih laku", "surat lawas itu dipakai"]}
NAMES = {"admin": "Petugas C", "supervisor": "Petugas S", "officer": "Petugas B"}


def speaking_desk(tmp_path: Path, clock: FakeClock) -> Desk:
    """A desk with the small entries and every sentence: it can hold a conversation, at once."""
    desk = open_test_desk(tmp_path, clock, BURST_QUIET_S="0")
    (folder(desk) / "sentences.yaml").write_bytes((SHIPPED / "sentences.yaml").read_bytes())
    faq.publish(desk, actor="system", why="first start")
    return replace(desk, log=given.Log())


def person(desk: Desk, role: str = "admin", name: str = "") -> Officer:
    """Somebody who works here."""
    name = name or NAMES[role]
    login = name.lower().replace(" ", "-")
    row = {"login": login, "name": name, "role": role, "created_at": desk.now()}
    with desk.store.write() as tx:
        id_ = officers.add(tx, row | {"password_hash": "x", "must_change": 0})
    return Officer(id_, login, name, role)


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


def asks(desk: Desk, text: str, number: int = 1, *, name: str = "") -> None:
    """A simulated citizen's question, decided at once."""
    address = f"+6280099{number:05d}"
    message = Inbound("simulator", new_id(), "whatsapp", address, text, profile_name=name)
    receive.take(desk, message)


def published(desk: Desk) -> dict:
    """The version in force."""
    return desk.store.read(catalogues.published)
