"""Promises of the 24-hour window: nothing is sent outside it, an officer's answer waits and leaves."""

import pytest

from bot.errors import Outcome, SendFailed
from tests.desk import given

TEMPLATE = "HX" + "1" * 32


@pytest.fixture
def inviting(tmp_path, clock, line):
    """A desk with an approved template."""
    opened = given.desk(tmp_path, clock, line, TWILIO_REPLY_TEMPLATE=TEMPLATE)
    yield opened
    opened.store.close()


def _answered_late(desk, line, text="Maaf baru sempat."):
    petugas_c, ticket = given.held(desk, line)
    desk.clock.forward(hours=24)
    given.reply(desk, petugas_c, ticket, text)
    given.send(desk)
    return petugas_c, ticket


def test_an_officers_answer_outside_the_window_is_parked(desk, line):
    _answered_late(desk, line)
    row = given.rows(desk, "outbox")[-1]
    assert (row["state"], row["code"]) == ("parked", "window")
    told = given.rows(desk, "events")[-1]
    assert (told["kind"], told["ref"]) == ("outbox", row["conversation_id"])
    assert line.sent == []


def test_free_text_stops_ten_minutes_before_the_window_closes(desk, line):
    petugas_c, ticket = given.held(desk, line)
    desk.clock.forward(hours=23, minutes=49)
    given.reply(desk, petugas_c, ticket, "masih sempat")
    given.send(desk)
    desk.clock.forward(minutes=2)
    given.reply(desk, petugas_c, ticket, "tidak lagi")
    given.send(desk)
    assert line.texts == ["masih sempat"]


def test_sms_has_no_window(desk, line):
    ticket, petugas_c = given.escalated(desk, channel="sms"), given.officer(desk)
    given.claim(desk, petugas_c, ticket)
    line.sent.clear()
    desk.clock.forward(days=9)
    given.reply(desk, petugas_c, ticket, "jawaban")
    given.send(desk)
    assert line.texts == ["jawaban"]


def test_a_parked_answer_leaves_before_the_bots_when_the_citizen_writes(desk, line):
    _answered_late(desk, line)
    given.hear(desk, "BAIK")
    given.send(desk)
    assert line.texts == ["Maaf baru sempat."]
    assert given.rows(desk, "outbox")[-1]["state"] == "sent"


def test_a_parked_answer_may_wait_for_weeks(desk, line):
    _answered_late(desk, line)
    desk.clock.forward(days=40)
    given.hear(desk, "baik")
    given.send(desk)
    assert line.texts == ["Maaf baru sempat."]


def test_parked_answers_leave_in_their_order(desk, line):
    petugas_c, ticket = _answered_late(desk, line, "satu")
    given.reply(desk, petugas_c, ticket, "dua")
    given.send(desk)
    given.hear(desk, "baik")
    given.send(desk)
    assert line.texts == ["satu", "dua"]


def test_what_the_provider_finds_outside_the_window_is_parked_too(desk, line):
    petugas_c, ticket = given.held(desk, line)
    line.sends = [SendFailed(Outcome.WINDOW, "63016")]
    given.reply(desk, petugas_c, ticket)
    given.send(desk)
    row = given.rows(desk, "outbox")[-1]
    assert (row["state"], row["code"]) == ("parked", "63016")


def test_a_bots_answer_outside_the_window_fails(desk):
    given.hear(desk)
    given.run(desk, "UPDATE conversations SET last_inbound_at = '2026-02-28T00:00:00.000000Z'")
    given.send(desk)
    row = given.one(desk, "outbox")
    assert (row["state"], row["code"]) == ("failed", "window")


def test_who_never_wrote_has_no_open_window(desk, line):
    petugas_c, ticket = given.held(desk, line)
    given.run(desk, "UPDATE conversations SET last_inbound_at = NULL")
    given.reply(desk, petugas_c, ticket)
    given.send(desk)
    assert given.rows(desk, "outbox")[-1]["state"] == "parked"


def test_an_officers_answer_that_outlived_a_day_of_failures_is_parked(desk, line):
    petugas_c, ticket = given.held(desk, line)
    line.sends = [SendFailed(Outcome.RETRY, "20429")] * 999
    given.reply(desk, petugas_c, ticket)
    for _ in range(26):
        given.send(desk)
        desk.clock.forward(hours=1)
    assert given.rows(desk, "outbox")[-1]["state"] == "parked"


# --- the invitation


def test_the_citizen_is_invited_once_to_read_a_parked_answer(inviting, line):
    petugas_c, ticket = _answered_late(inviting, line)
    given.reply(inviting, petugas_c, ticket, "Satu lagi.")
    given.send(inviting)
    (sent,) = line.sent
    assert (sent.template, sent.text) == (TEMPLATE, "")
    assert sent.variables == (("1", ticket["number"]),)


def test_the_invitation_is_sent_anew_on_another_day(inviting, line):
    petugas_c, ticket = _answered_late(inviting, line)
    inviting.clock.forward(days=1)
    given.reply(inviting, petugas_c, ticket, "Satu lagi.")
    given.send(inviting)
    assert len(line.sent) == 2


def test_the_invitation_may_be_said_while_an_officer_holds_the_chat(inviting, line):
    _answered_late(inviting, line)
    assert given.one(inviting, "outbox", kind="template")["state"] == "sent"


def test_who_wants_no_message_that_we_start_is_not_invited(inviting, line):
    petugas_c, ticket = given.held(inviting, line)
    given.hear(inviting, "berhenti")
    inviting.clock.forward(hours=24)
    given.reply(inviting, petugas_c, ticket)
    given.send(inviting)
    assert line.sent == []


def test_nobody_is_invited_on_the_simulator_or_without_a_template(desk, inviting, line):
    _answered_late(desk, line)
    assert given.rows(desk, "outbox", kind="template") == []


def test_the_simulator_needs_no_invitation(tmp_path, clock, line):
    line.name = "simulator"
    desk = given.desk(tmp_path, clock, line, TWILIO_REPLY_TEMPLATE=TEMPLATE)
    given.hear(desk, "petugas", line="simulator")
    petugas_c, ticket = given.officer(desk), given.one(desk, "tickets")
    given.claim(desk, petugas_c, ticket)
    desk.clock.forward(hours=24)
    given.reply(desk, petugas_c, ticket)
    given.send(desk)
    assert given.rows(desk, "outbox", kind="template") == []


def test_an_invitation_that_is_refused_fails_and_invites_nobody_else(inviting, line):
    line.sends = ["SM0", SendFailed(Outcome.WINDOW, "63016")]
    _answered_late(inviting, line)
    assert given.one(inviting, "outbox", kind="template")["state"] == "failed"


def test_a_parked_answer_without_a_ticket_is_invited_to_without_a_number(inviting, line):
    petugas_c, ticket = given.held(inviting, line)
    given.reply(inviting, petugas_c, ticket)
    given.run(inviting, "UPDATE outbox SET ticket_id = NULL")
    inviting.clock.forward(hours=24)
    given.send(inviting)
    assert line.sent[0].variables == (("1", "-"),)
