"""Promises of erasure while things are under way: nothing more is sent, and an opt-out outlives it."""

from dataclasses import replace

from bot.desk import people, talks
from bot.desk.transcript import Stretch
from bot.errors import Outcome, SendFailed, UnknownLine
from tests.desk import given


def test_what_was_still_to_be_sent_is_dropped(desk, line):
    given.hear(desk)
    people.erase(desk, given.CITIZEN, by="officer")
    given.send(desk)
    row = given.one(desk, "outbox")
    assert (row["state"], row["code"], row["body"]) == ("dropped", "erased", "")
    assert line.sent == []


def test_messages_are_deleted_at_the_provider_too(desk, line):
    message = given.hear(desk)
    given.send(desk)
    done = people.erase(desk, given.CITIZEN, by="officer")
    assert sorted(line.forgotten) == sorted([message.provider_id, "SM1"])
    assert (done.deleted_at_provider, done.left_at_provider) == (2, ())


def test_what_the_provider_keeps_is_named(desk, line):
    message = given.hear(desk)

    def refuse(name):
        raise SendFailed(Outcome.UNKNOWN, "network") if name == message.provider_id else UnknownLine

    given.send(desk)
    desk.lines["twilio"] = replace(desk.lines["twilio"], forget=refuse)
    done = people.erase(desk, given.CITIZEN, by="officer")
    assert f"twilio:{message.provider_id}" in done.left_at_provider
    assert given.CITIZEN not in desk.log.text


def test_open_requests_end_with_the_erasure(desk):
    given.hear(desk, "hapus data")
    people.erase(desk, given.CITIZEN, by="officer")
    assert given.one(desk, "requests")["result"] == "erased"


def test_who_had_opted_out_is_not_written_to_unasked_after_the_erasure(desk):
    given.hear(desk, "berhenti")
    people.erase(desk, given.CITIZEN, by="officer")
    given.hear(desk)
    newcomer = given.rows(desk, "people")[-1]
    assert newcomer["erased_at"] is None
    assert newcomer["opted_out_at"]


def test_who_had_not_opted_out_leaves_no_trace_of_the_number(desk):
    given.hear(desk)
    people.erase(desk, given.CITIZEN, by="officer")
    row = given.one(desk, "addresses")
    assert (row["address"], row["address_hash"]) == (None, "")
    given.hear(desk)
    assert given.rows(desk, "people")[-1]["opted_out_at"] is None


def test_the_copy_names_who_looked_into_the_tickets(desk):
    ticket, petugas_c = given.escalated(desk), given.officer(desk)
    given.claim(desk, petugas_c, ticket)
    copy = people.export(desk, given.CITIZEN, by="officer")
    assert [row["actor"] for row in copy["who_looked"]] == [petugas_c.id]


def test_the_copy_names_who_looked_into_a_talk_without_a_ticket(desk):
    given.hear(desk, given.ASKED)
    petugas_c, talk = given.officer(desk), given.one(desk, "conversations")["id"]
    talks.open_talk(desk, petugas_c, talk, Stretch())
    (look,) = people.export(desk, given.CITIZEN, by="officer")["who_looked"]
    assert (look["actor"], look["what"]) == (petugas_c.id, "talk_opened")


def test_another_citizen_is_not_touched(desk):
    given.hear(desk)
    given.hear(desk, address=given.OTHER)
    people.erase(desk, given.CITIZEN, by="officer")
    assert given.one(desk, "addresses", address=given.OTHER)
    assert [bool(row["body"]) for row in given.rows(desk, "messages")] == [False, True]
