"""Promises of hearing: every message kept once, decided once, answered in one transaction."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest

from bot.channels._line import HttpAnswer, Parsed, RawRequest
from bot.desk import _sealing, bursts, receive
from bot.errors import UnknownLine, UntrustedRequest
from bot.model.message import Status
from tests.desk import given

REQUEST = RawRequest("inbound", "POST", "/webhooks/twilio/inbound", "", {}, ())
NIK = "6474015503900001"


def test_a_sure_question_is_answered_at_once(desk, line):
    given.hear(desk)
    given.send(desk)
    assert given.one(desk, "messages")["state"] == "answered"
    assert len(line.sent) == 1
    assert "gratis" in line.texts[0]


def test_a_message_told_twice_is_answered_once(desk, line):
    message = given.hear(desk)
    assert receive.take(desk, message) is False
    given.send(desk)
    assert len(line.sent) == len(given.rows(desk, "decisions")) == 1


def test_a_message_told_again_after_a_year_changes_nothing(desk):
    message = given.hear(desk)
    before = given.one(desk, "conversations")
    desk.clock.forward(days=365)
    receive.take(desk, message)
    assert given.one(desk, "conversations") == before


def test_eight_deliveries_of_one_message_at_one_instant_lead_to_one_decision(desk):
    message, together = given.inbound(), Barrier(8)

    def tell() -> bool:
        together.wait()
        return receive.take(desk, message)

    with ThreadPoolExecutor(8) as pool:
        new = [told.result() for told in [pool.submit(tell) for _ in range(8)]]
    assert sorted(new) == [False] * 7 + [True]
    bursts.settle_due(desk)  # so many at once are not read at once
    assert len(given.rows(desk, "decisions")) == len(given.rows(desk, "outbox")) == 1


def test_two_citizens_at_one_instant_are_both_answered(desk):
    together = Barrier(2)

    def tell(address: str) -> bool:
        together.wait()
        return receive.take(desk, given.inbound(address=address))

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(tell, (given.CITIZEN, given.OTHER))) == [True, True]
    assert len(given.rows(desk, "outbox")) == 2


@pytest.mark.parametrize("late", [timedelta(0), timedelta(hours=1)], ids=["now", "recovered"])
def test_a_text_is_understood_anew_when_the_conversation_moved_on_meanwhile(desk, late):
    asked = []
    meddle = iter([lambda: receive.take(desk, given.inbound("apa lagi"))])

    class Meddler(given.Script):
        def match(self, text, *, previous=None):
            asked.append((text, previous))
            next(meddle, lambda: None)()
            return super().match(text, previous=previous)

    mind = replace(given.mind(), matcher=Meddler())
    desk = replace(desk, minds=given.OneMind(mind))
    given.hear(desk, sent_at=desk.clock() - late)
    assert [text for text, _ in asked] == [given.ASKED, "apa lagi", f"apa lagi\n{given.ASKED}"]
    assert {row["turn_id"] for row in given.rows(desk, "messages")} != {None}
    assert len({row["turn_id"] for row in given.rows(desk, "decisions")}) == 1


# --- what is kept


def test_an_identity_number_stands_in_no_column(desk):
    raw = (("Body", f"nik saya {NIK}"), ("From", "whatsapp:+62"))
    given.hear(desk, f"nik saya {NIK}, {given.ASKED}", raw=raw)
    given.quiet(desk)
    tables = desk.store.read(
        lambda tx: tx.all("SELECT name FROM sqlite_master WHERE type = 'table'")
    )
    kept = json.dumps(
        [given.rows(desk, t["name"]) for t in tables if "words_" not in t["name"]], default=str
    )
    assert NIK not in kept
    assert given.one(desk, "messages")["body"] == f"nik saya [NIK], {given.ASKED}"
    assert json.loads(given.one(desk, "messages")["masked"]) == ["nik"]


def test_the_request_as_received_is_kept_masked(desk):
    given.hear(desk, raw=(("Body", f"nik {NIK}"), ("SmsStatus", "received")))
    row = given.one(desk, "raw_requests")
    assert "SmsStatus" not in row["body"]
    kept = json.loads(_sealing.unseal_text(desk.settings, "raw", row["body"], row["message_id"]))
    assert kept == [["Body", "nik [NIK]"], ["SmsStatus", "received"]]


def test_only_the_first_1600_characters_are_read(desk):
    given.hear(desk, "a" * 5000)
    assert len(given.one(desk, "messages")["body"]) == 1600


def test_the_raw_sender_stays_on_the_message(desk):
    given.hear(desk, raw_from="whatsapp:+62 812")
    assert given.one(desk, "messages")["raw_from"] == "whatsapp:+62 812"


def test_a_decision_names_what_it_rests_on(desk):
    given.hear(desk)
    row = given.one(desk, "decisions")
    assert (row["rule"], row["action"], row["entry"]) == ("answer", "answer", "nib-biaya")
    assert (row["confidence"], row["catalogue"]) == (0.97, given.mind().catalogue.hash)
    assert json.loads(row["candidates"]) == [["nib-biaya", 0.97]]


# --- hearing a line


def test_a_line_that_is_not_configured_is_refused(desk):
    with pytest.raises(UnknownLine):
        receive.hear(desk, "carrier-pigeon", REQUEST)


def test_a_forged_request_is_logged_with_its_diagnosis(desk, line):
    line.parsed = UntrustedRequest("signed for http://a, PUBLIC_BASE_URL is https://b")
    log = given.Log()
    with pytest.raises(UntrustedRequest):
        receive.hear(replace(desk, log=log), "twilio", REQUEST)
    assert "signed for http://a, PUBLIC_BASE_URL is https://b" in log.text
    assert given.rows(desk, "messages") == []


def test_messages_and_callbacks_of_one_request_are_all_taken_in(desk, line):
    status = Status("twilio", "SM9", "delivered", "", "")
    line.parsed = Parsed((given.inbound(), status), HttpAnswer(200, "<Response/>"))
    assert receive.hear(desk, "twilio", REQUEST).body == "<Response/>"
    assert len(given.rows(desk, "messages")) == len(given.rows(desk, "status_events")) == 1
