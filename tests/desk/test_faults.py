"""Promises of faults: whatever breaks on the way, the message is kept and goes to a person."""

from dataclasses import replace

import pytest

from bot.desk import receive
from bot.errors import StoreUnavailable
from bot.store import conversations, messages
from tests.desk import given


def _broken(turn):
    raise RuntimeError("a rule broke")


def test_a_fault_in_deciding_opens_a_ticket_and_tells_its_number(desk, line, monkeypatch):
    monkeypatch.setattr(receive, "decide", _broken)
    given.hear(desk)
    given.send(desk)
    assert given.one(desk, "messages")["state"] == "queued"
    assert given.one(desk, "tickets")["reason"] == "fault_in_bot"
    assert given.one(desk, "decisions")["because"] == "RuntimeError"
    assert given.one(desk, "tickets")["number"] in line.texts[0]


def test_a_fault_in_deciding_is_silent_while_an_officer_holds(desk, line, monkeypatch):
    ticket, petugas_c = given.escalated(desk), given.officer(desk)
    given.claim(desk, petugas_c, ticket)
    line.sent.clear()
    monkeypatch.setattr(receive, "decide", _broken)
    given.hear(desk)
    given.send(desk)
    assert line.sent == []
    assert given.rows(desk, "messages")[-1]["ticket_id"] == ticket["id"]


def test_a_fault_in_matching_is_read_as_not_understood(desk):
    given.hear(desk, "patah")
    given.quiet(desk)
    assert given.one(desk, "decisions")["rule"] == "ask_detail"


def _without(desk, *lost):
    """The desk, with a catalogue that lacks these sentences."""
    catalogue = given.mind().catalogue
    kept = {key: words for key, words in catalogue.sentences.items() if key not in lost}
    mind = replace(given.mind(), catalogue=replace(catalogue, sentences=kept))
    return replace(desk, minds=given.OneMind(mind))


@pytest.mark.parametrize(
    ("lost", "told"), [(["welcome"], 1), (["welcome", "ticket_opened"], 0)], ids=["one", "all"]
)
def test_a_text_that_cannot_be_rendered_goes_to_a_person_in_words_if_there_are_any(
    desk, line, lost, told
):
    desk = _without(desk, *lost)
    given.hear(desk, "terima kasih")
    given.quiet(desk)
    given.send(desk)
    assert given.one(desk, "messages")["state"] == "queued"
    assert given.one(desk, "tickets")["reason"] == "fault_in_bot"
    assert [given.one(desk, "tickets")["number"] in text for text in line.texts] == [True] * told


def test_nothing_is_said_over_an_officer_when_something_breaks(desk, line, monkeypatch):
    given.held(desk, line)
    monkeypatch.setattr(messages, "decided", _twice(messages.decided))
    given.hear(desk, "terima kasih")
    given.send(desk)
    assert line.sent == []


def test_nor_to_a_number_that_we_do_not_answer(desk, line, monkeypatch):
    monkeypatch.setattr(messages, "decided", _twice(messages.decided))
    given.hear(desk, address=given.FOREIGNER)
    given.send(desk)
    assert line.sent == []


def test_a_fault_half_way_leaves_nothing_of_the_first_try(desk, monkeypatch):
    monkeypatch.setattr(messages, "decided", _twice(messages.decided))
    given.hear(desk, "hapus data")
    assert given.rows(desk, "requests") == []
    assert given.one(desk, "decisions")["rule"] == "fault"
    assert given.one(desk, "outbox")["ticket_id"] == given.one(desk, "tickets")["id"]


def _twice(real):
    broken = iter([True])

    def decided(tx, row):
        if next(broken, False):
            raise KeyError("once")
        real(tx, row)

    return decided


def test_a_database_that_fails_half_way_keeps_nothing_so_that_the_provider_tells_it_again(
    desk, monkeypatch
):
    def full(tx, *args):
        raise StoreUnavailable("database or disk is full")

    message = given.inbound()
    with monkeypatch.context() as patched:
        patched.setattr(conversations, "settle", full)
        with pytest.raises(StoreUnavailable):
            receive.take(desk, message)
    assert given.rows(desk, "messages") == []
    assert receive.take(desk, message) is True
