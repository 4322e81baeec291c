"""Promises of callbacks: in any order, repeated, early or unknown, a state only climbs."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as examples
from hypothesis import strategies as st

from bot.desk import delivered as verb
from bot.errors import Outcome, SendFailed, UnknownLine
from bot.model.message import Status
from tests.desk import given

RANK = {"sent": 2, "delivered": 3, "read": 4}
SEQUENCES = 10_000 if settings.get_current_profile_name() == "full" else 500
STATES = ("queued", "sending", "sent", "delivered", "read")


def _tell(desk, state, *, sid="SM1", o="", code=""):
    verb.delivered(desk, Status("twilio", sid, state, code, o))


def _sent(desk):
    given.hear(desk)
    given.send(desk)
    return given.one(desk, "outbox")


def _state(desk):
    return given.rows(desk, "outbox")[0]["state"]


def _newest(desk):
    return desk.store.read(lambda tx: tx.one("SELECT * FROM outbox ORDER BY rowid DESC LIMIT 1"))


@settings(
    max_examples=SEQUENCES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@examples(told=st.lists(st.sampled_from(STATES), min_size=1, max_size=8))
def test_whatever_the_order_the_highest_state_told_counts(desk, line, told):
    line.sent.clear()  # thousands would be told with every example
    given.run(desk, "DELETE FROM counters")  # they are more than a day's messages
    given.hear(desk, address=given.newcomer())
    given.send(desk)
    row, seen = _newest(desk), []
    for state in told:
        _tell(desk, state, sid=row["provider_id"])
        seen.append(RANK[_newest(desk)["state"]])
    assert seen == sorted(seen)
    assert seen[-1] == max(RANK.get(state, 2) for state in ("sent", *told))


def test_times_of_arrival_and_reading_are_kept(desk):
    _sent(desk)
    _tell(desk, "delivered")
    desk.clock.forward(minutes=3)
    _tell(desk, "read")
    row = given.one(desk, "outbox")
    assert row["delivered_at"] < row["read_at"] == desk.now()


def test_a_passing_failure_told_later_is_tried_again(desk, line):
    line.codes = {"63018": Outcome.RETRY}
    _sent(desk)
    _tell(desk, "failed", code="63018")
    assert _state(desk) == "pending"
    desk.clock.forward(seconds=30)
    given.send(desk)
    assert len(line.sent) == 2


def test_an_unclear_failure_told_later_is_tried_again_without_a_look_up(desk, line):
    line.codes = {"20500": Outcome.UNKNOWN}
    _sent(desk)
    _tell(desk, "failed", code="20500")
    assert _state(desk) == "pending"


def test_failures_told_later_are_tried_again_three_times_and_no_more(desk, line):
    line.codes = {"30008": Outcome.SLOW}
    _sent(desk)
    for number in range(1, 5):
        _tell(desk, "failed", sid=f"SM{number}", code="30008")
        desk.clock.forward(minutes=20)
        given.send(desk)
    assert len(line.sent) == 4
    assert (_state(desk), given.one(desk, "outbox")["code"]) == ("failed", "30008")


def test_a_final_failure_told_later_is_a_red_mark(desk):
    _sent(desk)
    _tell(desk, "failed", code="63024")
    row = given.one(desk, "outbox")
    assert (row["state"], row["code"]) == ("failed", "63024")


def test_a_failure_told_twice_does_not_touch_the_attempt_that_followed(desk, line):
    line.codes = {"63018": Outcome.RETRY}
    row = _sent(desk)
    _tell(desk, "failed", code="63018", o=row["id"])
    desk.clock.forward(seconds=30)
    given.send(desk)
    _tell(desk, "failed", code="63018", o=row["id"])
    assert (_state(desk), len(line.sent)) == ("sent", 2)
    assert given.one(desk, "outbox")["provider_id"] == "SM2"


def test_a_failure_told_twice_does_not_stop_the_retry(desk, line):
    line.codes = {"63018": Outcome.RETRY}
    row = _sent(desk)
    for _ in range(2):
        _tell(desk, "failed", code="63018", o=row["id"])
    assert _state(desk) == "pending"


def test_a_late_word_of_an_attempt_that_failed_does_not_stop_the_retry(desk, line):
    line.codes = {"63018": Outcome.RETRY}
    row = _sent(desk)
    _tell(desk, "failed", code="63018", o=row["id"])
    _tell(desk, "sent", o=row["id"])
    assert _state(desk) == "pending"


def test_a_late_sent_does_not_hide_a_final_failure(desk):
    row = _sent(desk)
    _tell(desk, "failed", code="63024", o=row["id"])
    _tell(desk, "sent", o=row["id"])
    assert _state(desk) == "failed"


@pytest.mark.parametrize("code", ["63018", "63024"])
def test_what_arrived_after_all_wins_over_a_failure(desk, line, code):
    line.codes = {"63018": Outcome.RETRY}
    row = _sent(desk)
    _tell(desk, "failed", code=code, o=row["id"])
    _tell(desk, "delivered", o=row["id"])
    desk.clock.forward(minutes=5)
    given.send(desk)
    assert (_state(desk), len(line.sent)) == ("delivered", 1)


def test_a_failure_after_the_arrival_is_kept_as_an_event_only(desk):
    _sent(desk)
    _tell(desk, "delivered")
    _tell(desk, "failed", code="63024")
    assert _state(desk) == "delivered"
    assert [row["state"] for row in given.rows(desk, "status_events")] == ["delivered", "failed"]


# --- before the answer of the send


def _told_meanwhile(desk, line, *told, o=True):
    def meanwhile(message):
        for state, code in told:
            _tell(desk, state, sid="SMx", o=message.id if o else "", code=code)
        return "SMx"

    line.sends = [meanwhile]
    given.hear(desk)
    given.send(desk)
    return given.one(desk, "outbox")


@pytest.mark.parametrize("o", [True, False])
def test_a_callback_may_come_before_the_answer_of_the_send(desk, line, o):
    row = _told_meanwhile(desk, line, ("sent", ""), ("delivered", ""), o=o)
    assert (row["state"], row["provider_id"]) == ("delivered", "SMx")


@pytest.mark.parametrize("o", [True, False])
@pytest.mark.parametrize("order", [1, -1])
def test_a_failure_may_come_before_the_answer_of_the_send(desk, line, o, order):
    line.codes = {"63018": Outcome.RETRY}
    row = _told_meanwhile(desk, line, *[("sent", ""), ("failed", "63018")][::order], o=o)
    assert row["state"] == "pending"


def test_a_final_failure_before_the_answer_of_the_send_stays_one(desk, line):
    row = _told_meanwhile(desk, line, ("failed", "63024"))
    assert (row["state"], row["code"]) == ("failed", "63024")


def test_a_callback_tells_the_id_of_a_row_whose_process_died(desk, line):
    given.hear(desk)
    row = given.one(desk, "outbox")
    given.run(desk, "UPDATE outbox SET state = 'unknown', due_at = '9'")
    _tell(desk, "queued", sid="SMx", o=row["id"])
    assert (_state(desk), given.one(desk, "outbox")["provider_id"]) == ("sent", "SMx")


def test_a_failure_of_an_older_attempt_does_not_touch_a_row_that_was_sent_since(desk, line):
    row = _sent(desk)
    _tell(desk, "failed", sid="SMolder", o=row["id"], code="63024")
    assert _state(desk) == "sent"


def test_news_of_an_attempt_that_arrives_late_reaches_a_row_that_waits_again(desk, line):
    line.sends = [SendFailed(Outcome.RETRY, "20429")]
    row = _sent(desk)
    _tell(desk, "failed", sid="SMold", o=row["id"], code="63024")
    assert _state(desk) == "pending"  # it is to be sent anyway


def test_unknown_ids_are_kept_and_change_nothing(desk):
    _sent(desk)
    _tell(desk, "delivered", sid="SMstranger")
    _tell(desk, "delivered", sid="SMstranger", o="no-such-row")
    assert _state(desk) == "sent"
    assert len(given.rows(desk, "status_events")) == 2


def test_an_answer_for_another_rows_id_changes_nothing(desk, line):
    _sent(desk)
    line.sends = ["SM1"]
    given.hear(desk, address=given.OTHER)
    given.send(desk)
    assert [row["provider_id"] for row in given.rows(desk, "outbox")] == ["SM1", None]


def test_a_callback_of_an_unknown_line_is_refused(desk):
    with pytest.raises(UnknownLine):
        verb.delivered(replace(desk, lines={}), Status("twilio", "SM1", "sent"))
