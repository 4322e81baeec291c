"""Promises of what a provider holds of us: it goes there too, after its days, and at once for who was erased."""

from dataclasses import replace

import pytest

from bot.desk import elsewhere, forgetting, people, tickets
from bot.desk.delivered import delivered
from bot.errors import BadInput, Outcome, SendFailed
from bot.model.message import Media, Status
from tests.desk import given

URL = "https://api.twilio.com/2010-04-01/Accounts/AC0/Messages/MM1/Media/ME1"


def _alarms(desk):
    return {row["name"]: row["detail"] for row in given.rows(desk, "alarms")}


def _next_run(desk):
    desk.clock.forward(minutes=15)
    return elsewhere.forget_there(desk)


def _refusing(desk, line, error, *names):
    """The provider deletes everything but these."""

    def forget(name):
        if name in names:
            raise error
        line.forgotten.append(name)

    desk.lines["twilio"] = replace(line.line, forget=forget)


def test_a_message_and_its_answer_are_deleted_there_after_thirty_days(desk, line):
    message = given.hear(desk)
    given.send(desk)
    desk.clock.forward(days=29)
    assert elsewhere.forget_there(desk) == {"deleted": 0, "refused": 0}
    desk.clock.forward(days=2)
    assert elsewhere.forget_there(desk) == {"deleted": 2, "refused": 0}
    assert sorted(line.forgotten) == sorted([message.provider_id, "SM1"])
    assert elsewhere.forget_there(desk) == {"deleted": 0, "refused": 0}


def test_its_files_go_with_it(desk, line):
    media = (Media(URL, "image/jpeg"),)
    message = given.hear(desk, media=media, kind="photo")
    desk.clock.forward(days=31)
    elsewhere.forget_there(desk)
    assert line.forgotten == [URL, message.provider_id]
    assert given.one(desk, "messages")["media"] == "[]"


def test_with_a_ticket_the_days_count_from_its_end(desk, line):
    petugas_c, ticket = given.held(desk, line)
    desk.clock.forward(days=100)
    assert elsewhere.forget_there(desk)["deleted"] == 0
    given.resolve(desk, petugas_c, ticket)
    desk.clock.forward(days=29)
    assert elsewhere.forget_there(desk)["deleted"] == 0
    desk.clock.forward(days=2)
    assert elsewhere.forget_there(desk)["deleted"] == 2


def test_the_days_are_a_setting(tmp_path, clock, line):
    desk = given.desk(tmp_path, clock, line, KEEP_PROVIDER_DAYS="3")
    given.hear(desk)
    clock.forward(days=4)
    assert elsewhere.forget_there(desk)["deleted"] == 1


def test_what_never_left_is_nothing_to_delete(desk, line):
    message = given.hear(desk)
    desk.clock.forward(days=31)
    elsewhere.forget_there(desk)
    assert line.forgotten == [message.provider_id]


TROUBLES = [SendFailed(outcome, "1") for outcome in (Outcome.RETRY, Outcome.UNKNOWN, Outcome.STOP)]


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_message_in_trouble_holds_no_other_up_and_goes_with_the_next_run(desk, line, trouble):
    first, second = given.hear(desk), given.hear(desk)
    desk.clock.forward(days=31)
    _refusing(desk, line, trouble, first.provider_id)
    assert elsewhere.forget_there(desk) == {"deleted": 1, "refused": 0}
    _refusing(desk, line, BadInput)
    assert _next_run(desk)["deleted"] == 1
    assert line.forgotten == [second.provider_id, first.provider_id]


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_provider_in_trouble_is_left_alone_until_the_next_run(desk, line, trouble):
    held = [given.hear(desk).provider_id for _ in range(elsewhere.MOST_TROUBLES + 1)]
    desk.clock.forward(days=31)
    _refusing(desk, line, trouble, *held[:-1])
    assert elsewhere.forget_there(desk) == {"deleted": 0, "refused": 0}
    assert line.forgotten == []


@pytest.mark.parametrize("error", [BadInput("odd id"), TROUBLES[0]])
def test_more_that_stays_there_than_goes_in_one_run_holds_nothing_up(
    desk, line, error, monkeypatch
):
    monkeypatch.setattr(elsewhere, "AT_ONCE", 2)
    *held, last = [given.hear(desk).provider_id for _ in range(4)]
    desk.clock.forward(days=31)
    _refusing(desk, line, error, *held)
    assert elsewhere.forget_there(desk)["deleted"] == 1
    assert line.forgotten == [last]


def test_answers_do_not_wait_behind_all_messages(desk, line, monkeypatch):
    monkeypatch.setattr(elsewhere, "AT_ONCE", 2)
    first = given.hear(desk)
    given.send(desk)
    given.hear(desk)
    desk.clock.forward(days=31)
    elsewhere.forget_there(desk)
    assert line.forgotten == [first.provider_id, "SM1"]


def test_an_alarm_stays_until_a_run_could_ask_for_everything(desk, line, monkeypatch):
    first = given.hear(desk)
    given.hear(desk)
    desk.clock.forward(days=31)
    _refusing(desk, line, BadInput("odd id"), first.provider_id)
    elsewhere.forget_there(desk)
    _refusing(desk, line, TROUBLES[0], first.provider_id)
    _next_run(desk)
    assert _alarms(desk)["provider_keeps"] == "1"
    _refusing(desk, line, BadInput)
    with monkeypatch.context() as patched:
        patched.setattr(elsewhere, "AT_ONCE", 1)
        _next_run(desk)
    assert _alarms(desk)["provider_keeps"] == "1"
    _next_run(desk)
    assert "provider_keeps" not in _alarms(desk)


@pytest.mark.parametrize("error", [SendFailed(Outcome.PERMANENT, "20001"), BadInput("odd id")])
def test_what_the_provider_refuses_holds_no_other_up_and_is_told(desk, line, error):
    first, second = given.hear(desk), given.hear(desk)
    desk.clock.forward(days=31)
    _refusing(desk, line, error, first.provider_id)
    assert elsewhere.forget_there(desk) == {"deleted": 1, "refused": 1}
    assert _alarms(desk)["provider_keeps"] == "1"
    _refusing(desk, line, error)
    _next_run(desk)
    assert "provider_keeps" not in _alarms(desk)
    assert line.forgotten == [second.provider_id, first.provider_id]


def test_a_file_that_does_not_lie_there_keeps_nothing_from_going(desk, line):
    message = given.hear(desk, media=(Media("https://elsewhere.example/x", "image/png"),))
    desk.clock.forward(days=31)
    _refusing(desk, line, BadInput("not at the provider"), "https://elsewhere.example/x")
    assert elsewhere.forget_there(desk) == {"deleted": 1, "refused": 0}
    assert line.forgotten == [message.provider_id]


def test_what_an_erasure_could_not_delete_is_deleted_later_files_too(desk, line):
    message = given.hear(desk, media=(Media(URL, "image/jpeg"),))
    _refusing(desk, line, SendFailed(Outcome.UNKNOWN, "network"), URL)
    done = people.erase(desk, given.CITIZEN, by="officer")
    assert done.left_at_provider == (f"twilio:{message.provider_id}",)
    _refusing(desk, line, BadInput)
    assert elsewhere.forget_there(desk)["deleted"] == 1
    assert line.forgotten == [URL, message.provider_id]
    assert given.one(desk, "messages")["media"] == "[]"


def test_an_erasure_deletes_files_at_the_provider_too(desk, line):
    message = given.hear(desk, media=(Media(URL, "image/jpeg"),))
    assert people.erase(desk, given.CITIZEN, by="officer").left_at_provider == ()
    assert line.forgotten == [URL, message.provider_id]


def test_a_reply_that_failed_later_and_was_sent_again_is_deleted_under_both_ids(desk, line):
    line.codes = {"63018": Outcome.RETRY}
    message = given.hear(desk)
    given.send(desk)
    delivered(desk, Status("twilio", "SM1", "failed", "63018"))
    desk.clock.forward(minutes=5)
    given.send(desk)
    assert given.one(desk, "outbox")["provider_id"] == "SM2"
    desk.clock.forward(days=31)
    elsewhere.forget_there(desk)
    assert sorted(line.forgotten) == sorted([message.provider_id, "SM1", "SM2"])


def test_one_that_an_officer_sends_again_is_deleted_under_both_ids(desk, line):
    petugas_c, ticket = given.held(desk, line)
    row = given.reply(desk, petugas_c, ticket)
    given.send(desk)
    first = given.one(desk, "outbox", id=row)["provider_id"]
    delivered(desk, Status("twilio", first, "failed", "63024"))
    assert tickets.send_again(desk, petugas_c, ticket["id"], row)
    given.send(desk)
    second = given.one(desk, "outbox", id=row)["provider_id"]
    given.resolve(desk, petugas_c, ticket)
    desk.clock.forward(days=31)
    elsewhere.forget_there(desk)
    assert first != second
    assert {first, second} <= set(line.forgotten)


def test_a_second_copy_that_only_a_callback_names_is_deleted_too(desk, line):
    given.hear(desk)
    given.send(desk)
    row = given.one(desk, "outbox")
    delivered(desk, Status("twilio", "SMtwin", "delivered", "", row["id"]))
    people.erase(desk, given.CITIZEN, by="officer")
    assert {"SM1", "SMtwin"} <= set(line.forgotten)


def test_those_ids_go_when_the_provider_has_forgotten_them(desk, line):
    given.hear(desk)
    given.send(desk)
    delivered(desk, Status("twilio", "SMtwin", "delivered", "", given.one(desk, "outbox")["id"]))
    desk.clock.forward(days=31)
    elsewhere.forget_there(desk)
    desk.clock.forward(days=36)
    forgetting.forget_old(desk)
    assert given.rows(desk, "earlier_sends") == []
