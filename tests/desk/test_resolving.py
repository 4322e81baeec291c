"""Promises of the end of a ticket: told, rated, the bot is back; and it can wait again."""

import pytest

from bot.desk import tickets
from bot.errors import Taken
from tests.desk import given


def _state(desk):
    row = given.one(desk, "tickets")
    return row["state"], row["officer_id"]


def _owner(desk):
    return given.one(desk, "conversations")["owner"]


def test_a_resolved_ticket_is_told_rated_and_the_bot_is_back(desk, line):
    petugas_c, ticket = given.held(desk, line)
    tickets.resolve(desk, petugas_c, ticket["id"])
    given.send(desk)
    assert ticket["number"] in line.texts[0]
    assert _owner(desk) == "bot"
    given.hear(desk, "4")
    given.hear(desk, "petugasnya ramah sekali")
    given.quiet(desk)
    rated = [(row["score"], row["comment"]) for row in given.rows(desk, "ratings")]
    assert rated == [(4, ""), (None, "petugasnya ramah sekali")]
    given.hear(desk)
    assert given.rows(desk, "decisions")[-1]["rule"] == "answer"


def test_thanks_for_a_resolved_ticket_reopen_nothing(desk, line):
    petugas_c, ticket = given.held(desk, line)
    tickets.resolve(desk, petugas_c, ticket["id"])
    given.hear(desk, "terima kasih")
    given.quiet(desk)
    assert _state(desk)[0] == "resolved"


def test_who_wants_no_message_of_ours_is_not_asked_for_a_rating(desk, line):
    petugas_c, ticket = given.held(desk, line)
    given.hear(desk, "berhenti")
    tickets.resolve(desk, petugas_c, ticket["id"])
    given.send(desk)
    assert line.sent == []


def test_nobody_is_asked_for_a_rating_outside_the_window(desk, line):
    petugas_c, ticket = given.held(desk, line)
    desk.clock.forward(hours=24)
    tickets.resolve(desk, petugas_c, ticket["id"])
    given.send(desk)
    assert line.sent == []


def test_only_the_holder_or_a_supervisor_resolves_and_only_once(desk, line):
    petugas_c, ticket = given.held(desk, line)
    with pytest.raises(Taken):
        tickets.resolve(desk, given.officer(desk, "Petugas B"), ticket["id"])
    tickets.resolve(desk, petugas_c, ticket["id"])
    with pytest.raises(Taken):
        tickets.resolve(desk, petugas_c, ticket["id"])


def test_a_reopened_ticket_waits_again(desk, line):
    petugas_c, ticket = given.held(desk, line)
    tickets.resolve(desk, petugas_c, ticket["id"])
    tickets.reopen(desk, petugas_c, ticket["id"])
    assert (_state(desk), _owner(desk)) == (("waiting", None), "queue")


def test_a_ticket_is_not_reopened_beside_another_open_one(desk, line):
    petugas_c, ticket = given.held(desk, line)
    tickets.resolve(desk, petugas_c, ticket["id"])
    given.hear(desk, "petugas")
    with pytest.raises(Taken):
        tickets.reopen(desk, petugas_c, ticket["id"])
