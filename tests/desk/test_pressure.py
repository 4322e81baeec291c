"""Promises under pressure: what nobody could read is kept, and decided later as if it came alone."""

from contextlib import ExitStack
from datetime import timedelta
from types import SimpleNamespace

import pytest

from bot.desk import _pressure, bursts, ledger, receive, searching
from bot.desk._pressure import LASTS_S, MOST, Pressure
from bot.desk._turn import ALIKE
from tests.desk import given


@pytest.fixture
def ticking(monkeypatch) -> list[float]:
    """The seconds that pressure reads; a test moves them."""
    seconds = [100.0]
    monkeypatch.setattr(_pressure, "time", SimpleNamespace(monotonic=lambda: seconds[0]))
    return seconds


@pytest.fixture
def pressed(desk, ticking):
    """More come at once than can be read."""
    _press(desk.pressure)
    return desk


def _press(pressure: Pressure, at_once: int = MOST + 1) -> bool:
    with ExitStack() as stack:
        return [stack.enter_context(pressure.felt()) for _ in range(at_once)][-1]


def _felt(pressure: Pressure) -> bool:
    with pressure.felt() as high:
        return high


def test_pressure_is_high_from_one_too_many_until_a_second_after(ticking):
    pressure = Pressure()
    assert not _press(pressure, MOST)
    assert _press(pressure)
    ticking[0] += LASTS_S - 0.001
    assert _felt(pressure)
    ticking[0] += 0.001
    assert not _felt(pressure)


def test_those_who_left_do_not_press(ticking):
    pressure = Pressure()
    assert not any(_felt(pressure) for _ in range(MOST + 1))


def test_under_pressure_a_message_is_only_recorded(pressed, line):
    given.hear(pressed)
    assert given.one(pressed, "messages")["state"] == "received"
    assert [entry["state"] for entry in ledger.entries(pressed)] == ["waiting"]
    given.send(pressed)
    assert line.sent == given.rows(pressed, "decisions") == []


def test_the_worker_decides_it_without_a_pause(pressed, line):
    given.hear(pressed)
    assert bursts.settle_due(pressed) == 1
    given.send(pressed)
    assert "gratis" in line.texts[0]
    assert given.one(pressed, "decisions")["rule"] == "answer"
    assert bursts.settle_due(pressed) == 0


def test_it_is_found_by_its_words_once_it_is_read(pressed):
    reader = given.officer(pressed, "Petugas A")
    given.hear(pressed)
    assert searching.find(pressed, reader, given.ASKED) == []
    bursts.settle_due(pressed)
    assert len(searching.find(pressed, reader, given.ASKED)) == 1


def test_told_twice_it_is_kept_once(pressed):
    message = given.hear(pressed)
    assert receive.take(pressed, message) is False
    bursts.settle_due(pressed)
    assert receive.take(pressed, message) is False
    assert bursts.settle_due(pressed) == 0
    assert len(given.rows(pressed, "decisions")) == 1


def test_what_was_left_is_decided_message_by_message_in_order(pressed, line):
    for text in (given.ASKED, "petugas", "status"):
        given.hear(pressed, text)
    assert [bursts.settle_due(pressed) for _ in range(4)] == [1, 1, 1, 0]
    decisions = given.rows(pressed, "decisions")
    assert [row["rule"] for row in decisions] == ["answer", "person", "command"]
    assert len({row["turn_id"] for row in decisions}) == 3
    given.send(pressed)
    assert len(line.sent) == 3


def test_in_the_order_in_which_it_came_whenever_it_was_sent(pressed):
    given.hear(pressed, "petugas")
    given.hear(pressed, "status", sent_at=pressed.clock() - timedelta(seconds=1), recovered=True)
    while bursts.settle_due(pressed):
        pass
    assert [row["rule"] for row in given.rows(pressed, "decisions")] == ["person", "command"]


def test_a_greeting_that_was_left_waits_for_the_rest_all_the_same(pressed):
    given.hear(pressed, "halo")
    bursts.settle_due(pressed)
    assert given.one(pressed, "messages")["state"] == "waiting"
    given.hear(pressed, given.ASKED)
    bursts.settle_due(pressed)
    assert len({row["turn_id"] for row in given.rows(pressed, "decisions")}) == 1
    assert {row["state"] for row in given.rows(pressed, "messages")} == {"answered"}


def test_a_burst_goes_on_under_pressure_and_still_ends_after_12_seconds(pressed, ticking):
    given.hear(pressed, "halo")
    bursts.settle_due(pressed)
    for _ in range(3):
        pressed.clock.forward(seconds=3.9)
        given.hear(pressed, "hmm begini")
        bursts.settle_due(pressed)
    assert given.rows(pressed, "decisions") == []
    pressed.clock.forward(seconds=0.5)
    assert bursts.settle_due(pressed) == 1
    assert len(given.rows(pressed, "decisions")) == 4


def test_who_comes_in_a_calm_moment_does_not_overtake_what_was_left(pressed, ticking):
    given.hear(pressed, "petugas")
    ticking[0] += LASTS_S
    given.hear(pressed, "status")
    assert given.rows(pressed, "decisions") == []
    assert [bursts.settle_due(pressed) for _ in range(3)] == [1, 1, 0]
    assert [row["rule"] for row in given.rows(pressed, "decisions")] == ["person", "command"]


def test_one_that_breaks_the_matcher_holds_no_other_up(pressed):
    given.hear(pressed, "patah")
    given.hear(pressed)
    while bursts.settle_due(pressed):
        pass
    given.quiet(pressed)
    assert len(given.rows(pressed, "decisions")) == 2
    assert "matching failed" in pressed.log.text


def test_who_repeats_one_text_unread_is_answered_before_it_is_a_flood(pressed, line):
    for _ in range(ALIKE + 2):
        given.hear(pressed)
    while bursts.settle_due(pressed):
        pass
    given.send(pressed)
    assert "gratis" in line.texts[0]
    states = [row["state"] for row in given.rows(pressed, "messages")]
    assert states == ["answered"] * (ALIKE - 1) + ["throttled"] * 3


def test_the_provider_s_own_stop_is_never_left(pressed):
    given.hear(pressed, "STOP", opt_out="STOP")
    assert given.one(pressed, "people")["opted_out_at"]


def test_nor_is_a_number_that_is_not_answered(pressed):
    given.hear(pressed, address=given.FOREIGNER)
    assert given.one(pressed, "messages")["state"] == "ignored"


def test_what_was_left_in_an_officer_s_talk_joins_the_ticket_in_silence(desk, ticking, line):
    _, ticket = given.held(desk, line)
    _press(desk.pressure)
    given.hear(desk)
    bursts.settle_due(desk)
    given.send(desk)
    assert given.rows(desk, "messages")[-1]["ticket_id"] == ticket["id"]
    assert line.sent == []
