"""Promises of addresses: who is answered, and who is one person."""

import pytest

from tests.desk import given


def test_a_foreign_number_is_kept_and_not_answered(desk, line):
    given.hear(desk, address=given.FOREIGNER)
    given.send(desk)
    row = given.one(desk, "messages")
    assert (row["state"], row["reason"]) == ("ignored", "prefix")
    assert line.sent == []
    assert len(given.rows(desk, "decisions")) == 1


@pytest.mark.parametrize("address", ["628125", "OSS", "12345", "id.abc", "ID.", "ID.a b"])
def test_short_codes_and_names_are_not_answered(desk, address):
    given.hear(desk, address=address)
    assert given.one(desk, "messages")["state"] == "ignored"


@pytest.mark.parametrize("address", [given.BSUID, "ID.ENT.a1B2"])
def test_a_citizen_without_a_number_is_answered(desk, address):
    given.hear(desk, address=address)
    assert given.one(desk, "messages")["state"] == "answered"


def test_other_prefixes_are_answered_where_the_operator_says_so(tmp_path, clock, line):
    desk = given.desk(tmp_path, clock, line, ALLOWED_PREFIXES="+62, +1415")
    given.hear(desk, address=given.FOREIGNER)
    assert given.one(desk, "messages")["state"] == "answered"


def test_the_two_addresses_of_one_message_belong_to_one_person(desk):
    given.hear(desk, also_known_as=given.BSUID)
    people = {row["person_id"] for row in given.rows(desk, "addresses")}
    assert len(given.rows(desk, "addresses")) == 2
    assert len(people) == 1


def test_who_was_seen_beside_a_number_is_the_same_person_without_it(desk):
    given.hear(desk, also_known_as=given.BSUID)
    given.hear(desk, address=given.BSUID)
    assert len(given.rows(desk, "people")) == 1
    assert len(given.rows(desk, "addresses")) == 2


def test_who_was_known_without_a_number_is_the_same_person_with_one(desk):
    given.hear(desk, address=given.BSUID)
    given.hear(desk, also_known_as=given.BSUID)
    assert len(given.rows(desk, "people")) == 1
    assert len(given.rows(desk, "addresses")) == 2


def test_an_answer_leaves_by_the_line_and_channel_of_the_question(desk):
    given.hear(desk, channel="sms")
    row = given.one(desk, "outbox")
    assert (row["line"], row["channel"]) == ("twilio", "sms")
    assert given.one(desk, "conversations")["our_address"] == "+6281100000000"
