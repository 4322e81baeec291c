"""Promises of the pretended provider, which other tests stand on."""

import json
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qsl

import pytest

from bot.channels.twilio import open_twilio
from tests.channels import given
from tests.fake_twilio import SENDERS, Mode


@contextmanager
def product(*statuses: int) -> Iterator[tuple[str, list]]:
    """A front door that answers with these statuses in turn; (its address, what it got)."""
    heard: list[tuple[str, dict[str, str], str]] = []
    answers = iter(statuses)

    class Door(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = dict(parse_qsl(body, keep_blank_values=True))
            heard.append((self.path, form, self.headers["X-Twilio-Signature"]))
            self.send_response(next(answers, 200))
            self.end_headers()

        def log_message(self, *_): ...

    server = HTTPServer(("127.0.0.1", 0), Door)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", heard
    finally:
        server.shutdown()
        server.server_close()


def ask(fake, word, body=None):
    data = json.dumps(body).encode() if body is not None else None
    with urllib.request.urlopen(f"{fake.url}/__fake__/{word}", data) as answer:  # noqa: S310
        return json.load(answer)


def citizen(**changes):
    return {"From": f"whatsapp:{given.CITIZEN}", "Body": "halo", **changes}


def test_its_inbound_messages_are_believed(fake):
    with product() as (base, heard):
        assert fake.inbound(base + given.INBOUND, citizen()) == 200
    ((path, form, signature),) = heard
    line = open_twilio(given.settings(public_base_url=base))
    request = given.request(tuple(form.items()), path=path, signature=signature)
    (event,) = line.parse(request).events
    assert event.text == "halo"


@pytest.mark.parametrize(
    ("fragment", "tries"), [("", 1), ("#rc=3&rp=5xx", 3), ("#rc=1&rp=all", 2), ("#rc=3&rp=4xx", 1)]
)
def test_it_tries_again_only_as_the_address_allows(fake, fragment, tries):
    with product(503, 503, 200) as (base, heard):
        fake.inbound(base + given.INBOUND + fragment, citizen())
    assert len(heard) == tries


def test_it_hides_what_was_acknowledged_from_its_list(fake):
    fake.account.hide_acknowledged = True
    with product(200, 500) as (base, _):
        fake.inbound(base + given.INBOUND, citizen(MessageSid="SM1"))
        fake.inbound(base + given.INBOUND, citizen(MessageSid="SM2"))
    assert [m["sid"] for m in fake.account.listed({})] == ["SM2"]


def test_a_message_told_twice_stands_in_its_list_once(fake):
    with product() as (base, heard):
        for _ in range(2):
            fake.inbound(base + given.INBOUND, citizen(MessageSid="SM1"))
    assert len(heard) == 2
    assert len(fake.account.listed({})) == 1


def test_its_callbacks_come_in_the_order_a_test_wants_and_before_the_answer(fake):
    fake.mode = Mode(callbacks=[["read", 0], ["sent", 0], ["failed", 0, 63016]], early=True)
    with product() as (base, heard):
        line = open_twilio(given.settings(twilio_api_base=fake.url, public_base_url=base))
        sent = line.send(given.row(id="0198"))
        assert len(heard) == 3
    states = []
    for path, form, signature in heard:
        bare, _, query = path.partition("?")
        request = given.request(tuple(form.items()), path=bare, query=query, signature=signature)
        states += [
            (e.provider_id, e.state, e.code, e.outbox_id) for e in line.parse(request).events
        ]
    sid = sent.provider_id
    expected = [("read", ""), ("sent", ""), ("failed", "63016")]
    assert states == [(sid, state, code, "0198") for state, code in expected]


def test_a_queued_message_has_no_date_of_sending(fake, line):
    line.send(given.row())
    today = time.strftime("%Y-%m-%d", time.gmtime())
    assert fake.account.listed({"DateSent>": today}) == []
    assert len(fake.account.listed({"To": f"whatsapp:{given.CITIZEN}"})) == 1


def test_it_can_be_steered_from_another_process(fake, line):
    assert ask(fake, "mode", {"error_429": 1.0})["error_429"] == 1.0
    assert fake.mode.error_429 == 1.0
    ask(fake, "mode", {"error_429": 0.0})
    ask(fake, "refuse", {f"whatsapp:{given.CITIZEN}": 21610})
    assert fake.account.refuse
    ask(fake, "file", {"path": "/f", "data": "eA==", "type": "image/png"})
    assert fake.account.files == {"/f": (b"x", "image/png")}
    line.send(given.row(channel="sms"))
    (sent,) = ask(fake, "sent")
    assert sent["form"]["From"] == SENDERS[1]
    ask(fake, "hide", {"sids": [sent["sid"]]})
    assert fake.account.listed({}) == []
    assert len(ask(fake, "requests")) == 1
    with product() as (base, _):
        told = {"url": base + given.INBOUND, "params": citizen()}
        assert ask(fake, "inbound", told) == {"status": 200}
