"""Promises of an officer's answer: it leaves once, can be taken back and sent again, is never lost."""

import pytest

from bot.desk import attachments, many, tickets
from bot.errors import BadInput, NotAllowed, NotFound, Outcome, SendFailed, Taken
from tests.channels.files import screenshot
from tests.desk import given


def test_an_answer_reaches_the_citizen(desk, line):
    petugas_c, ticket = given.held(desk, line)
    given.reply(desk, petugas_c, ticket, " Selamat pagi. ")
    given.send(desk)
    assert line.texts == ["Selamat pagi."]
    assert given.one(desk, "tickets")["first_reply_at"] == desk.now()


def test_the_same_form_sent_twice_adds_nothing(desk, line):
    petugas_c, ticket = given.held(desk, line)
    first = given.reply(desk, petugas_c, ticket, token="t1")  # noqa: S106
    again = given.reply(desk, petugas_c, ticket, token="t1")  # noqa: S106
    given.send(desk)
    assert (first, len(line.sent)) == (again, 1)
    assert [e["what"] for e in given.rows(desk, "ticket_events")].count("replied") == 1


def test_the_same_form_sent_again_after_the_ticket_was_resolved_is_no_error(desk, line):
    petugas_c, ticket = given.held(desk, line)
    first = given.reply(desk, petugas_c, ticket, token="t1")  # noqa: S106
    given.resolve(desk, petugas_c, ticket)
    assert given.reply(desk, petugas_c, ticket, token="t1") == first  # noqa: S106
    assert given.rows(desk, "drafts") == []


def test_an_answer_without_a_token_is_never_taken_for_another(desk, line):
    petugas_c, ticket = given.held(desk, line)
    for _ in range(2):
        given.reply(desk, petugas_c, ticket, token="")
    given.send(desk)
    assert len(line.sent) == 2


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001])
def test_an_answer_has_between_1_and_4000_characters(desk, line, text):
    petugas_c, ticket = given.held(desk, line)
    with pytest.raises(BadInput):
        given.reply(desk, petugas_c, ticket, text)


def test_who_does_not_hold_the_ticket_keeps_the_text_as_draft(desk, line):
    _, ticket = given.held(desk, line)
    petugas_b = given.officer(desk, "Petugas B")
    with pytest.raises(Taken) as lost:
        given.reply(desk, petugas_b, ticket, "jawaban Petugas B")
    assert lost.value.winner == "Petugas C"
    assert given.one(desk, "drafts", officer_id=petugas_b.id)["body"] == "jawaban Petugas B"


def test_a_draft_is_kept_while_typing_and_gone_after_the_answer(desk, line):
    petugas_c, ticket = given.held(desk, line)
    tickets.keep_draft(desk, petugas_c, ticket["id"], "Selamat pa")
    tickets.keep_draft(desk, petugas_c, ticket["id"], "Selamat pagi")
    assert given.one(desk, "drafts")["body"] == "Selamat pagi"
    given.reply(desk, petugas_c, ticket)
    assert given.rows(desk, "drafts") == []


# --- taking back


def test_an_answer_can_be_taken_back_before_it_leaves(desk, line):
    petugas_c, ticket = given.held(desk, line)
    row = given.reply(desk, petugas_c, ticket, "salah kirim", hold_s=5)
    given.send(desk)
    assert tickets.undo(desk, petugas_c, ticket["id"], row) is True
    desk.clock.forward(seconds=6)
    given.send(desk)
    assert line.sent == []
    assert given.one(desk, "drafts")["body"] == "salah kirim"


def test_a_long_answer_is_taken_back_with_all_its_parts(desk, line):
    petugas_c, ticket = given.held(desk, line)
    row = given.reply(desk, petugas_c, ticket, "kata " * 500, hold_s=5)
    assert tickets.undo(desk, petugas_c, ticket["id"], row) is True
    desk.clock.forward(minutes=1)
    given.send(desk)
    assert line.sent == []
    assert len(given.one(desk, "drafts")["body"].split()) == 500


def test_what_has_begun_to_leave_cannot_be_taken_back(desk, line):
    petugas_c, ticket = given.held(desk, line)
    row = given.reply(desk, petugas_c, ticket)
    given.send(desk)
    assert tickets.undo(desk, petugas_c, ticket["id"], row) is False


def test_a_file_can_be_taken_back(desk, line):
    petugas_c, ticket = given.held(desk, line)
    attachments.send(desk, petugas_c, ticket["id"], screenshot(), token="f")  # noqa: S106
    row = given.rows(desk, "outbox")[-1]
    assert tickets.undo(desk, petugas_c, ticket["id"], row["id"]) is True
    given.send(desk)
    assert line.sent == []


def test_only_ones_own_answer_can_be_taken_back(desk, line):
    petugas_c, ticket = given.held(desk, line)
    row = given.reply(desk, petugas_c, ticket, hold_s=5)
    for who, which in ((given.officer(desk, "Petugas B"), row), (petugas_c, "no such row")):
        with pytest.raises(NotFound):
            tickets.undo(desk, who, ticket["id"], which)


def test_an_answer_without_a_token_can_be_taken_back(desk, line):
    petugas_c, ticket = given.held(desk, line)
    row = given.reply(desk, petugas_c, ticket, token="", hold_s=5)
    assert tickets.undo(desk, petugas_c, ticket["id"], row) is True


# --- sending again


def _failed(desk, line):
    petugas_c, ticket = given.held(desk, line)
    line.sends = [SendFailed(Outcome.PERMANENT, "63024")]
    row = given.reply(desk, petugas_c, ticket)
    given.send(desk)
    return petugas_c, ticket, row


def test_a_failed_answer_sent_again_really_leaves(desk, line):
    petugas_c, ticket, row = _failed(desk, line)
    assert tickets.send_again(desk, petugas_c, ticket["id"], row) is True
    given.send(desk)
    assert len(line.sent) == 2
    assert given.one(desk, "outbox", id=row)["state"] == "sent"


def test_an_answer_sent_again_has_all_its_tries_anew(desk, line):
    petugas_c, ticket, row = _failed(desk, line)
    given.run(desk, "UPDATE outbox SET attempts = 9 WHERE id = :id", id=row)
    desk.clock.forward(hours=2)
    tickets.send_again(desk, petugas_c, ticket["id"], row)
    told = given.one(desk, "outbox", id=row)
    assert (told["attempts"], told["first_attempt_at"], told["due_at"]) == (0, None, desk.now())


def test_what_has_not_failed_is_not_sent_again(desk, line):
    petugas_c, ticket = given.held(desk, line)
    row = given.reply(desk, petugas_c, ticket)
    given.send(desk)
    assert tickets.send_again(desk, petugas_c, ticket["id"], row) is False


def test_a_message_of_another_conversation_is_not_sent_again(desk, line):
    petugas_c, _, row = _failed(desk, line)
    other = given.escalated(desk, given.OTHER)
    with pytest.raises(NotFound):
        tickets.send_again(desk, petugas_c, given.rows(desk, "tickets")[-1]["id"], row)
    assert other["number"] == "2603-0002"


# --- files


def test_a_file_sent_twice_with_one_form_leaves_once(desk, line):
    petugas_c, ticket = given.held(desk, line)
    once = {"token": "f"}
    sent = [attachments.send(desk, petugas_c, ticket["id"], screenshot(), **once) for _ in range(2)]
    given.send(desk)
    assert len(line.sent) == len(given.rows(desk, "files")) == len(set(sent)) == 1


def test_only_the_holder_sends_files_and_only_where_the_channel_carries_them(desk, line):
    petugas_c, ticket = given.held(desk, line)
    for who, error in (
        (given.officer(desk, "Petugas B"), Taken),
        (given.officer(desk, "A", "auditor"), NotAllowed),
    ):
        with pytest.raises(error):
            attachments.send(desk, who, ticket["id"], screenshot(), token="f")  # noqa: S106
    with pytest.raises(NotFound):
        attachments.send(desk, petugas_c, "no ticket", screenshot(), token="f")  # noqa: S106
    given.run(desk, "UPDATE addresses SET channel = 'sms'")
    with pytest.raises(BadInput):
        attachments.send(desk, petugas_c, ticket["id"], screenshot(), token="f")  # noqa: S106


# --- many at once


def test_one_act_on_many_tickets_names_those_that_refused(desk, line):
    petugas_c, first = given.held(desk, line)
    given.escalated(desk, given.OTHER)
    second = given.rows(desk, "tickets")[-1]
    line.sent.clear()
    refused = many.reply(
        desk, petugas_c, [first["id"], second["id"], "gone"], "Gangguan selesai.", "t"
    )
    given.send(desk)
    assert list(refused) == [second["id"], "gone"]
    assert line.texts == ["Gangguan selesai."]


def test_many_tickets_are_assigned_or_set_aside_at_once(desk, line):
    petugas_c, first = given.held(desk, line)
    petugas_b = given.officer(desk, "Petugas B")
    later = desk.clock.now.replace(year=2027)
    assert many.snooze(desk, petugas_c, [first["id"]], later, "portal") == {}
    assert many.assign(desk, petugas_c, [first["id"]], petugas_b.id) == {}
    assert given.one(desk, "tickets")["officer_id"] == petugas_b.id


@pytest.mark.parametrize("number", [0, 21])
def test_no_more_than_20_tickets_are_touched_at_once(desk, number):
    with pytest.raises(BadInput):
        many.assign(desk, given.officer(desk), [str(n) for n in range(number)], "x")
