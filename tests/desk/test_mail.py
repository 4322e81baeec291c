"""Promises of letters: the first line is the subject, a server that wants a name gets it over TLS."""

import smtplib

from bot.desk import _mail
from tests.desks import open_test_desk


class Server:
    """Stands for smtplib.SMTP."""

    def __init__(self, host, port, timeout):
        self.told = [(host, port)]

    def starttls(self, context):
        self.told.append("tls" if context.check_hostname else "tls without a check")

    def login(self, user, password):
        self.told.append((user, password))


def _server(tmp_path, monkeypatch, url):
    monkeypatch.setattr(smtplib, "SMTP", Server)
    desk = open_test_desk(tmp_path, SMTP_URL=url, DIGEST_FROM="bot@example.id")
    desk.store.close()
    return desk, _mail.server(desk).told


def test_a_server_that_wants_a_name_gets_it_over_tls(tmp_path, monkeypatch):
    _, told = _server(tmp_path, monkeypatch, "smtp://bot%40x:p%3Aw@mail.example:25")
    assert told == [("mail.example", 25), "tls", ("bot@x", "p:w")]


def test_a_server_without_a_name_is_spoken_to_as_it_is(tmp_path, monkeypatch):
    desk, told = _server(tmp_path, monkeypatch, "smtp://mail.example")
    assert told == [("mail.example", 587)]
    letter = _mail.letter(desk, "petugas-c@example.id", "Tiga tiket\nmenunggu.")
    assert (letter["Subject"], letter["From"]) == ("Tiga tiket", "bot@example.id")
