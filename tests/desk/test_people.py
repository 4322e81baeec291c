"""A person's rights: a copy of everything, and erasure that leaves nothing."""

import json
from pathlib import Path

import pytest

from bot.desk import backup, people
from bot.desk.receive import take
from bot.errors import NotFound
from bot.model.message import Inbound
from tests.desk import given
from tests.desks import open_test_desk

CANARY, NAME, NUMBER = "kanari zamrud", "Nama Kanari", "+628111222333"


@pytest.fixture
def desk(tmp_path, clock):
    desk = open_test_desk(tmp_path, clock, BURST_QUIET_S="0")
    for number, text in enumerate((f"{CANARY} mau tanya", "petugas", f"{CANARY} lagi")):
        told = Inbound("simulator", f"c{number}", "whatsapp", NUMBER, text, profile_name=NAME)
        take(desk, told)
    return desk


def test_a_copy_holds_what_the_person_wrote(desk):
    copy = people.export(desk, NUMBER, by="test")
    assert sum(CANARY in row["body"] for row in copy["messages"]) == 2
    assert copy["people"][0]["profile_name"] == NAME
    assert copy["tickets"]


def test_a_copy_holds_the_requests_as_they_came_readable(desk):
    take(desk, Inbound("simulator", "c9", "whatsapp", NUMBER, "x", raw=(("Body", CANARY),)))
    raw = people.export(desk, NUMBER, by="test")["raw_requests"]
    assert json.loads(raw[-1]["body"]) == [["Body", CANARY]]
    given.run(desk, "UPDATE raw_requests SET body = 'of another key'")
    assert people.export(desk, NUMBER, by="test")["raw_requests"][-1]["body"] == "of another key"


def test_nobody_is_copied_or_erased_by_an_unknown_address(desk):
    with pytest.raises(NotFound):
        people.export(desk, "+628999", by="test")
    with pytest.raises(NotFound):
        people.erase(desk, "+628999", by="test")


def test_after_erasing_no_file_of_the_house_holds_the_person(desk, tmp_path):
    people.erase(desk, NUMBER, by="test")
    for path in Path(tmp_path).rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            found = [w for w in (CANARY, NAME, NUMBER) if w.encode() in data]
            assert (path.name, found) == (path.name, [])


def test_a_replay_after_erasing_is_still_known(desk):
    people.erase(desk, NUMBER, by="test")
    assert not take(desk, Inbound("simulator", "c0", "whatsapp", NUMBER, "lagi"))


def test_the_audit_chain_and_the_database_stay_sound(desk):
    people.erase(desk, NUMBER, by="test")
    assert backup.check(desk) == []


def test_what_a_provider_does_not_delete_is_named(desk):
    done = people.erase(desk, NUMBER, by="test")
    assert done.deleted_at_provider + len(done.left_at_provider) >= 3


def test_a_copy_can_be_written_as_json(desk):
    assert json.dumps(people.export(desk, NUMBER, by="test"))
