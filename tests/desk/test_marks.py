"""Promises of what is written down of a send: at once where it can be, and by whoever has the row in hand."""

import pytest

from bot.desk import deliver
from bot.errors import Outcome, SendFailed, StoreUnavailable
from bot.store import outbox
from tests.desk import given

UNKNOWN = SendFailed(Outcome.UNKNOWN, "network")
AGAIN = SendFailed(Outcome.RETRY, "20429")


@pytest.fixture
def no_pauses(monkeypatch):
    monkeypatch.setattr(deliver, "MARK_PAUSE_S", 0.0)


@pytest.mark.parametrize("told", ["SM1", AGAIN, UNKNOWN], ids=["sent", "refused", "unknown"])
def test_a_database_that_is_away_for_a_moment_still_hears_what_became_of_a_send(
    desk, line, monkeypatch, no_pauses, told
):
    """Else the row would lie until its lease ends, and be looked up for nothing."""
    begin, away = desk.store.write, [1, 2]

    def write():
        if away:
            raise StoreUnavailable(f"locked {away.pop()}")
        return begin()

    given.hear(desk)
    (piece,) = deliver.claim(desk, "a:1", 16)
    line.sends = [told]
    monkeypatch.setattr(desk.store, "write", write)
    piece()
    expected = {"SM1": "sent", AGAIN: "pending", UNKNOWN: "unknown"}[told]
    assert given.one(desk, "outbox")["state"] == expected


def test_a_frozen_process_that_wakes_with_a_refusal_moves_no_row_that_others_have_in_hand(
    desk, line
):
    given.hear(desk)
    (piece,) = deliver.claim(desk, "a:1", 16)

    def frozen(message):
        desk.clock.forward(seconds=60)
        deliver.claim(desk, "b:2", 16)  # another process doubts the row meanwhile
        raise AGAIN

    line.sends = [frozen]
    piece()
    assert given.one(desk, "outbox")["state"] == "unknown"


def test_a_look_up_that_ends_late_sends_nothing_again(desk, line):
    line.sends, line.lookups = [UNKNOWN], [""] * 4
    given.hear(desk)
    given.send(desk)
    for seconds in (7, 12, 23, 45):
        desk.clock.forward(seconds=seconds)
        given.send(desk)

    def slow(message):
        desk.clock.forward(seconds=200)
        given.run(desk, "UPDATE outbox SET lookups = 0")  # doubted and begun anew meanwhile
        return ""

    line.lookups = [slow]
    desk.clock.forward(seconds=90)
    for piece in deliver.claim(desk, "a:1", 16):
        piece()
    row = given.one(desk, "outbox")
    assert (row["state"], row["resends"], len(line.looked_up)) == ("unknown", 0, 5)


def test_a_send_whose_mark_failed_is_found_and_not_sent_again(desk, line, monkeypatch, no_pauses):
    def locked(*args, **named):
        raise StoreUnavailable("database is locked")

    given.hear(desk)
    (piece,) = deliver.claim(desk, "a:1", 16)
    with monkeypatch.context() as patched:
        patched.setattr(outbox, "sent", locked)
        with pytest.raises(StoreUnavailable):
            piece()
    line.lookups = ["SM1"]
    for seconds in (31, 6):
        desk.clock.forward(seconds=seconds)
        given.send(desk)
    assert given.one(desk, "outbox")["state"] == "sent"
    assert len(line.sent) == 1


def test_a_late_answer_of_a_frozen_process_counts_for_a_row_that_waits_again(desk, line):
    given.hear(desk)
    (piece,) = deliver.claim(desk, "a:1", 16)

    def frozen(message):
        desk.clock.forward(seconds=60)
        deliver.claim(desk, "b:2", 16)  # another process doubts the row meanwhile
        return "SMlate"

    line.sends = [frozen]
    piece()
    row = given.one(desk, "outbox")
    assert (row["state"], row["provider_id"]) == ("sent", "SMlate")
