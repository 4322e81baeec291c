"""Promises of limits: a flood, a loop of robots and the daily cap end quietly, nothing is lost."""

from tests.desk import given


def test_no_more_automatic_replies_than_the_cap_leave_in_a_minute(tmp_path, clock, line):
    desk = given.desk(tmp_path, clock, line, FLOOD_CAP="5")
    for number in range(30):
        given.hear(desk, given.ASKED if number % 2 else "menu")
    given.send(desk)
    assert len(line.sent) == 5
    assert len(given.rows(desk, "messages")) == 30
    assert [row["state"] for row in given.rows(desk, "messages")] == ["answered"] * 4 + [
        "throttled"
    ] * 26


def test_after_a_flood_the_citizen_is_answered_again(tmp_path, clock, line):
    desk = given.desk(tmp_path, clock, line, FLOOD_CAP="5")
    for number in range(8):
        given.hear(desk, given.ASKED if number % 2 else "menu")
    clock.forward(seconds=61)
    given.hear(desk, given.ASKED)
    assert given.rows(desk, "messages")[-1]["state"] == "answered"


def test_one_flood_does_not_touch_another_citizen(tmp_path, clock, line):
    desk = given.desk(tmp_path, clock, line, FLOOD_CAP="3")
    for _ in range(5):
        given.hear(desk)
    given.hear(desk, address=given.OTHER)
    assert given.rows(desk, "messages")[-1]["state"] == "answered"


def test_the_tenth_equal_message_in_five_minutes_ends_a_loop_of_robots(desk):
    for _ in range(10):
        given.hear(desk)
        desk.clock.forward(seconds=29)
    states = [row["state"] for row in given.rows(desk, "messages")]
    assert states == ["answered"] * 9 + ["throttled"]


def test_equal_messages_over_a_longer_time_are_no_loop(desk):
    for _ in range(12):
        given.hear(desk)
        desk.clock.forward(seconds=60)
    assert {row["state"] for row in given.rows(desk, "messages")} == {"answered"}


def test_past_the_daily_cap_people_take_over_and_an_alarm_stands(tmp_path, clock, line):
    desk = given.desk(tmp_path, clock, line, DAILY_SEND_CAP="2")
    for address in (given.CITIZEN, given.OTHER, "+628125000003"):
        given.hear(desk, address=address)
    given.send(desk)
    assert len(line.sent) == 2
    assert given.rows(desk, "messages")[-1]["state"] == "queued"
    assert given.one(desk, "tickets")["reason"] == "send_cap"
    assert given.one(desk, "alarms")["name"] == "daily_send_cap"


def test_past_the_daily_cap_a_wish_is_kept_and_still_handed_to_people(tmp_path, clock, line):
    desk = given.desk(tmp_path, clock, line, DAILY_SEND_CAP="0")
    given.hear(desk, "hapus data")
    assert given.one(desk, "requests")["kind"] == "erase"
    assert given.one(desk, "tickets")["reason"] == "send_cap"


def test_past_the_daily_cap_no_question_of_ours_is_remembered_as_asked(tmp_path, clock, line):
    desk = given.desk(tmp_path, clock, line, DAILY_SEND_CAP="0")
    given.hear(desk, "menu")
    assert given.one(desk, "conversations")["memory"] == "{}"


def test_the_simulator_counts_against_no_cap(tmp_path, clock, line):
    line.name = "simulator"
    desk = given.desk(tmp_path, clock, line, DAILY_SEND_CAP="0")
    given.hear(desk, line="simulator", address="+99900")
    assert given.one(desk, "messages")["state"] == "answered"
    assert given.one(desk, "people")["simulated"] == 1
