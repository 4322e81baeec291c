"""Promises of the phone on the screen: it takes the common road, shows only its own, harms nobody real."""

import pytest

from bot.desk import attachments, tickets
from tests.channels.files import KEPT, photo
from tests.console.visitor import CITIZEN, hire, send_everything

TOKEN = "of-a-form"  # noqa: S105 - not a secret
PHONE = {"channel": "whatsapp", "address": "+6280012345678"}


def _bubbles(visitor, **who):
    return visitor.tell("/simulator/messages", PHONE | who).json["bubbles"]


def test_what_is_typed_is_a_message_like_any_other(stranger, desk):
    told = stranger.tell("/simulator/send", PHONE | {"text": "petugas"}).json
    row = desk.store.read(lambda tx: tx.one("SELECT * FROM messages"))
    assert (row["provider_id"], row["body"], row["line"]) == (told["id"], "petugas", "simulator")
    assert desk.store.read(lambda tx: tx.one("SELECT simulated FROM people"))["simulated"] == 1


def test_the_phone_shows_what_was_said_to_it(stranger, desk):
    stranger.tell("/simulator/send", PHONE | {"text": "petugas"})
    send_everything(desk)
    mine, ours = _bubbles(stranger)
    assert (mine["mine"], mine["text"], mine["state"]) == (True, "petugas", "queued")
    assert (ours["mine"], ours["state"]) == (False, "sent")


def test_another_number_shows_nothing_of_it(stranger):
    stranger.tell("/simulator/send", PHONE | {"text": "petugas"})
    assert _bubbles(stranger, address="+6280087654321") == []
    assert _bubbles(stranger, channel="sms") == []


def test_looking_at_the_phone_is_reported_as_read(stranger, desk):
    stranger.tell("/simulator/send", PHONE | {"text": "petugas"})
    send_everything(desk)
    for state in ("delivered", "read", "delivered"):
        assert stranger.tell("/simulator/seen", PHONE | {"state": state}).status_code == 204
    assert _bubbles(stranger)[1]["state"] == "read"


def test_a_photo_travels_with_its_ticket(stranger, desk):
    headers = {"X-CSRF-Token": stranger.token(), "Content-Type": "image/jpeg"}
    media = stranger.client.post("/simulator/attach", data=photo(), headers=headers).json["media"]
    more = {"media": media, "content_type": "image/jpeg", "text": "petugas"}
    stranger.tell("/simulator/send", PHONE | more)
    assert _bubbles(stranger)[0]["kind"] == "photo"
    assert desk.store.read(lambda tx: tx.one("SELECT url FROM files"))["url"] == media


@pytest.mark.parametrize(
    "address",
    [CITIZEN, "+62811000111", "0800123456", "+62800", "+6280012345678x", "", "+62800' OR 1=1"],
)
def test_no_real_number_can_be_played(address, stranger, desk):
    for path in ("send", "messages", "seen"):
        answer = stranger.tell(f"/simulator/{path}", PHONE | {"address": address, "state": "read"})
        assert answer.status_code == 400
    assert desk.store.read(lambda tx: tx.one("SELECT * FROM messages")) is None


@pytest.mark.parametrize(
    "told", [[], "x", None, {"channel": 1}, {"text": []}, PHONE | {"channel": "fax"}]
)
def test_what_the_page_never_sends_is_refused(told, stranger):
    assert stranger.tell("/simulator/send", told).status_code == 400


def test_a_made_up_state_is_refused(stranger):
    assert stranger.tell("/simulator/seen", PHONE | {"state": "failed"}).status_code == 400


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/javascript"])
def test_only_pictures_documents_and_voice_can_be_attached(kind, stranger):
    headers = {"X-CSRF-Token": stranger.token(), "Content-Type": kind}
    assert stranger.client.post("/simulator/attach", data=b"x", headers=headers).status_code == 400


def test_a_file_that_is_too_large_is_refused(stranger):
    headers = {"X-CSRF-Token": stranger.token(), "Content-Type": "image/jpeg"}
    answer = stranger.client.post("/simulator/attach", data=b"x" * 5_000_001, headers=headers)
    assert answer.status_code == 413


def test_an_officers_reply_appears_on_the_phone(stranger, desk):
    stranger.tell("/simulator/send", PHONE | {"text": "petugas"})
    ticket = desk.store.read(lambda tx: tx.one("SELECT id FROM tickets"))["id"]
    officer = hire(desk)
    tickets.claim(desk, officer, ticket)
    tickets.reply(desk, officer, ticket, "Selamat pagi", token=TOKEN, version=2)
    send_everything(desk)
    assert _bubbles(stranger)[-1]["text"] == "Selamat pagi"


@pytest.mark.parametrize(("file", "kind"), [(photo(), "photo"), (KEPT["letter"][0], "document")])
def test_an_officers_file_is_told_by_its_kind(stranger, desk, file, kind):
    stranger.tell("/simulator/send", PHONE | {"text": "petugas"})
    ticket = desk.store.read(lambda tx: tx.one("SELECT id FROM tickets"))["id"]
    officer = hire(desk)
    tickets.claim(desk, officer, ticket)
    attachments.send(desk, officer, ticket, file, token=TOKEN)
    send_everything(desk)
    told = _bubbles(stranger)[-1]
    assert (told["mine"], told["text"], told["kind"]) == (False, "", kind)


def test_the_bare_address_leads_to_the_phone(stranger):
    assert stranger.get("/").headers["Location"] == "/simulator"
