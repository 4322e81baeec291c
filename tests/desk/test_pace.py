"""Promises of the sender's pace: parts, billing, and the sign that it lives."""

import pytest

from bot.desk import deliver
from bot.desk.delivered import delivered
from bot.errors import Outcome, SendFailed, StoreUnavailable
from bot.model.message import Status
from bot.store import outbox
from tests.desk import given


def test_a_long_answer_leaves_in_parts_with_the_lines_own_pace(tmp_path, clock, line):
    line.pace_s = 6.0
    desk = given.desk(tmp_path, clock, line)
    petugas_c, ticket = given.held(desk, line)
    given.reply(desk, petugas_c, ticket, "kata " * 500)
    given.send(desk)
    assert len(line.sent) == 1
    clock.forward(seconds=6)
    given.send(desk)
    assert len(line.sent) == 2


def test_what_the_provider_took_counts_as_billed_and_the_simulator_does_not(desk, line):
    given.hear(desk)
    given.hear(desk, channel="sms", address=given.OTHER)
    given.send(desk)
    given.run(desk, "UPDATE people SET simulated = 1")
    given.hear(desk)
    given.send(desk)
    counted = {row["name"]: row["value"] for row in given.rows(desk, "counters", period="2026-03")}
    assert counted == {"billed:whatsapp": 1, "billed:sms": 1}


@pytest.mark.parametrize("answered", [True, False], ids=["answer came", "answer lost"])
def test_a_reply_that_its_callback_tells_first_is_billed_once(desk, line, answered):
    def early(message):
        delivered(desk, Status("twilio", "SM9", "delivered", outbox_id=message.id))
        if not answered:
            raise SendFailed(Outcome.UNKNOWN, "network")
        return "SM9"

    line.sends = [early]
    given.hear(desk)
    given.send(desk)
    assert given.one(desk, "counters", name="billed:whatsapp")["value"] == 1


def test_the_sender_shows_every_two_seconds_that_it_lives(desk):
    assert deliver.needs_beat(desk.now(), "")
    began = desk.now()
    assert not deliver.needs_beat(desk.now(), began)
    desk.clock.forward(seconds=2)
    assert deliver.needs_beat(desk.now(), began)
    deliver.beat(desk)
    assert given.one(desk, "beats") == {"name": "sender", "at": desk.now()}


def test_a_row_that_breaks_us_fails_alone(desk, line):
    given.hear(desk)
    given.hear(desk, address=given.OTHER)
    given.run(
        desk,
        "UPDATE outbox SET created_at = 'no time' WHERE id = :id",
        id=given.rows(desk, "outbox")[0]["id"],
    )
    given.send(desk)
    assert [(row["state"], row["code"]) for row in given.rows(desk, "outbox")] == [
        ("failed", "ValueError"),
        ("sent", ""),
    ]
    assert "row cannot be sent" in desk.log.text


def test_a_database_that_fails_while_claiming_marks_nothing(desk, monkeypatch):
    def locked(*_args, **_named):
        raise StoreUnavailable("database is locked")

    given.hear(desk)
    monkeypatch.setattr(outbox, "lease", locked)
    with pytest.raises(StoreUnavailable):
        deliver.claim(desk, "a:1", 16)
    assert given.one(desk, "outbox")["state"] == "pending"
