"""Promises of the self-check: one line a check, and what to do about each that is not good."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.channels._line import Check
from bot.desk import backup, deliver, doctor, leading, nightly
from bot.desk.holders import holder_name
from bot.store import audit, catalogues, open_store
from tests.desk import given
from tests.house.source import sources


@pytest.fixture
def sound(desk):
    """A desk on which all is well."""
    deliver.beat(desk)
    leading.lead(desk)
    row = {"hash": "h" * 64, "state": "published", "files": b"", "model_key": "k", "at": "2026"}
    with desk.store.write() as tx:
        catalogues.add(tx, row | {"officer_id": "a", "why": "", "report": "{}"})
    return desk


def _bad(desk):
    return {check.name: check.advice for check in doctor.examine(desk) if not check.good}


def _on(desk, path: Path):
    store = open_store(f"sqlite:///{path}")
    return replace(
        desk, settings=replace(desk.settings, database_url=f"sqlite:///{path}"), store=store
    )


def test_a_sound_installation_has_nothing_bad(sound):
    assert _bad(sound) == {}


def test_the_address_for_the_provider_is_told_ready_to_copy(sound):
    advice = " ".join(check.advice for check in doctor.examine(sound))
    assert "/webhooks/<line>/inbound#rc=3" in advice


@pytest.mark.parametrize("base", ["http://tanya.example", "https://tanya.example:8443"])
def test_a_public_address_that_no_provider_reaches_is_bad(sound, base):
    settings = replace(sound.settings, twilio_account_sid="AC1", public_base_url=base)
    assert "public address" in _bad(replace(sound, settings=settings))


def test_a_full_disk_is_bad(sound, monkeypatch):
    monkeypatch.setattr(doctor, "LEAST_FREE", 10**18)
    assert any(name.startswith("disk") for name in _bad(sound))


def test_what_is_good_asks_for_nothing_but_the_notes(sound):
    told = {check.name: check.advice for check in doctor.examine(sound) if check.advice}
    assert set(told.values()) == {
        f"webhook address: {sound.settings.base_url}/webhooks/<line>/inbound#rc=3&rp=5xx,ct,rt&ct=1500&rt=3500",
        "note it off this host",
    }


def test_the_head_of_the_audit_and_who_leads_are_told(sound):
    given.officer(sound)
    with sound.store.write() as tx:
        audit.note(tx, actor="a", what="w", object_="", now="2026")
    names = [check.name for check in doctor.examine(sound)]
    assert f"audit chain whole, head {backup.audit_head(sound)}" in names
    assert f"timed jobs run in {holder_name()}" in names
    assert "WhatsApp replies this month: 0, free are 1000" in names


def test_a_backup_that_is_too_old_is_bad(sound):
    nightly.back_up_nightly(sound)
    assert _bad(sound) == {}
    sound.clock.forward(days=2)
    bad = _bad(sound)
    assert "db backup" in bad["newest backup: 2026-03-02"]


def test_settings_that_differ_are_named_and_never_told(sound):
    told = [c.name for c in doctor.examine(sound) if c.name.startswith("settings")]
    assert told == ["settings: DATABASE_URL, FAQ_DIR, SECRET_KEY"]


ALARMS = re.compile(r'(?:raise_alarm\(tx, |_alarm\(tx, |ALARM = |ALARM, OLD_ALARM = )f?"([a-z_]+)')


def test_every_alarm_says_what_to_do():
    raised = {name for s in sources("bot/desk") for name in ALARMS.findall(s.text)}
    assert len(raised) > 6
    assert [n for n in raised if not n.startswith(tuple(doctor.WHAT_TO_DO))] == []


def test_each_silent_part_is_bad(sound):
    sound.clock.forward(minutes=1)
    assert {"part sender", "part scheduler"} <= set(_bad(sound))


def test_messages_in_silence_alarms_and_rest_are_bad(sound):
    given.hear(sound, "halo")
    sound.clock.forward(minutes=3)
    given.run(sound, "INSERT INTO alarms VALUES ('line_twilio', '2026', '20003')")
    (sound.settings.var / "resting-after-restore").write_text("now")
    bad = _bad(sound)
    assert "1 messages wait in silence" in bad
    assert "rotate-token" in bad["alarm line_twilio since 2026 (20003)"]
    assert "resting after a restore" in bad
    assert backup.is_resting(sound)


def test_a_line_tells_its_own_troubles(sound, line):
    trouble = Check("twilio credentials", good=False, advice="check TWILIO_ACCOUNT_SID")
    sound.lines["twilio"] = replace(sound.lines["twilio"], check=lambda: (trouble,))
    assert _bad(sound) == {"twilio credentials": "check TWILIO_ACCOUNT_SID"}


def test_without_a_catalogue_one_is_told_how_to_publish(desk):
    assert _bad(desk)["catalogue"] == "python -m bot faq publish"


def test_an_absent_database_is_told_and_not_made(desk, tmp_path):
    fresh = _on(desk, tmp_path / "none" / "tanya.db")
    assert "no database yet" in _bad(fresh)["database"]
    assert not fresh.settings.database_path.exists()


def test_a_database_that_was_not_migrated_is_told(desk, tmp_path):
    fresh = _on(desk, tmp_path / "empty.db")
    (tmp_path / "empty.db").touch()
    assert "python -m bot db migrate" in _bad(fresh)["database"]


def test_a_damaged_database_is_told(desk, tmp_path):
    (tmp_path / "broken.db").write_bytes(b"no database " * 500)
    assert "not a database" in _bad(_on(desk, tmp_path / "broken.db"))["database"]


def test_damage_inside_is_named(sound, monkeypatch):
    def damaged(tx):
        return tx.all("SELECT * FROM no_such_table")

    monkeypatch.setattr("bot.store.admin._problems", damaged)
    assert "no such table" in _bad(sound)["database"]
