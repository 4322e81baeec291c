"""Promises of failure: each class has its own end, none is silent, and what heals goes on by itself."""

import json

import pytest

from bot.desk import attachments
from bot.errors import Outcome, SendFailed
from bot.model.clock import moment
from tests.channels.files import screenshot
from tests.desk import given


def _failed(outcome: Outcome, code: str = "1", **more: float) -> SendFailed:
    return SendFailed(outcome, code, **more)


def _due_in(desk) -> float:
    return (moment(given.one(desk, "outbox")["due_at"]) - desk.clock()).total_seconds()


def test_a_passing_failure_is_tried_again_later_and_later(desk, line):
    line.sends = [_failed(Outcome.RETRY)] * 7
    given.hear(desk)
    waits = []
    for _ in range(7):
        given.send(desk)
        waits.append(_due_in(desk))
        desk.clock.forward(seconds=waits[-1] + 0.001)
    assert waits == [pytest.approx(5 * step, rel=0.11) for step in (1, 2, 4, 8, 16, 16, 16)]
    given.send(desk)
    assert given.one(desk, "outbox")["state"] == "sent"


def test_back_off_differs_from_row_to_row(desk, line):
    line.sends = [_failed(Outcome.RETRY)] * 6
    for number in range(6):
        given.hear(desk, address=f"+62812500{number:03d}")
    given.send(desk)
    assert len({row["due_at"] for row in given.rows(desk, "outbox")}) > 1


def test_the_providers_own_wish_for_a_pause_is_honoured(desk, line):
    line.sends = [_failed(Outcome.RETRY, retry_after_s=77.0)]
    given.hear(desk)
    given.send(desk)
    assert _due_in(desk) == pytest.approx(77.0, abs=0.1)


def test_a_pause_without_end_hides_no_failure(desk, line):
    line.sends = [_failed(Outcome.RETRY, retry_after_s=30 * 86400.0)] * 100
    given.hear(desk)
    for _ in range(26):
        given.send(desk)
        desk.clock.forward(hours=1)
    assert given.one(desk, "outbox")["state"] == "failed"


def test_a_slow_failure_is_tried_again_after_minutes(desk, line):
    line.sends = [_failed(Outcome.SLOW)]
    given.hear(desk)
    given.send(desk)
    assert _due_in(desk) == pytest.approx(300, rel=0.11)


@pytest.mark.parametrize("outcome", [Outcome.PERMANENT, Outcome.WINDOW, Outcome.EXTRAS])
def test_what_will_never_be_sent_fails_at_once_and_is_told(desk, line, outcome):
    line.sends = [_failed(outcome, "63024")]
    given.hear(desk)
    given.send(desk)
    desk.clock.forward(hours=1)
    given.send(desk)
    row = given.one(desk, "outbox")
    assert (row["state"], row["code"], len(line.sent)) == ("failed", "63024", 1)
    assert given.one(desk, "alarms")["detail"] == row["conversation_id"]
    assert given.one(desk, "audit", what="send_failed")["detail"] == "63024"
    assert given.rows(desk, "events")[-1]["kind"] == "outbox"


def test_a_failed_row_lets_the_next_one_leave(desk, line):
    line.sends = [_failed(Outcome.PERMANENT)]
    given.hear(desk, "menu")
    given.hear(desk)
    given.send(desk)
    assert [row["state"] for row in given.rows(desk, "outbox")] == ["failed", "sent"]


def test_who_opted_out_at_the_provider_is_not_written_to_again(desk, line):
    line.sends = [_failed(Outcome.OPTED_OUT, "21610")]
    given.hear(desk)
    given.send(desk)
    given.hear(desk, "menu")
    given.send(desk)
    assert len(line.sent) == 1
    assert [row["code"] for row in given.rows(desk, "outbox")] == ["21610", "21610"]
    assert given.one(desk, "addresses")["blocked_at"]


def test_a_fault_of_our_account_stops_the_line_and_it_heals_by_itself(desk, line):
    line.sends = [_failed(Outcome.STOP, "20003")] * 2
    given.hear(desk)
    given.send(desk)
    given.hear(desk, address=given.OTHER)
    desk.clock.forward(seconds=79)  # 16 times the base
    given.send(desk)
    assert len(line.sent) == 1
    assert given.one(desk, "stops")["code"] == "20003"
    assert given.one(desk, "alarms")["name"] == "line_twilio"
    desk.clock.forward(seconds=2)
    given.send(desk)
    desk.clock.forward(seconds=90)
    given.send(desk)
    assert {row["state"] for row in given.rows(desk, "outbox")} == {"sent"}
    assert given.rows(desk, "stops") == given.rows(desk, "alarms") == []


def test_a_stopped_line_stops_no_other_line(tmp_path, clock, line):
    desk = given.desk(tmp_path, clock, line)
    line.sends = [_failed(Outcome.STOP)]
    given.hear(desk)
    given.send(desk)
    other = type(line)("sms_gateway")
    desk.lines["sms_gateway"] = other.line
    given.hear(desk, line="sms_gateway", channel="sms", address=given.OTHER)
    given.send(desk)
    assert len(other.sent) == 1


def test_a_bots_answer_that_could_not_leave_for_a_day_fails(desk, line):
    line.sends = [_failed(Outcome.RETRY)] * 2000
    given.hear(desk, channel="sms")
    for _ in range(25):
        given.send(desk)
        desk.clock.forward(hours=1)
    row = given.one(desk, "outbox")
    assert (row["state"], row["code"]) == ("failed", "too_old")


def test_an_officers_answer_that_could_not_leave_for_a_day_fails_on_sms(desk, line):
    ticket, petugas_c = given.escalated(desk, channel="sms"), given.officer(desk)
    given.claim(desk, petugas_c, ticket)
    line.sends = [_failed(Outcome.RETRY)] * 2000
    given.reply(desk, petugas_c, ticket)
    for _ in range(26):
        given.send(desk)
        desk.clock.forward(hours=1)
    assert given.rows(desk, "outbox")[-1]["code"] == "too_old"


def test_an_answer_for_a_line_that_is_gone_fails(desk):
    given.hear(desk)
    desk.lines.clear()
    given.send(desk)
    row = given.one(desk, "outbox")
    assert (row["state"], row["code"]) == ("failed", "no_line")


def test_a_text_for_a_line_that_is_gone_can_still_be_queued(desk, line):
    petugas_c, ticket = given.held(desk, line)
    desk.lines.clear()
    given.reply(desk, petugas_c, ticket)
    assert given.rows(desk, "outbox")[-1]["state"] == "pending"


# --- files


def test_a_file_leaves_by_a_public_address_that_dies_within_the_hour(desk, line):
    petugas_c, ticket = given.held(desk, line)
    attachments.send(desk, petugas_c, ticket["id"], screenshot(), token="f1")  # noqa: S106
    given.send(desk)
    file = given.one(desk, "files")
    assert line.sent[0].media_url == f"http://127.0.0.1:8000/files/{file['secret']}"
    assert 0 < (moment(file["public_until"]) - desk.clock()).total_seconds() < 3600


@pytest.mark.parametrize(("refusals", "state"), [(1, "sent"), (9, "failed")])
def test_a_file_that_cannot_be_fetched_is_tried_again_and_then_a_red_mark(
    desk, line, refusals, state
):
    petugas_c, ticket = given.held(desk, line)
    attachments.send(desk, petugas_c, ticket["id"], screenshot(), token="f1")  # noqa: S106
    line.sends = [_failed(Outcome.EXTRAS, "63019")] * refusals
    for _ in range(4):
        given.send(desk)
        desk.clock.forward(minutes=1)
    assert all(message.media_url for message in line.sent)
    assert given.rows(desk, "outbox")[-1]["state"] == state
    assert len(line.sent) <= 3


# --- the bot and a person


def test_an_answer_that_waits_is_dropped_and_shown_so_when_an_officer_takes_the_chat(desk, line):
    given.escalated(desk)
    line.sent.clear()
    given.hear(desk)
    given.claim(desk, given.officer(desk), given.one(desk, "tickets"))
    given.send(desk)
    row = given.rows(desk, "outbox")[-1]
    assert (row["state"], row["code"]) == ("dropped", "officer")
    assert line.sent == []


def test_an_answer_that_comes_back_while_an_officer_holds_is_dropped_before_it_leaves(desk, line):
    given.escalated(desk)
    line.sends = [_failed(Outcome.UNKNOWN)]
    given.hear(desk)
    given.send(desk)
    given.claim(desk, given.officer(desk), given.one(desk, "tickets"))
    for _ in range(200):
        desk.clock.forward(seconds=2)
        given.send(desk)
    row = given.rows(desk, "outbox")[-1]
    assert (row["state"], row["code"]) == ("dropped", "officer")


def test_a_request_for_a_rating_is_not_said_over_a_person(desk, line):
    petugas_c, ticket = given.held(desk, line)
    given.resolve(desk, petugas_c, ticket)
    given.reopen(desk, petugas_c, ticket)
    given.claim(desk, petugas_c, ticket)
    given.send(desk)
    assert line.sent == []
    assert given.rows(desk, "outbox")[-1]["state"] == "dropped"


def test_an_answer_already_on_its_way_is_shown_to_the_officer_as_such(desk, line):
    given.escalated(desk)
    line.sent.clear()
    given.hear(desk)
    line.sends = [lambda message: given.claim(desk, given.officer(desk), ticket) or "SMway"]
    ticket = given.one(desk, "tickets")
    given.send(desk)
    row = given.rows(desk, "outbox")[-1]
    assert (row["state"], row["provider_id"]) == ("sent", "SMway")


def test_nothing_personal_stands_in_events_or_audit(desk, line):
    given.hear(desk, "petugas", profile_name="Warga A")
    given.send(desk)
    kept = json.dumps([given.rows(desk, "events"), given.rows(desk, "audit")])
    assert given.CITIZEN not in kept
    assert "Warga A" not in kept
