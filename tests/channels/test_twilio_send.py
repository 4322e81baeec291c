"""Promises of sending: what goes over the wire, and what each kind of failure is called."""

import json
import socket
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.channels import twilio
from bot.errors import Outcome, SendFailed
from tests.channels import given
from tests.fake_twilio import ACCOUNT, SENDERS, Mode

WRONG = "another-token"
TEMPLATE = "HX" + "a" * 32
WIRE = {
    "whatsapp text": (
        {"text": "Gratis.\x0b"},
        {"To": f"whatsapp:{given.CITIZEN}", "From": SENDERS[0], "Body": "Gratis."},
    ),
    "user id": ({"address": "ID.A1b2"}, {"To": "whatsapp:ID.A1b2"}),
    "sms in plain letters": (
        {"channel": "sms", "text": "Senin\u2013Jumat ✅"},
        {"To": given.CITIZEN, "From": SENDERS[1], "Body": "Senin-Jumat"},
    ),
    "file": (
        {"text": "", "media_url": "https://tanya.example/m/1"},
        {"MediaUrl": "https://tanya.example/m/1", "Body": None},
    ),
    "template": (
        {"template": TEMPLATE, "variables": (("1", "T-7"),)},
        {"ContentSid": TEMPLATE, "ContentVariables": '{"1": "T-7"}'},
    ),
    "our id and a time limit": (
        {"id": "0198"},
        {"StatusCallback": f"{given.BASE}{given.STATUS}?o=0198", "ValidityPeriod": "3600"},
    ),
}
FAULTS = {
    "reset": (Mode(reset=1), Outcome.UNKNOWN, "network"),
    "accepted, then reset": (Mode(accept_reset=1), Outcome.UNKNOWN, "network"),
    "accepted, then silent": (Mode(accept_hang=1, hang_s=0.6), Outcome.UNKNOWN, "network"),
    "accepted, then no json": (Mode(accept_503=1), Outcome.UNKNOWN, "503"),
    "server error": (Mode(error_500=1), Outcome.UNKNOWN, "20500"),
    "too many": (Mode(error_429=1, retry_after="7"), Outcome.RETRY, "20429"),
}
CODES = {
    "21211": Outcome.PERMANENT,
    "21610": Outcome.OPTED_OUT,
    "63016": Outcome.WINDOW,
    "63018": Outcome.RETRY,
    "63019": Outcome.EXTRAS,
    "63013": Outcome.EXTRAS,
    "63038": Outcome.SLOW,
    "63007": Outcome.STOP,
    "20503": Outcome.UNKNOWN,
    "30003": Outcome.SLOW,
    "99999": Outcome.PERMANENT,
    "": Outcome.PERMANENT,
}


def failure(line, **changes):
    with pytest.raises(SendFailed) as failed:
        line.send(given.row(**changes))
    return failed.value


@pytest.mark.parametrize(("changes", "expected"), WIRE.values(), ids=WIRE)
def test_a_row_goes_over_the_wire(fake, line, changes, expected):
    sent = line.send(given.row(**changes))
    (told,) = fake.account.sent()
    assert sent.provider_id == told["sid"]
    assert {name: told["form"].get(name) for name in expected} == expected


def test_a_template_goes_without_a_text(fake, line):
    line.send(given.row(template=TEMPLATE, text="Balasan sudah ada."))
    assert "Body" not in fake.account.sent()[0]["form"]


@pytest.mark.parametrize(("mode", "outcome", "code"), FAULTS.values(), ids=FAULTS)
def test_a_fault_has_its_class(fake, monkeypatch, mode, outcome, code):
    monkeypatch.setattr(twilio, "TIMEOUT_S", 0.3)
    fake.mode = mode
    line = twilio.open_twilio(given.settings(twilio_api_base=fake.url))
    failed = failure(line)
    assert (failed.outcome, failed.code) == (outcome, code)


@pytest.mark.parametrize(("wish", "seconds"), [("7", 7.0), ("soon", None)])
def test_a_wish_for_a_delay_is_handed_on(fake, line, wish, seconds):
    fake.mode = Mode(error_429=1, retry_after=wish)
    assert failure(line).retry_after_s == seconds


def test_without_a_connection_nothing_was_sent():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    line = twilio.open_twilio(given.settings(twilio_api_base=f"http://127.0.0.1:{port}"))
    assert failure(line).outcome == Outcome.RETRY


def test_wrong_credentials_stop_the_line(fake):
    wrong = given.settings(twilio_api_base=fake.url, twilio_auth_token=WRONG)
    failed = failure(twilio.open_twilio(wrong))
    assert (failed.outcome, failed.code) == (Outcome.STOP, "20003")


def test_a_sender_that_is_not_ours_stops_the_line(fake):
    foreign = given.settings(twilio_api_base=fake.url, twilio_sms_from="+6289999999999")
    assert failure(twilio.open_twilio(foreign), channel="sms").outcome == Outcome.STOP


def test_a_channel_without_a_sender_stops_the_line(fake):
    line = twilio.open_twilio(given.settings(twilio_api_base=fake.url, twilio_sms_from=""))
    assert line.channels == ("whatsapp",)
    assert failure(line, channel="sms").code == "sender"


@pytest.mark.parametrize("address", ["", "abc", "+62"])
def test_a_number_that_cannot_be_is_final(fake, line, address):
    assert failure(line, channel="sms", address=address).outcome == Outcome.PERMANENT
    fake.requests.clear()  # wrong on purpose: the description refuses it too


def test_a_refusal_never_repeats_the_number(fake, line):
    fake.account.refuse[f"whatsapp:{given.CITIZEN}"] = 21211
    failed = failure(line)
    assert given.CITIZEN not in str(failed)
    assert failed.__cause__ is None


@pytest.mark.parametrize("code", [21610, 63016, 21408])
def test_a_refusal_has_the_class_of_its_code(fake, line, code):
    fake.account.refuse[f"whatsapp:{given.CITIZEN}"] = code
    assert failure(line).outcome == line.classify(str(code))


@pytest.mark.parametrize(("code", "outcome"), CODES.items())
def test_a_later_error_has_its_class(line, code, outcome):
    assert line.classify(code) == outcome


def test_an_answer_without_an_id_is_unknown(fake, line, monkeypatch):
    monkeypatch.setattr("tests.fake_twilio.public", lambda record: {"status": "queued"})
    assert failure(line).outcome == Outcome.UNKNOWN


def test_many_threads_may_send_at_once(fake, line):
    with ThreadPoolExecutor(8) as threads:
        rows = (given.row(id=str(n), text=f"jawaban {n}") for n in range(80))
        sids = set(threads.map(lambda row: line.send(row).provider_id, rows))
    assert len(sids) == 80
    assert len({told["body"] for told in fake.account.sent()}) == 80


def test_requests_are_kept_for_whoever_checks_them(fake, line):
    line.send(given.row())
    (seen,) = fake.requests
    assert seen["path"] == f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
    assert json.dumps(seen)
