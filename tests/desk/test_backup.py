"""Promises of backups: one file without secrets, restored as it was, and quiet until told to speak."""

import shutil
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bot.desk import _archive, backup, fetching, people
from bot.errors import BadInput, NewerSchema, NoRoom
from tests.desk import given


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


def test_who_was_erased_since_the_backup_is_erased_again(desk, kept, fresh):
    people.erase(desk, given.CITIZEN, by="test")
    backup.restore(fresh, kept)
    assert given.one(fresh, "messages")["body"] == ""
    assert given.one(fresh, "addresses")["address"] is None
    assert given.CITIZEN.encode() not in fresh.settings.database_path.read_bytes()
    assert (
        given.receive.take(
            fresh, given.inbound(provider_id=given.one(desk, "messages")["provider_id"])
        )
        is False
    )


def test_a_disk_that_is_too_full_gets_no_backup_and_keeps_the_last(desk, kept, monkeypatch):
    before = kept.read_bytes()
    usage = shutil.disk_usage(desk.settings.var)
    monkeypatch.setattr(
        _archive.shutil, "disk_usage", lambda _: usage._replace(free=_archive.RESERVE)
    )
    with pytest.raises(NoRoom, match="MB"):
        backup.back_up(desk, kept)
    assert kept.read_bytes() == before


def test_a_copy_that_is_not_sound_is_no_backup(desk, kept, monkeypatch):
    before = kept.read_bytes()
    real = _archive.back_up_database

    def torn(store, target):
        real(store, target)
        data = bytearray(target.read_bytes())
        data[4096 : 4096 + 8192] = b"\xff" * 8192
        target.write_bytes(data)

    monkeypatch.setattr(_archive, "back_up_database", torn)
    with pytest.raises(BadInput, match="not sound"):
        backup.back_up(desk, kept)
    assert kept.read_bytes() == before
    assert list(kept.parent.glob(f"{_archive.DRAFT}*")) == []


def test_what_a_disk_wrote_wrongly_is_no_backup(desk, kept, monkeypatch):
    before = kept.read_bytes()
    real = _archive._sealed  # noqa: SLF001 - the moment between writing and proving

    def flipped(desk, target, files, folders):
        key = real(desk, target, files, folders)
        _broken(target, "bits")
        return key

    monkeypatch.setattr(_archive, "_sealed", flipped)
    with pytest.raises(BadInput, match="damaged"):
        backup.back_up(desk, kept)
    assert kept.read_bytes() == before


def test_a_backup_can_be_made_while_others_write(desk, kept, tmp_path):
    other = sqlite3.connect(desk.settings.database_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    backup.back_up(desk, tmp_path / "two.backup")
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
        path.write_bytes(b"")


@pytest.mark.parametrize("kind", ["cut", "noise", "bits", "empty"])
def test_a_damaged_backup_is_refused_and_leaves_nothing(kept, fresh, kind):
    _broken(kept, kind)
    with pytest.raises(BadInput):
        backup.restore(fresh, kept)
    assert list(fresh.settings.var.iterdir()) == []


def test_a_database_that_does_not_fit_its_manifest_is_refused(desk, fresh, tmp_path, monkeypatch):
    digests = iter(["0" * 64])
    real = _archive.digest
    monkeypatch.setattr(_archive, "digest", lambda path: next(digests, "") or real(path))
    with pytest.raises(BadInput, match="does not hold"):
        backup.back_up(desk, tmp_path / "odd.backup")
    monkeypatch.setattr(_archive, "_prove", lambda *_: None)
    digests = iter(["0" * 64])
    backup.back_up(desk, tmp_path / "odd.backup")
    with pytest.raises(BadInput, match="manifest"):
        backup.restore(fresh, tmp_path / "odd.backup")


def test_faq_files_that_stand_there_already_are_kept_beside_the_restored_ones(kept, fresh):
    faq = Path(fresh.settings.faq_dir)
    faq.mkdir(parents=True)
    (faq / "office.yaml").write_text("office: shipped", encoding="utf-8")
    backup.restore(fresh, kept)
    beside = next(faq.parent.glob("faq_data.before-*"))
    assert (faq / "office.yaml").read_text() == "office: ours"
    assert (beside / "office.yaml").read_text() == "office: shipped"


def test_a_backup_without_faq_and_files_is_enough(desk, fresh, tmp_path):
    backup.back_up(desk, tmp_path / "small.backup")
    backup.restore(fresh, tmp_path / "small.backup")
    assert not Path(fresh.settings.faq_dir).exists()


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
    left = tmp_path / f"{_archive.DRAFT}{socket.gethostname()}:{dead.pid}:1"
    left.mkdir()
    backup.back_up(desk, tmp_path / "one.backup")
    assert not left.exists()
