"""Promises of the front door: only signed requests come in, each gets the right answer, nothing leaks."""

import sqlite3
import time
from dataclasses import replace

import pytest
from werkzeug.datastructures import MultiDict

from bot.desk import deliver, leading
from bot.store import _connection
from tests.channels.given import BASE, INBOUND, STATUS, form
from tests.clock import FakeClock
from tests.desk import given
from tests.desks import open_test_desk
from tests.fake_twilio import ACCOUNT, SENDERS, TOKEN
from tests.fake_webhooks import sign
from webhooks import create_app

EMPTY = "<Response/>"
METRICS = "a-token-for-metrics"
PROVIDER = {
    "PUBLIC_BASE_URL": BASE,
    "TWILIO_ACCOUNT_SID": ACCOUNT,
    "TWILIO_AUTH_TOKEN": TOKEN,
    "TWILIO_WHATSAPP_FROM": SENDERS[0],
    "PRIVACY_CONTACT": "pdp@kantor.example",
    "METRICS_TOKEN": METRICS,
}


@pytest.fixture
def desk(tmp_path):
    opened = replace(open_test_desk(tmp_path, FakeClock(), **PROVIDER), log=given.Log())
    yield opened
    opened.store.close()


@pytest.fixture
def client(desk):
    return create_app(desk=desk).test_client()


def _post(client, pairs, *, path=INBOUND, query="", signature=None, **headers):
    url = BASE + path + (f"?{query}" if query else "")
    signed = sign(TOKEN, url, pairs) if signature is None else signature
    sent = {"X-Twilio-Signature": signed, **headers} if signed else headers
    return client.post(f"{path}?{query}" if query else path, data=MultiDict(pairs), headers=sent)


def test_a_signed_message_is_kept_and_answered_with_nothing(client, desk):
    answer = _post(client, form())
    assert (answer.status_code, answer.text, answer.content_type) == (200, EMPTY, "text/xml")
    assert len(given.rows(desk, "messages")) == 1


def test_a_message_told_twice_is_well_received_twice_and_kept_once(client, desk):
    assert [_post(client, form()).status_code for _ in range(2)] == [200, 200]
    assert len(given.rows(desk, "decisions")) == 1


def test_a_signed_callback_is_kept_with_our_own_id_from_its_address(client, desk):
    pairs = form(MessageSid="SM" + "9" * 32, MessageStatus="delivered")
    answer = _post(client, pairs, path=STATUS, query="o=0198")
    assert (answer.status_code, answer.text) == (200, EMPTY)
    told = given.one(desk, "status_events")
    assert (told["state"], told["outbox_id"]) == ("delivered", "0198")


FORGERIES = {
    "no signature": {"signature": ""},
    "another text": {"signature": "AAAA"},
    "a token of nobody": {"signature": sign("0" * 32, BASE + INBOUND, form())},
    "an empty token": {"signature": sign("", BASE + INBOUND, form())},
    "the literal None": {"signature": "None"},
    "another path": {"signature": sign(TOKEN, BASE + STATUS, form())},
    "another host": {"signature": sign(TOKEN, "https://evil.example" + INBOUND, form())},
    "a header that claims another host": {"signature": "AAAA", "X-Forwarded-Host": "tanya.example"},
    "other fields": {"signature": sign(TOKEN, BASE + INBOUND, form(Body="lain"))},
    "another account": {"pairs": form(AccountSid="AC" + "f" * 32)},
}


@pytest.mark.parametrize("kind", FORGERIES)
def test_a_forged_request_leaves_no_row(client, desk, kind):
    told = dict(FORGERIES[kind])
    answer = _post(client, told.pop("pairs", form()), **told)
    assert answer.status_code == 403
    assert given.rows(desk, "messages") == []
    assert TOKEN not in answer.text + desk.log.text


def test_a_request_signed_for_another_address_is_diagnosed_in_the_log(client, desk):
    _post(client, form(), signature=sign(TOKEN, "http://localhost" + INBOUND, form()))
    assert "signed for http://localhost/webhooks/twilio/inbound" in desk.log.text
    assert f"PUBLIC_BASE_URL is {BASE}" in desk.log.text


@pytest.mark.parametrize("path", [INBOUND, STATUS])
def test_a_get_is_no_message(client, desk, path):
    assert client.get(path).status_code == 403
    assert given.rows(desk, "messages") == []


def test_the_same_name_twice_does_not_split_check_from_use(client, desk):
    pairs = (*form(), ("Body", "yang kedua"))
    assert _post(client, pairs).status_code == 200
    forged = client.post(
        INBOUND,
        data=MultiDict(pairs),
        headers={"X-Twilio-Signature": sign(TOKEN, BASE + INBOUND, form())},
    )
    assert forged.status_code == 403
    assert given.one(desk, "messages")["body"] == "brp biaya nib ya"


def test_a_giant_request_is_refused(client, desk):
    answer = _post(client, form(Body="x" * 70_000))
    assert answer.status_code == 413
    assert given.rows(desk, "messages") == []


@pytest.mark.parametrize("path", ["/webhooks/pigeon/inbound", "/webhooks/twilio/other"])
def test_what_does_not_exist_is_not_found(client, path):
    assert client.post(path).status_code == 404


def test_a_request_that_cannot_be_read_is_the_providers_mistake(client, desk):
    pairs = tuple((name, value) for name, value in form() if name != "MessageSid")
    assert _post(client, pairs).status_code == 400


def test_a_locked_database_is_given_up_in_time_for_the_provider_to_try_again(client, desk):
    other = sqlite3.connect(desk.settings.database_path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    began = time.monotonic()
    assert _post(client, form()).status_code == 503
    assert time.monotonic() - began < 3.5
    other.close()
    assert _post(client, form()).status_code == 200
    assert len(given.rows(desk, "messages")) == 1


def test_nothing_is_acknowledged_before_a_catalogue_is_published(desk):
    given.run(desk, "DELETE FROM catalogue_versions")
    client = create_app(desk=desk).test_client()
    assert _post(client, form()).status_code == 503
    assert "not ready yet" in desk.log.text


def test_a_fault_of_ours_is_a_plain_page_with_a_mark(client, desk, monkeypatch):
    monkeypatch.setattr("webhooks.hear", lambda *_: 1 / 0)
    answer = _post(client, form())
    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    assert "ZeroDivisionError" not in answer.text


# --- what machines ask


def test_alive_is_always_well(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok")


def test_ready_names_what_fails_and_no_secret(client, desk):
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.text == "not ready: sender, scheduler"
    deliver.beat(desk)
    leading.lead(desk)
    assert client.get("/readyz").status_code == 200


def test_a_database_that_cannot_be_written_is_named(client, desk, monkeypatch):
    monkeypatch.setattr(_connection, "PATIENCE_S", 0.05)
    other = sqlite3.connect(desk.settings.database_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert "database" in client.get("/readyz").text
    other.close()


@pytest.mark.parametrize("given_token", ["", "wrong", "Bearer wrong", "Bearer ", "Bearer ä"])
def test_metrics_need_their_token(client, given_token):
    headers = {"Authorization": given_token} if given_token else {}
    assert client.get("/metrics", headers=headers).status_code == 404


def test_metrics_are_shown_with_the_token(client, desk):
    _post(client, form())
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {METRICS}"})
    assert answer.status_code == 200
    assert "tanya_inbound_total" in answer.text


def test_metrics_are_closed_where_no_token_is_set(desk):
    closed = replace(desk, settings=replace(desk.settings, metrics_token=""))
    client = create_app(desk=closed).test_client()
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_an_application_can_be_made_from_settings_alone(desk):
    client = create_app(desk.settings).test_client()
    assert client.get("/healthz").status_code == 200
