"""Promises of bursts: what comes in pieces is one turn, and never waits for long."""

import pytest

from bot.desk import bursts, receive
from bot.errors import StoreUnavailable
from tests.desk import given


def test_an_unsure_text_waits_for_the_rest(desk, line):
    given.hear(desk, "halo")
    assert given.one(desk, "messages")["state"] == "waiting"
    given.send(desk)
    assert line.sent == []


def test_what_came_in_pieces_is_one_turn_with_one_reply(desk, line):
    given.hear(desk, "halo")
    given.hear(desk, "mau tanya")
    given.quiet(desk)
    given.send(desk)
    assert len(line.sent) == 1
    assert len({row["turn_id"] for row in given.rows(desk, "decisions")}) == 1
    assert len(given.rows(desk, "decisions")) == 2


def test_a_burst_is_not_decided_before_its_quiet_is_over(desk):
    given.hear(desk, "halo")
    desk.clock.forward(seconds=3.9)
    assert receive.settle_burst(desk, given.one(desk, "conversations")["id"]) is False
    desk.clock.forward(seconds=0.1)
    assert receive.settle_burst(desk, given.one(desk, "conversations")["id"]) is True


def test_every_piece_starts_the_quiet_anew(desk):
    given.hear(desk, "halo")
    desk.clock.forward(seconds=3)
    given.hear(desk, "min")
    desk.clock.forward(seconds=3)
    assert receive.settle_burst(desk, given.one(desk, "conversations")["id"]) is False


def test_a_burst_without_end_is_decided_after_12_seconds(desk):
    given.hear(desk, "halo")
    for _ in range(3):
        desk.clock.forward(seconds=3.9)
        given.hear(desk, "hmm begini")
    desk.clock.forward(seconds=0.5)
    assert receive.settle_burst(desk, given.one(desk, "conversations")["id"]) is True


def test_a_piece_that_comes_after_12_seconds_is_decided_with_all_before_it(desk):
    given.hear(desk, "halo")
    desk.clock.forward(seconds=13)
    given.hear(desk, "begini maksud saya")
    assert {row["state"] for row in given.rows(desk, "messages")} == {"answered"}


def test_a_burst_survives_a_restart(desk, line, tmp_path):
    given.hear(desk, "halo")
    desk.store.close()
    again = given.reopened(desk, line)
    given.quiet(again)
    given.send(again)
    assert len(line.sent) == 1


def test_a_burst_is_settled_once(desk):
    given.hear(desk, "halo")
    given.quiet(desk)
    given.quiet(desk)
    assert len(given.rows(desk, "decisions")) == 1
    assert receive.settle_burst(desk, "nobody") is False


def test_a_recovered_message_never_waits(desk):
    given.hear(desk, "halo", recovered=True)
    assert given.one(desk, "messages")["state"] == "answered"


def test_nothing_waits_where_bursts_are_off(tmp_path, clock, line):
    desk = given.desk(tmp_path, clock, line, BURST_QUIET_S="0")
    given.hear(desk, "halo")
    assert given.one(desk, "messages")["state"] == "answered"


def test_due_bursts_are_settled_by_the_worker(desk):
    given.hear(desk, "halo")
    given.hear(desk, "halo", address=given.OTHER)
    assert bursts.settle_due(desk) == 0
    desk.clock.forward(seconds=5)
    assert bursts.settle_due(desk) == 2


def test_a_burst_that_breaks_holds_no_other_up(desk, monkeypatch):
    for address in (given.CITIZEN, given.OTHER):
        given.hear(desk, "halo", address=address)
    real, broken = bursts.settle_burst, iter([True])

    def settle(desk, conversation):
        if next(broken, False):
            raise KeyError("once")
        return real(desk, conversation)

    monkeypatch.setattr(bursts, "settle_burst", settle)
    desk.clock.forward(seconds=5)
    assert bursts.settle_due(desk) == 1
    assert "burst not settled" in desk.log.text


def test_a_locked_database_is_told_to_whoever_settles(desk, monkeypatch):
    def locked(desk, conversation):
        raise StoreUnavailable("locked")

    given.hear(desk, "halo")
    desk.clock.forward(seconds=5)
    monkeypatch.setattr(bursts, "settle_burst", locked)
    with pytest.raises(StoreUnavailable):
        bursts.settle_due(desk)
