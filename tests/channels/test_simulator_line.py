"""Promises of the simulator: our own page is heard, nobody else; everything sent has arrived."""

import json

import pytest

from bot.channels import open_lines
from bot.channels._line import RawRequest
from bot.channels.simulator import open_simulator, simulator_key
from bot.errors import BadInput, BadRequest, Outcome, UntrustedRequest
from bot.model.message import Media, Status
from tests.channels import given

FILE = {"url": "simulator:foto-1", "content_type": "image/png"}
TOLD = {"id": "m1", "channel": "sms", "address": "+6281", "text": "halo"}
UNREADABLE = {
    "empty": b"",
    "no json": b"halo",
    "no object": b"[]",
    "a word": b'"x"',
    "deep": b"[" * 99999,
    "bytes": b"\xff\xfe",
    "no id": json.dumps(TOLD | {"id": None, "channel": "fax"}).encode(),
    "no address": json.dumps({"id": "m1", "channel": "sms"}).encode(),
    "list as channel": json.dumps(TOLD | {"channel": []}).encode(),
    "file without address": json.dumps(TOLD | {"media": [{}]}).encode(),
}


@pytest.fixture
def settings(tmp_path):
    return given.settings(database_url=f"sqlite:///{tmp_path}/tanya.db", twilio_account_sid="")


@pytest.fixture
def line(settings):
    return open_simulator(settings)


def post(settings, body, *, kind="inbound", **headers):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    trusted = {"x-simulator-key": simulator_key(settings)}
    path = f"/webhooks/simulator/{kind}"
    return RawRequest(kind, "POST", path, "", {**trusted, **headers}, (), data)


def test_without_a_provider_it_is_the_only_line(settings):
    assert list(open_lines(settings)) == ["simulator"]
    assert set(open_lines(given.settings())) == {"simulator", "twilio"}


def test_our_page_is_heard(line, settings):
    more = {"kind": "photo", "media": [FILE], "payload": "1", "profile_name": "Ibu"}
    (event,) = line.parse(post(settings, TOLD | more)).events
    assert (event.line, event.provider_id, event.channel) == ("simulator", "m1", "sms")
    assert (event.address, event.text, event.kind) == ("+6281", "halo", "photo")
    assert (event.payload, event.profile_name, event.reply_to) == ("1", "Ibu", "")
    assert event.media == (Media("simulator:foto-1", "image/png"),)


def test_a_tick_is_heard(line, settings):
    told = {"provider_id": "sim-1", "state": "read", "o": "1"}
    events = line.parse(post(settings, told, kind="status")).events
    assert events == (Status("simulator", "sim-1", "read", "", "1"),)


@pytest.mark.parametrize("key", ["", "x", "ä"])
def test_nobody_else_is_heard(line, settings, key):
    with pytest.raises(UntrustedRequest):
        line.parse(post(settings, TOLD, **{"x-simulator-key": key}))


def test_the_key_of_another_office_does_not_fit(settings):
    other = open_simulator(given.settings(secret_key="t" * 40))
    with pytest.raises(UntrustedRequest):
        other.parse(post(settings, TOLD))


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE)
def test_what_the_page_never_sends_cannot_be_read(line, settings, body):
    with pytest.raises(BadRequest):
        line.parse(post(settings, body))


def test_what_is_sent_has_arrived_and_is_found_again(line):
    sent = line.send(given.row(id="7"))
    assert sent.provider_id == "sim-7" == line.lookup(given.row(id="7"), frozenset())


def test_it_has_nothing_to_catch_up_with(line, clock):
    assert line.recent(clock()) == ()
    assert line.classify("1") == Outcome.PERMANENT
    assert line.check()[0].good


def test_a_file_of_the_page_is_fetched_and_forgotten(line, tmp_path):
    folder = tmp_path / "simulator"
    folder.mkdir()
    (folder / "surat").write_bytes(b"%PDF-1.7")
    assert line.fetch("simulator:surat").content_type == "application/pdf"
    for _ in range(2):
        line.forget("simulator:surat")
    with pytest.raises(BadInput):
        line.fetch("simulator:surat")
    line.forget("sim-7")


@pytest.mark.parametrize("url", ["surat", "simulator:../x", "simulator:a.b", "file:///x", ""])
def test_no_other_file_is_fetched(line, url):
    with pytest.raises(BadInput):
        line.fetch(url)
