"""Promises of the digest: officers who want it are told how many wait, in office hours, safely."""

from typing import ClassVar

import pytest

from bot.desk import digest
from tests.desk import given


class Server:
    """Takes letters, as smtplib's would."""

    said: ClassVar[list[str]] = []
    letters: ClassVar[list] = []

    def __init__(self, host, port, timeout):
        self.said.append(f"{host}:{port}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def starttls(self, context):
        self.said.append("tls" if context.check_hostname else "careless")

    def login(self, user, password):
        self.said.append(f"{user} {password}")

    def send_message(self, letter):
        self.letters.append(letter)


@pytest.fixture
def post(monkeypatch):
    Server.said.clear()
    Server.letters.clear()
    monkeypatch.setattr("smtplib.SMTP", Server)
    return Server


def _reader(desk):
    petugas_c = given.officer(desk)
    given.run(
        desk,
        "UPDATE officers SET email = 'petugas-c@kantor.example' WHERE id = :id",
        id=petugas_c.id,
    )


def test_who_left_an_address_is_told_how_many_wait(tmp_path, clock, line, post):
    desk = given.desk(
        tmp_path, clock, line, SMTP_URL="smtp://mail.example:2525", DIGEST_FROM="bot@kantor.example"
    )
    _reader(desk)
    given.escalated(desk)
    assert digest.send_digest(desk) == {"sent": 1}
    letter = post.letters[0]
    assert (letter["To"], letter["From"]) == ("petugas-c@kantor.example", "bot@kantor.example")
    assert given.CITIZEN not in letter.as_string()
    assert post.said == ["mail.example:2525"]
    clock.forward(hours=12)  # the office is closed
    assert digest.send_digest(desk) == {"sent": 0}


def test_nobody_is_mailed_where_nothing_waits_or_no_server_is_set(desk, post):
    _reader(desk)
    assert digest.send_digest(desk) == {"sent": 0}
    given.escalated(desk)
    assert digest.send_digest(desk) == {"sent": 0}


def test_a_server_with_a_user_is_spoken_to_over_tls_only(tmp_path, clock, line, post):
    url = "smtp://bot%40kantor:p%3Ass@mail.example"
    desk = given.desk(tmp_path, clock, line, SMTP_URL=url, DIGEST_FROM="bot@kantor.example")
    _reader(desk)
    given.escalated(desk)
    digest.send_digest(desk)
    assert post.said == ["mail.example:587", "tls", "bot@kantor p:ss"]
