"""Promises of asking the provider later: look-ups, missed messages, deletion, doctor."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.channels._clock import clock_check
from bot.channels.twilio import open_twilio
from bot.errors import BadInput, Outcome, SendFailed
from tests.channels import given
from tests.fake_twilio import ACCOUNT, SENDERS, Mode
from tests.make import NOW
from tests.openapi import breaches

WRONG = "another-token"
NOBODY: frozenset[str] = frozenset()


def now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the fake provider lives in real time


def accepted(fake, line, **changes):
    """Send what the provider takes without telling us; its id there."""
    fake.mode = Mode(accept_reset=1)
    with pytest.raises(SendFailed):
        line.send(given.row(**changes))
    fake.mode = Mode()
    return fake.account.sent()[-1]["sid"]


def test_a_message_taken_in_silence_is_found(fake, line):
    sid = accepted(fake, line)
    assert line.lookup(given.row(since=now()), NOBODY) == sid


def test_an_sms_is_found_by_its_plain_letters(fake, line):
    sid = accepted(fake, line, channel="sms", text="Senin\u2013Jumat ")
    assert line.lookup(given.row(channel="sms", text="Senin\u2013Jumat "), NOBODY) == sid


def test_a_file_without_text_is_found(fake, line):
    sid = accepted(fake, line, text="", media_url="https://tanya.example/m/1")
    assert line.lookup(given.row(text=""), NOBODY) == sid


def test_a_template_is_found_though_only_the_provider_knows_its_text(fake, line):
    sid = accepted(fake, line, template="HX" + "a" * 32)
    assert line.lookup(given.row(template="HX" + "a" * 32, text="x"), NOBODY) == sid


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "Lain."},
        {"address": "+6281299999999"},
        {"since": datetime(2099, 1, 1, tzinfo=UTC)},
    ],
)
def test_another_message_is_not_taken_for_it(fake, line, changes):
    accepted(fake, line)
    assert line.lookup(given.row(**changes), NOBODY) == ""


def test_a_message_that_another_row_owns_is_not_taken_for_it(fake, line):
    known = line.send(given.row()).provider_id
    assert line.lookup(given.row(), frozenset({known})) == ""


def test_of_two_that_read_the_same_the_older_belongs_to_the_older_row(fake, line):
    first, _ = accepted(fake, line), accepted(fake, line)
    assert line.lookup(given.row(since=now()), NOBODY) == first


def test_what_another_program_sent_is_not_taken_for_it(fake, line):
    accepted(fake, line)
    fake.account.messages[-1]["direction"] = "outbound-reply"
    assert line.lookup(given.row(), NOBODY) == ""


def test_a_look_up_while_the_provider_is_down_fails(fake, line):
    fake.mode = Mode(down=True)
    with pytest.raises(SendFailed):
        line.lookup(given.row(), NOBODY)


def test_missed_messages_are_told_oldest_first(fake, line):
    for text in ("halo", "mau tanya", "PBG"):
        fake.account.incoming({"From": f"whatsapp:{given.CITIZEN}", "Body": text}.items())
    sms = {"From": given.CITIZEN, "To": SENDERS[1], "Body": "sms"}
    fake.account.incoming(sms.items())
    line.send(given.row())
    found = line.recent(now() - timedelta(hours=24))
    assert [m.text for m in found if m.channel == "whatsapp"] == ["halo", "mau tanya", "PBG"]
    assert all(m.recovered and m.address == given.CITIZEN for m in found)
    assert {m.channel for m in found} == {"whatsapp", "sms"}


def test_missed_messages_come_in_the_order_of_their_making(fake, line):
    for minutes in (3, 1, 2):
        sender = {"From": f"whatsapp:{given.CITIZEN}", "Body": str(minutes)}
        fake.account.incoming(sender.items())
        fake.account.messages[-1]["created_at"] -= timedelta(minutes=minutes)
    assert [m.text for m in line.recent(now() - timedelta(hours=1))] == ["3", "2", "1"]


def test_a_missed_message_brings_the_time_at_which_the_provider_had_it(fake, line):
    fake.account.incoming({"From": f"whatsapp:{given.CITIZEN}", "Body": "tadi"}.items())
    fake.account.messages[-1]["created_at"] -= timedelta(minutes=40)
    (found,) = line.recent(now() - timedelta(hours=1))
    assert timedelta(minutes=39) < now() - found.sent_at < timedelta(minutes=41)


def test_messages_from_before_are_left_out(fake, line):
    fake.account.incoming({"From": f"whatsapp:{given.CITIZEN}", "Body": "lama"}.items())
    fake.account.messages[-1]["created_at"] -= timedelta(hours=2)
    assert line.recent(now() - timedelta(hours=1)) == ()


def test_a_missed_file_is_told_as_a_document(fake, line):
    sender = {"From": "whatsapp:ID.A1b2", "NumMedia": "1", "MessageSid": "MM" + "b" * 32}
    fake.account.incoming(sender.items())
    (found,) = line.recent(now() - timedelta(hours=1))
    assert (found.kind, found.address, found.to) == ("document", "ID.A1b2", "+6281100000001")


def test_more_than_one_page_is_read(fake, line, monkeypatch):
    monkeypatch.setattr("bot.channels.twilio.PAGE", 20)
    for n in range(45):
        fake.account.incoming({"From": f"whatsapp:{given.CITIZEN}", "Body": str(n)}.items())
    assert len(line.recent(now() - timedelta(hours=1))) == 45


def test_a_message_is_deleted_at_the_provider(fake, line):
    sid = line.send(given.row()).provider_id
    line.forget(sid)
    assert fake.account.sent() == []


def test_what_is_gone_already_is_well(line):
    line.forget("SM" + "c" * 32)


def test_a_file_is_deleted_at_the_provider(fake, line):
    messages = f"/2010-04-01/Accounts/{ACCOUNT}/Messages"
    path = f"{messages}/MM{'1' * 32}/Media/ME{'1' * 32}"
    fake.account.files[path] = (b"x", "image/png")
    line.forget(fake.url + path)
    assert fake.account.files == {}
    assert [seen["path"] for seen in fake.requests] == [f"{path}.json"]
    assert breaches(fake.requests) == []


@pytest.mark.parametrize("name", ["https://evil.example/x", "../../../AC2/Messages/SM1"])
def test_nothing_is_deleted_elsewhere(fake, line, name):
    with pytest.raises(BadInput):
        line.forget(name)
    assert fake.requests == []


def test_a_deletion_that_is_refused_is_told(fake):
    line = open_twilio(given.settings(twilio_api_base=fake.url, twilio_auth_token=WRONG))
    with pytest.raises(SendFailed) as failed:
        line.forget("SM" + "1" * 32)
    assert failed.value.outcome == Outcome.STOP


def test_doctor_is_told_that_all_is_well_and_what_sms_cannot_do(line):
    checks = {check.name: check for check in line.check()}
    assert all(check.good for check in checks.values())
    assert "no two-way SMS in Indonesia" in checks["twilio SMS sender"].advice


def test_doctor_is_told_what_to_set(fake):
    bad = given.settings(
        twilio_api_base=fake.url,
        twilio_auth_token=WRONG,
        twilio_whatsapp_from="",
    )
    advice = [check.advice for check in open_twilio(bad).check() if not check.good]
    assert "TWILIO_AUTH_TOKEN" in advice[0]
    assert "TWILIO_WHATSAPP_FROM" in advice[1]
    no_sms = given.settings(twilio_api_base=fake.url, twilio_sms_from="")
    assert [c.name for c in open_twilio(no_sms).check() if "SMS" in c.name] == []


@pytest.mark.parametrize(
    ("told", "good"),
    [
        ("Mon, 02 Mar 2026 01:14:00 GMT", True),
        ("Mon, 02 Mar 2026 01:14:29 GMT", True),
        ("Mon, 02 Mar 2026 01:10:00 GMT", False),
        ("Mon, 02 Mar 2026 02:14:00 GMT", False),
        ("", True),
        ("yesterday", True),
    ],
)
def test_a_clock_that_is_wrong_is_told(told, good):
    check = clock_check(told, NOW)
    assert (check.good, bool(check.advice)) == (good, not good)
