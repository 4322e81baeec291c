"""Promises of the nightly backup: at night, once, tried again, told when it fails, and not for ever."""

import os
from datetime import date, timedelta

import pytest

from bot.desk import backup, health, nightly
from bot.errors import NoRoom
from tests.desk import given


@pytest.fixture
def folder(desk):
    return backup.backups(desk)


def _names(folder):
    return sorted(path.name for path in folder.glob("tanya-*"))


def test_the_night_is_the_offices(desk, folder):
    assert desk.local().hour == 9
    nightly.back_up_nightly(desk)
    desk.clock.forward(hours=16)  # 01:14 at the office: the night has begun, the hour has not come
    assert nightly.back_up_nightly(desk) == {"backups": 0, "removed": 0}
    desk.clock.forward(hours=1)
    assert nightly.back_up_nightly(desk) == {"backups": 1, "removed": 0}
    assert _names(folder) == ["tanya-20260302.backup", "tanya-20260303.backup"]


def test_a_night_is_backed_up_once_and_rather_late_than_never(desk, folder):
    desk.clock.forward(hours=9)
    assert nightly.back_up_nightly(desk)["backups"] == 1
    assert nightly.back_up_nightly(desk)["backups"] == 0
    assert _names(folder) == ["tanya-20260302.backup"]


def test_the_newest_35_stay_and_copies_before_migrations_as_long(desk, folder):
    for day in range(40):
        (folder / f"tanya-{date(2025, 12, 1) + timedelta(day):%Y%m%d}.backup").write_bytes(b"")
    for name, days in (("before-m002_x.backup", 34), ("before-m001_x.backup", 37)):
        (folder / name).write_bytes(b"")
        then = (desk.clock() - timedelta(days=days)).timestamp()
        os.utime(folder / name, (then, then))
    (folder / "by-hand.backup").write_bytes(b"")
    assert nightly.back_up_nightly(desk) == {"backups": 1, "removed": 7}
    assert len(_names(folder)) == 35
    assert {p.name for p in folder.iterdir()} - set(_names(folder)) == {
        "by-hand.backup",
        "before-m002_x.backup",
    }


def test_a_backup_that_fails_raises_an_alarm_until_one_succeeds(desk, folder, monkeypatch):
    def full(*_):
        raise NoRoom("a backup needs 9 MB")

    with monkeypatch.context() as patch:
        patch.setattr(backup, "back_up", full)
        with pytest.raises(NoRoom):
            nightly.back_up_nightly(desk)
    alarm = given.one(desk, "alarms")
    assert alarm["name"] == "backup"
    assert "9 MB" in alarm["detail"]
    assert nightly.back_up_nightly(desk)["backups"] == 1
    assert given.rows(desk, "alarms") == []


def test_two_nights_without_a_backup_raise_an_alarm(desk, folder):
    assert nightly.newest(desk) is None
    assert not nightly.too_old(desk)
    nightly.back_up_nightly(desk)
    (folder / "tanya-latest.backup").write_bytes(b"")
    assert nightly.newest(desk) == date(2026, 3, 2)
    desk.clock.forward(days=1)
    health.watch(desk)
    assert given.rows(desk, "alarms") == []
    desk.clock.forward(days=1)
    health.watch(desk)
    assert given.one(desk, "alarms")["name"] == "backup_old"
    nightly.back_up_nightly(desk)
    health.watch(desk)
    assert given.rows(desk, "alarms") == []
