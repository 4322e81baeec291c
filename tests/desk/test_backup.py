"""Promises of backups: one file without secrets, restored as it was, and quiet until told to speak."""

import json
import socket
import sqlite3
import subprocess
import sys
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from bot.desk import backup, fetching
from bot.errors import BadInput, NewerSchema
from bot.store import open_store
from tests.desk import given
from tests.desks import SECRET


@pytest.fixture
def kept(desk, tmp_path):
    """A backup of a desk with an answer on its way, an FAQ file and a citizen's photo."""
    faq = Path(desk.settings.faq_dir)
    faq.mkdir()
    (faq / "office.yaml").write_text("office: ours", encoding="utf-8")
    fetching.keep(desk, "photo", b"pixels")
    given.hear(desk)
    target = tmp_path / "backups" / "one.tar.gz"
    backup.back_up(desk, target)
    return target


@pytest.fixture
def fresh(desk, tmp_path, line):
    """The same desk on an empty host."""
    folder = tmp_path / "new"
    url, faq = f"sqlite:///{folder}/tanya.db", str(folder / "faq_data")
    settings = replace(desk.settings, database_url=url, faq_dir=faq)
    store = open_store(url)
    yield replace(desk, settings=settings, store=store)
    store.close()


def test_a_backup_restores_database_faq_and_files(kept, fresh):
    manifest = backup.restore(fresh, kept)
    assert manifest["made_at"] <= fresh.now()
    assert given.one(fresh, "messages")["state"] == "answered"
    assert (Path(fresh.settings.faq_dir) / "office.yaml").read_text() == "office: ours"
    assert fetching.read(fresh, "photo") == b"pixels"
    assert backup.check(fresh) == []


def test_a_restored_server_is_quiet_and_looks_up_what_was_on_its_way(kept, fresh, line):
    backup.restore(fresh, kept)
    assert backup.is_resting(fresh)
    assert given.send(fresh) == 0
    line.lookups = ["SMthen"]
    assert backup.go_live(fresh) is True
    assert given.send(fresh) == 1
    assert given.one(fresh, "outbox")["provider_id"] == "SMthen"
    assert line.sent == []
    assert backup.go_live(fresh) is False


def test_a_restored_server_knows_old_messages_as_duplicates(desk, kept, fresh):
    message = given.inbound(provider_id=given.one(desk, "messages")["provider_id"])
    backup.restore(fresh, kept)
    assert given.receive.take(fresh, message) is False


def test_a_backup_holds_no_secret_and_only_its_owner_reads_it(kept):
    with tarfile.open(kept) as tar:
        names = tar.getnames()
        told = json.load(tar.extractfile("manifest.json"))
        whole = b"".join(tar.extractfile(m).read() for m in tar.getmembers() if m.isfile())
    assert "secret_key" not in " ".join(names)
    assert SECRET.encode() not in whole
    assert b"pixels" not in whole
    assert "no secrets" in told["note"]
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_backup_can_be_made_while_others_write(desk, kept, tmp_path):
    other = sqlite3.connect(desk.settings.database_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    backup.back_up(desk, tmp_path / "two.tar.gz")
    other.close()


@pytest.mark.parametrize("left", ["tanya.db", "tanya.db-wal", "tanya.db-shm"])
def test_nothing_is_restored_over_a_database_or_beside_its_remains(kept, fresh, left):
    (fresh.settings.var / left).write_bytes(b"")
    with pytest.raises(BadInput, match=left):
        backup.restore(fresh, kept)


def _broken(path: Path, kind: str) -> None:
    data = path.read_bytes()
    if kind == "cut":
        path.write_bytes(data[: len(data) // 2])
    elif kind == "noise":
        path.write_bytes(b"no archive at all")
    elif kind == "bits":
        middle = len(data) // 2
        path.write_bytes(data[:middle] + bytes([data[middle] ^ 255]) + data[middle + 1 :])
    else:
        with tarfile.open(path, "w:gz"):
            pass


@pytest.mark.parametrize("kind", ["cut", "noise", "bits", "empty"])
def test_a_damaged_backup_is_refused_and_leaves_nothing(kept, fresh, kind):
    _broken(kept, kind)
    with pytest.raises(BadInput):
        backup.restore(fresh, kept)
    assert list(fresh.settings.var.iterdir()) == []


def test_a_database_that_does_not_fit_its_manifest_is_refused(kept, fresh, tmp_path):
    with tarfile.open(kept) as tar:
        tar.extractall(tmp_path / "x", filter="data")
    (tmp_path / "x" / "tanya.db").write_bytes(b"another")
    with tarfile.open(kept, "w:gz") as tar:
        tar.add(tmp_path / "x", ".")
    with pytest.raises(BadInput, match="manifest"):
        backup.restore(fresh, kept)


def test_faq_files_that_stand_there_already_are_kept_beside_the_restored_ones(kept, fresh):
    faq = Path(fresh.settings.faq_dir)
    faq.mkdir(parents=True)
    (faq / "office.yaml").write_text("office: shipped", encoding="utf-8")
    backup.restore(fresh, kept)
    beside = next(faq.parent.glob("faq_data.before-*"))
    assert (faq / "office.yaml").read_text() == "office: ours"
    assert (beside / "office.yaml").read_text() == "office: shipped"


def test_a_backup_without_faq_and_files_is_enough(desk, fresh, tmp_path):
    backup.back_up(desk, tmp_path / "small.tar.gz")
    backup.restore(fresh, tmp_path / "small.tar.gz")
    assert not Path(fresh.settings.faq_dir).exists()


def test_the_nightly_backups_of_the_last_35_days_are_kept(desk):
    folder = desk.settings.var / "backups"
    folder.mkdir()
    for day in range(40):
        (folder / f"tanya-2025{day:04d}.tar.gz").write_bytes(b"")
    assert backup.back_up_nightly(desk) == {"backups": 1, "removed": 6}
    assert (folder / "tanya-20260302.tar.gz").exists()


# --- migrating


def test_the_database_is_copied_before_it_is_migrated(desk, monkeypatch):
    monkeypatch.setattr(backup, "pending_steps", lambda store: ["m999_next"])
    assert backup.migrate(desk) == ["m999_next"]
    (copy,) = (desk.settings.var / "backups").iterdir()
    assert copy.name.startswith("before-m999_next-2026-03-02")
    assert copy.stat().st_mode & 0o777 == 0o600


def test_an_empty_database_is_migrated_once(fresh):
    steps = backup.migrate(fresh)
    assert steps[0] == "m001_the_house"
    assert backup.migrate(fresh) == []


def test_a_database_of_a_newer_version_is_refused(desk):
    given.run(
        desk,
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('tanya', 'm999_next', '')",
    )
    with pytest.raises(NewerSchema, match="m999_next"):
        backup.migrate(desk)


# --- checking


def test_a_sound_database_has_no_problems(desk):
    given.hear(desk)
    assert backup.check(desk) == []


def test_a_row_that_belongs_to_nothing_is_named(desk):
    desk.store.here().run("PRAGMA foreign_keys = OFF")
    given.run(
        desk,
        "INSERT INTO notes (id, ticket_id, officer_id, at, body) VALUES ('n', 'x', 'y', '', '')",
    )
    assert backup.check(desk) == ["foreign key of notes"]


def test_what_a_process_left_that_died_over_a_backup_is_removed(desk, tmp_path):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left = tmp_path / f"{backup.DRAFT}{socket.gethostname()}:{dead.pid}:1"
    left.mkdir()
    backup.back_up(desk, tmp_path / "one.tar.gz")
    assert not left.exists()
