"""Promises of health: each part that fails is named, alarms come and go with their reason."""

from dataclasses import replace

import pytest

from bot.desk import billing, deliver, health, leading, metrics
from bot.errors import Outcome, SendFailed, StoreUnavailable
from tests.desk import given


@pytest.fixture
def alive(desk):
    """A desk whose worker lives."""
    deliver.beat(desk)
    leading.lead(desk)
    return desk


def _alarms(desk):
    return {row["name"]: row["detail"] for row in given.rows(desk, "alarms")}


def _fail(desk, line, number=1):
    for _ in range(number):
        line.sends.append(SendFailed(Outcome.PERMANENT, "63024"))
        given.hear(desk, address=given.newcomer())
        given.send(desk)


def test_a_living_product_is_ready(alive):
    assert health.failing(alive) == []


@pytest.mark.parametrize("part", ["sender", "scheduler"])
def test_a_part_that_is_silent_for_12_seconds_is_named(alive, part):
    alive.clock.forward(seconds=12)
    given.run(alive, "UPDATE beats SET at = :now WHERE name <> :part", now=alive.now(), part=part)
    assert health.failing(alive) == []
    alive.clock.forward(seconds=0.1)
    assert part in health.failing(alive)


def test_a_part_that_was_never_heard_of_is_named(desk):
    assert health.failing(desk) == ["sender", "scheduler"]


def test_a_database_that_cannot_be_written_is_named(alive, monkeypatch):
    def locked():
        raise StoreUnavailable("database is locked")

    monkeypatch.setattr(alive.store, "write", locked)
    assert health.failing(alive) == ["database"]


def test_a_missing_catalogue_is_named(alive):
    class Nothing:
        def current(self):
            raise StoreUnavailable("no catalogue is published yet")

    assert health.failing(replace(alive, minds=Nothing())) == ["catalogue"]


def test_a_message_that_waits_in_silence_for_two_minutes_raises_an_alarm(desk):
    given.hear(desk, "halo")
    desk.clock.forward(seconds=121)
    assert health.watch(desk)["unanswered"] == 1
    assert _alarms(desk) == {"unanswered": "1"}
    given.quiet(desk)
    health.watch(desk)
    assert _alarms(desk) == {}


def test_a_decided_message_is_no_silence(desk):
    given.hear(desk)
    desk.clock.forward(hours=1)
    assert health.unanswered(desk) == []


def test_one_failure_raises_its_own_alarm_and_many_a_second(desk, line):
    _fail(desk, line)
    health.watch(desk)
    assert set(_alarms(desk)) == {"undelivered"}
    _fail(desk, line, 9)
    health.watch(desk)
    assert _alarms(desk)["failures"] == "100%"


def test_few_failures_among_many_messages_are_no_flood_of_failures(desk, line):
    _fail(desk, line, 10)
    for number in range(200):
        given.hear(desk, address=f"+628127{number:06d}")
    health.watch(desk)
    assert "failures" not in _alarms(desk)


def test_the_alarm_of_a_failure_goes_after_some_quiet_hours(desk, line):
    _fail(desk, line)
    desk.clock.forward(hours=2)
    health.watch(desk)
    assert _alarms(desk) == {}


def test_a_message_given_up_after_a_day_is_told_like_any_other(desk, line):
    line.sends = [SendFailed(Outcome.RETRY, "20429")] * 99
    given.hear(desk, channel="sms")
    for _ in range(25):
        given.send(desk)
        desk.clock.forward(hours=1)
    given.send(desk)
    health.watch(desk)
    assert "undelivered" in _alarms(desk)


def test_the_alarm_of_the_daily_cap_goes_with_the_day(tmp_path, clock, line):
    desk = given.desk(tmp_path, clock, line, DAILY_SEND_CAP="0")
    given.hear(desk)
    health.watch(desk)
    assert "daily_send_cap" in _alarms(desk)
    clock.forward(days=1)
    health.watch(desk)
    assert _alarms(desk) == {}


def test_an_alarm_keeps_the_time_at_which_it_began(desk):
    given.hear(desk, "halo")
    desk.clock.forward(seconds=121)
    health.watch(desk)
    began = given.one(desk, "alarms")["since"]
    desk.clock.forward(minutes=5)
    health.watch(desk)
    assert given.one(desk, "alarms")["since"] == began


def test_the_overview_shows_the_whole_house(alive, line):
    line.sends = [SendFailed(Outcome.STOP, "20003")]
    given.hear(alive)
    given.send(alive)
    seen = health.overview(alive)
    assert (seen.failing, seen.unanswered) == ([], [])
    assert [stop["line"] for stop in seen.stops] == ["twilio"]
    assert seen.outbox["pending"] == 1
    assert set(seen.beats) == {"sender", "scheduler", "web"}


def test_the_metrics_show_outbox_and_queue(desk, line):
    given.escalated(desk)
    given.hear(desk)
    desk.clock.forward(seconds=30)
    text = metrics.exposition(desk).decode()
    assert 'tanya_outbox{state="pending"} 1.0' in text
    assert 'tanya_queue{state="waiting"} 1.0' in text
    assert "tanya_outbox_oldest_seconds 30" in text
    assert 'tanya_decisions_total{action="answer",rule="answer"}' in text


def test_the_metrics_of_all_processes_are_read_where_the_supervisor_keeps_them(desk):
    (desk.settings.var / "metrics").mkdir()
    assert metrics.exposition(desk) == b""


def test_the_months_free_replies_warn_before_they_are_used_up(desk, line):
    with desk.store.write() as tx:
        for _ in range(799):
            billing.count(tx, {"channel": "whatsapp", "simulated": 0}, desk.now())
    health.watch(desk)
    assert "free_tier" not in _alarms(desk)
    given.hear(desk)
    given.send(desk)
    health.watch(desk)
    assert _alarms(desk)["free_tier"] == "800 / 1000"
    desk.clock.forward(days=31)
    health.watch(desk)
    assert "free_tier" not in _alarms(desk)


def test_an_office_without_a_known_free_tier_is_not_warned(desk, line, monkeypatch):
    monkeypatch.setattr(billing, "free_replies", lambda desk: 0)
    given.hear(desk)
    given.send(desk)
    health.watch(desk)
    assert _alarms(desk) == {}
