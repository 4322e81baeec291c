"""Promises of `replay`: what the bot would say today to what was written then, and where it differs."""

import json
import shutil

import pytest

from bot.desk import faq, receive
from tests.desk import given
from tests.desks import SHIPPED

ASKED = "bikin nib bayar nggak"


@pytest.fixture
def environment(environment):
    """Nothing waits for more."""
    return environment | {"BURST_QUIET_S": "0"}


@pytest.fixture
def desk(desk, home):
    """The small catalogue cannot say much: it gets the shipped sentences."""
    shutil.copy(SHIPPED / "sentences.yaml", home / "faq_data")
    faq.publish(desk, actor="test", why="sentences")
    desk.minds.refresh()
    return desk


@pytest.fixture
def heard(desk, home):
    """Two questions were answered, then one phrase went to another entry."""
    for name, text in (("SM1", ASKED), ("SM2", "oss versi dulu masih berlaku")):
        message = given.inbound(text, provider_id=name, address=given.newcomer())
        receive.take(desk, message)
    page = home / "faq_data/topics/nib.yaml"
    text = page.read_text().replace(f'        - "{ASKED}"\n', "")
    page.write_text(
        text.replace('    phrases:\n      - "nib', f'    phrases:\n      - "{ASKED}"\n      - "nib')
    )
    faq.publish(desk, actor="test", why="moved")


def _told(cli, *words):
    return [json.loads(line) for line in cli("replay", "--json", *words).output.splitlines()]


def test_a_message_that_is_read_otherwise_today_is_shown_with_both_answers(cli, heard):
    (one,) = _told(cli, "SM1")
    assert (one["then"]["entry"], one["now"]["entry"]) == ("nib-biaya", "nib-lama")
    assert one["differs"]
    assert "gratis" in one["then"]["reply"]
    assert "diperbarui" in one["now"]["reply"]
    told = cli("replay", "SM1").output
    assert told.startswith("! ")
    assert "1 asked again, 1 differ" in told


def test_on_the_catalogue_of_then_it_is_read_as_then(cli, heard, desk):
    old = given.rows(desk, "decisions")[0]["catalogue"]
    (one,) = _told(cli, "SM1", "--catalogue", old[:8])
    assert not one["differs"]


def test_a_message_is_shown_even_where_nothing_differs(cli, heard):
    told = cli("replay", "SM2").output
    assert told.startswith("= ")
    assert "1 asked again, 0 differ" in told


def test_a_whole_day_is_asked_again(cli, heard, desk):
    today = f"{desk.local():%Y-%m-%d}"
    assert [one["sids"] for one in _told(cli, today)] == [["SM1"], ["SM2"]]
    shown = cli("replay", today).output
    assert "SM1" in shown
    assert "SM2" not in shown
    assert "SM2" in cli("replay", today, "--all").output


def test_what_the_talk_around_it_led_to_is_marked_as_such(cli, desk):
    for name, text in (("SM3", "petugas"), ("SM4", "satu lagi pak, belum jelas")):
        receive.take(desk, given.inbound(text, provider_id=name))
    (one,) = _told(cli, "SM4")
    assert one["then"]["rule"] == "ticket_waits"
    assert one["depends"]


def test_a_tap_and_a_picture_are_not_asked_again(cli, desk):
    receive.take(desk, given.inbound("Ya", payload="q1:1", provider_id="SM5"))
    receive.take(desk, given.inbound("", kind="image", provider_id="SM6", address=given.OTHER))
    assert _told(cli, "SM5") == _told(cli, "SM6") == []


@pytest.mark.parametrize("words", [("SM99",), ("2020-01-01",), ("SM1", "--catalogue", "nothing")])
def test_what_was_never_there_is_not_found(cli, heard, words):
    told = cli("replay", *words)
    assert told.exit_code == 1
