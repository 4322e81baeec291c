"""Promises about redirects: only to hosts we know, never with our password, never to private places."""

import socket
import ssl
import threading

import pytest

from bot.channels import _media
from bot.channels._media import download
from bot.errors import BadInput, Outcome, SendFailed
from tests.channels.given import FOLDER, MEDIA_PATH, files_at
from tests.channels.servers import answer, answering, contexts, resolving, shake_hands

PDF = b"%PDF-1.7"
ELSEWHERE = "files.example"


@pytest.fixture
def source(fake):
    return files_at(fake.url, ELSEWHERE)


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
    fake.account.files[MEDIA_PATH] = (b"", where)
    with pytest.raises(BadInput):
        download(fake.url + MEDIA_PATH, source)


def test_a_redirect_to_a_private_address_is_not_followed(fake, source, monkeypatch):
    fake.account.files[MEDIA_PATH] = (b"", f"https://{ELSEWHERE}/x")
    everywhere = resolving(monkeypatch, "127.0.0.1")
    with pytest.raises(BadInput, match="private"):
        download(fake.url + MEDIA_PATH, source)
    assert ELSEWHERE in everywhere


def test_a_circle_of_redirects_ends(fake, source):
    fake.account.files[MEDIA_PATH] = (b"", fake.url + MEDIA_PATH)
    with pytest.raises(BadInput, match="too often"):
        download(fake.url + MEDIA_PATH, source)


def test_the_password_stays_behind_when_the_host_changes(fake, monkeypatch, tmp_path):
    server_side, client_side = contexts(tmp_path, ELSEWHERE)
    monkeypatch.setattr(ssl, "create_default_context", lambda: client_side)
    monkeypatch.setattr(_media, "public_address", lambda host, port: "127.0.0.1")
    with answering(answer(200, PDF), context=server_side) as (port, heard):
        place = f"{ELSEWHERE}:{port}"
        onward = files_at(fake.url, place)
        fake.account.files[MEDIA_PATH] = (b"", f"https://{place}/a?signature=x%2F")
        assert download(fake.url + MEDIA_PATH, onward).data == PDF
    assert heard[0].startswith(b"GET /a?signature=x%2F ")
    assert b"uthorization" not in heard[0]


def test_a_certificate_of_another_host_is_not_believed(fake, monkeypatch, tmp_path):
    server_side, client_side = contexts(tmp_path, "other.example")
    monkeypatch.setattr(ssl, "create_default_context", lambda: client_side)
    monkeypatch.setattr(_media, "public_address", lambda host, port: "127.0.0.1")
    with socket.create_server(("127.0.0.1", 0)) as server:
        place = f"{ELSEWHERE}:{server.getsockname()[1]}"
        onward = files_at(fake.url, place)
        fake.account.files[MEDIA_PATH] = (b"", f"https://{place}/a")
        threading.Thread(target=shake_hands, args=(server, server_side), daemon=True).start()
        with pytest.raises(SendFailed) as failed:
            download(fake.url + MEDIA_PATH, onward)
    assert failed.value.outcome == Outcome.RETRY


def test_an_unreadable_redirect_is_refused():
    redirect = answer(302, Location=f"{FOLDER}x\x01y?\x7f")
    with answering(redirect) as (port, _):
        base = f"http://127.0.0.1:{port}"
        with pytest.raises(BadInput):
            download(base + MEDIA_PATH, files_at(base))
