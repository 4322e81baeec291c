"""Promises of the demo: simulated citizens ask once, on both channels, and never a real one."""

from bot.desk import demo
from tests.desk import given


def test_citizens_of_the_simulator_ask_and_one_wants_a_person(tmp_path, clock, line):
    line.name = "simulator"
    desk = given.desk(tmp_path, clock, line)
    asked = demo.seed(desk)
    assert asked > 10
    assert {row["simulated"] for row in given.rows(desk, "people")} == {1}
    assert {row["channel"] for row in given.rows(desk, "addresses")} == {"sms", "whatsapp"}
    assert {row["state"] for row in given.rows(desk, "messages")} <= {"answered", "queued"}
    assert given.rows(desk, "tickets")


def test_the_demo_is_seeded_once(tmp_path, clock, line):
    line.name = "simulator"
    desk = given.desk(tmp_path, clock, line)
    demo.seed(desk)
    before = len(given.rows(desk, "messages"))
    assert demo.seed(desk) == 0
    assert len(given.rows(desk, "messages")) == before
