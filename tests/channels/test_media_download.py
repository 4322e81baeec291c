"""Promises of fetching: only ours, only from the provider, password to nobody else, never for ever."""

import socket
from dataclasses import replace

import pytest

from bot.channels import _media
from bot.channels._line import Fetched
from bot.channels._media import Source, download, public_address
from bot.errors import BadInput, Outcome, SendFailed
from tests.channels.given import FOLDER, MEDIA_PATH, files_at
from tests.channels.servers import answer, answering, resolving
from tests.fake_twilio import ACCOUNT, TOKEN, Mode

PDF = b"%PDF-1.7"
FOREIGN = [
    "",
    "ME1",
    "file:///etc/passwd",
    "//api.twilio.com" + MEDIA_PATH,
    "http://api.twilio.com" + MEDIA_PATH,
    "https://evil.example" + MEDIA_PATH,
    "https://api.twilio.com.evil.example" + MEDIA_PATH,
    "https://api.twilio.com@evil.example" + MEDIA_PATH,
    "https://user@api.twilio.com" + MEDIA_PATH,
    "https://api.twilio.com:444" + MEDIA_PATH,
    "https://api.twilio.com:x" + MEDIA_PATH,
    "https://[::1" + MEDIA_PATH,
    "https://169.254.169.254/latest/meta-data",
    "https://localhost" + MEDIA_PATH,
    "https://api.twilio.com/2010-04-01/Accounts/AC2/Messages/MM1/Media/ME1",
    f"https://api.twilio.com{FOLDER}../AC2/x",
    f"https://api.twilio.com{FOLDER}%2e%2e/AC2/x",
    f"https://api.twilio.com{FOLDER}x y",
    f"https://api.twilio.com{FOLDER}é",
]
PRIVATE = [
    *("127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1"),
    *("0.0.0.0", "224.0.0.1", "::1", "::", "fc00::1", "fe80::1%eth0", "ff02::1"),  # noqa: S104
    *("::ffff:10.0.0.1", "2002:7f00:1::"),
]
STATUSES = {
    401: Outcome.STOP,
    403: Outcome.STOP,
    404: Outcome.RETRY,
    429: Outcome.RETRY,
    503: Outcome.RETRY,
}


@pytest.fixture
def source(fake):
    return files_at(fake.url)


def ask(port: int) -> Fetched:
    """Fetch from a small server."""
    base = f"http://127.0.0.1:{port}"
    return download(base + MEDIA_PATH, files_at(base))


def test_a_file_is_fetched_with_our_password(fake, source):
    fake.account.files[MEDIA_PATH] = (PDF, "image/svg+xml")
    assert download(fake.url + MEDIA_PATH, source).content_type == "application/pdf"


def test_the_line_fetches_from_where_it_sends(fake, line):
    fake.account.files[MEDIA_PATH] = (PDF, "application/pdf")
    assert line.fetch(fake.url + MEDIA_PATH).data == PDF
    with pytest.raises(BadInput):
        line.fetch("https://api.twilio.com" + MEDIA_PATH)


@pytest.mark.parametrize("url", FOREIGN)
def test_nothing_is_fetched_from_elsewhere(url):
    real = Source("https://api.twilio.com", FOLDER, (ACCOUNT, TOKEN))
    with pytest.raises(BadInput):
        download(url, real)


@pytest.mark.parametrize(("status", "outcome"), STATUSES.items())
def test_a_refusal_says_whether_to_ask_again(status, outcome):
    with answering(answer(status)) as (port, _), pytest.raises(SendFailed) as failed:
        ask(port)
    assert failed.value.outcome == outcome


@pytest.mark.parametrize("status", [204, 400, 410])
def test_a_file_that_is_gone_is_not_asked_for_again(status):
    with answering(answer(status)) as (port, _), pytest.raises(BadInput):
        ask(port)


@pytest.mark.parametrize(
    "said", [b"", b"halo\r\n\r\n", answer(200, PDF, **{"Content-Length": "99"})]
)
def test_a_broken_answer_is_asked_for_again(said):
    with answering(said) as (port, _), pytest.raises(SendFailed) as failed:
        ask(port)
    assert failed.value.outcome == Outcome.RETRY


def test_an_endless_file_is_cut_off(monkeypatch):
    monkeypatch.setattr(_media, "MOST_BYTES", 100)
    with (
        answering(answer(200, PDF + b"x" * 99)) as (port, _),
        pytest.raises(BadInput, match="large"),
    ):
        ask(port)


def test_a_dripping_file_is_cut_off(monkeypatch):
    monkeypatch.setattr(_media, "MOST_SECONDS", -1.0)
    with answering(answer(200, PDF)) as (port, _), pytest.raises(SendFailed) as failed:
        ask(port)
    assert "slow" in str(failed.value)


def test_a_silent_provider_is_given_up(monkeypatch):
    monkeypatch.setattr(_media, "TIMEOUT_S", 0.1)
    with answering(b"", pause_s=1.0) as (port, _), pytest.raises(SendFailed) as failed:
        ask(port)
    assert failed.value.outcome == Outcome.RETRY


def test_a_provider_that_is_down_is_asked_again(fake, source):
    fake.mode = Mode(down=True)
    with pytest.raises(SendFailed):
        download(fake.url + MEDIA_PATH, source)


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_is_never_connected_to(monkeypatch, address):
    resolving(monkeypatch, "93.184.216.34", address)
    with pytest.raises(BadInput, match="private"):
        public_address("rebinding.example", 443)


def test_a_public_address_is_looked_up_once_and_then_used(monkeypatch):
    asked = resolving(monkeypatch, "93.184.216.34")
    called: list[tuple[str, int]] = []

    def connect(address, timeout):
        called.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    real = Source("https://api.twilio.com", FOLDER, (ACCOUNT, TOKEN))
    with pytest.raises(SendFailed):
        download("https://api.twilio.com" + MEDIA_PATH, real)
    assert (asked, called) == (["api.twilio.com"], [("93.184.216.34", 443)])


def test_the_password_is_never_shown(source):
    assert TOKEN not in repr(source)
    assert TOKEN not in repr(replace(source, public=True))
