"""Promises of fetching: only ours, only from the provider, password to nobody else, never for ever."""

import socket
import ssl
import threading
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.channels import _media
from bot.channels._media import Source, download, public_address
from bot.errors import BadInput, Outcome, SendFailed
from tests.fake_twilio import ACCOUNT, TOKEN, Mode

PDF = b"%PDF-1.7"
FOLDER = f"/2010-04-01/Accounts/{ACCOUNT}/"
PATH = f"{FOLDER}Messages/MM1/Media/ME1"
ELSEWHERE = "files.example"
FOREIGN = [
    "",
    "ME1",
    "file:///etc/passwd",
    "//api.twilio.com" + PATH,
    "http://api.twilio.com" + PATH,
    "https://evil.example" + PATH,
    "https://api.twilio.com.evil.example" + PATH,
    "https://api.twilio.com@evil.example" + PATH,
    "https://user@api.twilio.com" + PATH,
    "https://api.twilio.com:444" + PATH,
    "https://api.twilio.com:x" + PATH,
    "https://[::1" + PATH,
    "https://169.254.169.254/latest/meta-data",
    "https://localhost" + PATH,
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
    return Source(fake.url, FOLDER, (ACCOUNT, TOKEN), frozenset({ELSEWHERE}), public=False)


@contextmanager
def answering(*answers: bytes, context: ssl.SSLContext | None = None, pause_s: float = 0.0):
    """A server that says these bytes, one connection each; (port, the requests it read)."""
    heard: list[bytes] = []
    done = threading.Event()

    def serve(server: socket.socket) -> None:
        for answer in answers:
            with ExitStack() as stack:
                plug = stack.enter_context(server.accept()[0])
                if context:
                    plug = stack.enter_context(context.wrap_socket(plug, server_side=True))
                heard.append(plug.recv(9999))
                plug.sendall(answer)
                done.wait(pause_s)

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve, args=(server,), daemon=True)
        thread.start()
        yield server.getsockname()[1], heard
        done.set()
        thread.join(5)


def answer(status: int, body: bytes = b"", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} X", *(f"{k}: {v}" for k, v in headers.items()), "", ""]
    return "\r\n".join(lines).encode() + body


def at(port: int) -> Source:
    return Source(f"http://127.0.0.1:{port}", FOLDER, (ACCOUNT, TOKEN), public=False)


def resolving(monkeypatch, *addresses: str) -> list[str]:
    """Let every name mean these addresses; the names that were asked for."""
    asked: list[str] = []

    def look_up(host, port, *_, **__):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


def test_a_file_is_fetched_with_our_password(fake, source):
    fake.account.files[PATH] = (PDF, "image/svg+xml")
    assert download(fake.url + PATH, source).content_type == "application/pdf"


def test_the_line_fetches_from_where_it_sends(fake, line):
    fake.account.files[PATH] = (PDF, "application/pdf")
    assert line.fetch(fake.url + PATH).data == PDF
    with pytest.raises(BadInput):
        line.fetch("https://api.twilio.com" + PATH)


@pytest.mark.parametrize("url", FOREIGN)
def test_nothing_is_fetched_from_elsewhere(url):
    real = Source("https://api.twilio.com", FOLDER, (ACCOUNT, TOKEN))
    with pytest.raises(BadInput):
        download(url, real)


@pytest.mark.parametrize(
    "where",
    [
        "http://files.example/x",
        "https://evil.example/x",
        "https://files.example:444/x",
        "https://user@files.example/x",
        "file:///etc/passwd",
        "ftp://files.example/x",
        "https://[::1/x",
        "http://127.0.0.1:1/x",
    ],
)
def test_a_redirect_to_a_foreign_place_is_not_followed(fake, source, where):
    fake.account.files[PATH] = (b"", where)
    with pytest.raises(BadInput):
        download(fake.url + PATH, source)


def test_a_redirect_to_a_private_address_is_not_followed(fake, source, monkeypatch):
    fake.account.files[PATH] = (b"", f"https://{ELSEWHERE}/x")
    monkeypatch.setattr(_media, "socket", _Socket(monkeypatch))
    with pytest.raises(BadInput, match="private"):
        download(fake.url + PATH, source)


class _Socket:
    """The socket module, in which every name is a private address."""

    def __init__(self, monkeypatch) -> None:
        self.SOCK_STREAM = socket.SOCK_STREAM
        self.create_connection = socket.create_connection

    def getaddrinfo(self, host, port, **_):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("169.254.169.254", port))]


def test_a_circle_of_redirects_ends(fake, source):
    fake.account.files[PATH] = (b"", fake.url + PATH)
    with pytest.raises(BadInput, match="too often"):
        download(fake.url + PATH, source)


def test_the_password_stays_behind_when_the_host_changes(fake, monkeypatch, tmp_path):
    server_side, client_side = _contexts(tmp_path, ELSEWHERE)
    monkeypatch.setattr(ssl, "create_default_context", lambda: client_side)
    monkeypatch.setattr(_media, "public_address", lambda host, port: "127.0.0.1")
    with answering(answer(200, PDF), context=server_side) as (port, heard):
        place = f"{ELSEWHERE}:{port}"
        onward = Source(fake.url, FOLDER, (ACCOUNT, TOKEN), frozenset({place}), public=False)
        fake.account.files[PATH] = (b"", f"https://{place}/a?signature=x%2F")
        assert download(fake.url + PATH, onward).data == PDF
    assert heard[0].startswith(b"GET /a?signature=x%2F ")
    assert b"uthorization" not in heard[0]


def test_a_certificate_of_another_host_is_not_believed(fake, monkeypatch, tmp_path):
    server_side, client_side = _contexts(tmp_path, "other.example")
    monkeypatch.setattr(ssl, "create_default_context", lambda: client_side)
    monkeypatch.setattr(_media, "public_address", lambda host, port: "127.0.0.1")
    with socket.create_server(("127.0.0.1", 0)) as server:
        place = f"{ELSEWHERE}:{server.getsockname()[1]}"
        onward = Source(fake.url, FOLDER, (ACCOUNT, TOKEN), frozenset({place}), public=False)
        fake.account.files[PATH] = (b"", f"https://{place}/a")
        threading.Thread(target=_shake_hands, args=(server, server_side), daemon=True).start()
        with pytest.raises(SendFailed) as failed:
            download(fake.url + PATH, onward)
    assert failed.value.outcome == Outcome.RETRY


@pytest.mark.parametrize(("status", "outcome"), STATUSES.items())
def test_a_refusal_says_whether_to_ask_again(status, outcome):
    with answering(answer(status)) as (port, _), pytest.raises(SendFailed) as failed:
        download(f"http://127.0.0.1:{port}{PATH}", at(port))
    assert failed.value.outcome == outcome


@pytest.mark.parametrize("status", [204, 400, 410])
def test_a_file_that_is_gone_is_not_asked_for_again(status):
    with answering(answer(status)) as (port, _), pytest.raises(BadInput):
        download(f"http://127.0.0.1:{port}{PATH}", at(port))


@pytest.mark.parametrize(
    "said", [b"", b"halo\r\n\r\n", answer(200, PDF, **{"Content-Length": "99"})]
)
def test_a_broken_answer_is_asked_for_again(said):
    with answering(said) as (port, _), pytest.raises(SendFailed) as failed:
        download(f"http://127.0.0.1:{port}{PATH}", at(port))
    assert failed.value.outcome == Outcome.RETRY


def test_an_unreadable_redirect_is_refused():
    redirect = answer(302, Location=f"{FOLDER}x\x01y?\x7f")
    with answering(redirect, redirect) as (port, _), pytest.raises(BadInput):
        download(f"http://127.0.0.1:{port}{PATH}", at(port))


def test_an_endless_file_is_cut_off(monkeypatch):
    monkeypatch.setattr(_media, "MOST_BYTES", 100)
    with (
        answering(answer(200, PDF + b"x" * 99)) as (port, _),
        pytest.raises(BadInput, match="large"),
    ):
        download(f"http://127.0.0.1:{port}{PATH}", at(port))


def test_a_dripping_file_is_cut_off(monkeypatch):
    monkeypatch.setattr(_media, "MOST_SECONDS", -1.0)
    with answering(answer(200, PDF)) as (port, _), pytest.raises(SendFailed) as failed:
        download(f"http://127.0.0.1:{port}{PATH}", at(port))
    assert "slow" in str(failed.value)


def test_a_silent_provider_is_given_up(monkeypatch):
    monkeypatch.setattr(_media, "TIMEOUT_S", 0.1)
    with answering(b"", pause_s=1.0) as (port, _), pytest.raises(SendFailed) as failed:
        download(f"http://127.0.0.1:{port}{PATH}", at(port))
    assert failed.value.outcome == Outcome.RETRY


def test_a_provider_that_is_down_is_asked_again(fake, source):
    fake.mode = Mode(down=True)
    with pytest.raises(SendFailed):
        download(fake.url + PATH, source)


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
        download("https://api.twilio.com" + PATH, real)
    assert (asked, called) == (["api.twilio.com"], [("93.184.216.34", 443)])


def test_the_password_is_never_shown(source):
    assert TOKEN not in repr(source)
    assert TOKEN not in repr(replace(source, public=True))


def _shake_hands(server: socket.socket, context: ssl.SSLContext) -> None:
    with suppress(OSError), context.wrap_socket(server.accept()[0], server_side=True) as plug:
        plug.recv(1)


def _contexts(folder, host: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's and a client's side of a certificate made for this host."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    start = datetime(2020, 1, 1, tzinfo=UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, start, start.replace(year=2090))
    named = x509.SubjectAlternativeName([x509.DNSName(host)])
    certificate = made.add_extension(named, critical=False).sign(key, hashes.SHA256())
    path = folder / "both.pem"
    encoding, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    private = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, plain)
    path.write_bytes(private + certificate.public_bytes(encoding))
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_side.load_cert_chain(path)
    return server_side, ssl.create_default_context(cafile=path)
