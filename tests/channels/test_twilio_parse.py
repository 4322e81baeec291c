"""Promises about what a signed request tells: each kind of message, each state."""

import base64
import json

import pytest

from bot.channels._line import HttpAnswer
from bot.channels.twilio import open_twilio
from bot.errors import BadRequest
from bot.model.message import Media, Status
from tests.channels import given
from tests.fake_twilio import SENDERS

MEDIA = "https://api.twilio.com/2010-04-01/Accounts/AC/Messages/MM/Media/ME"
LONG = "Selamat pagi, saya ingin bertanya syarat NIB untuk usaha kami — terima kasih"
PACKED = base64.b64encode(LONG.encode()).decode()
ROW = json.dumps({"type": "whatsapp", "data": {"items": [1, {"list_reply": {"id": "nib"}}]}})
SMS = {"From": given.CITIZEN, "To": SENDERS[1]}

INBOUND = {
    "text": ({}, {"text": "brp biaya nib ya", "kind": "text", "channel": "whatsapp"}),
    "phone": ({}, {"address": given.CITIZEN, "raw_from": f"whatsapp:{given.CITIZEN}"}),
    "to": ({}, {"to": "+6281100000001", "provider_id": given.SID, "line": "twilio"}),
    "sms": (SMS, {"channel": "sms", "address": given.CITIZEN, "to": SENDERS[1]}),
    "alphanumeric sms sender": (SMS | {"From": "INFO"}, {"channel": "sms", "address": "INFO"}),
    "blank body": ({"Body": ""}, {"text": "", "kind": "text"}),
    "user id as sender": (
        {"From": "whatsapp:ID.A1b2", "ExternalUserId": "whatsapp:ID.A1b2"},
        {"channel": "whatsapp", "address": "ID.A1b2", "also_known_as": ""},
    ),
    "bare user id": ({"From": "ID.ENT.A1"}, {"channel": "whatsapp", "address": "ID.ENT.A1"}),
    "user id beside the phone": (
        {"ExternalUserId": "whatsapp:ID.A1b2"},
        {"address": given.CITIZEN, "also_known_as": "ID.A1b2"},
    ),
    "profile": ({"ProfileName": "<b>Ibu</b>"}, {"profile_name": "<b>Ibu</b>"}),
    "button": (
        {"ButtonPayload": "opt-1", "ButtonText": "Ya", "OriginalRepliedMessageSid": "SM1"},
        {"payload": "opt-1", "reply_to": "SM1"},
    ),
    "list row": ({"ListId": "nib-biaya"}, {"payload": "nib-biaya"}),
    "list row, rich only": ({"InteractiveData": ROW}, {"payload": "nib"}),
    "rich without a tap": ({"ChannelMetadata": '{"data":{"context":{"id":"x"}}}'}, {"payload": ""}),
    "broken rich data": ({"InteractiveData": "{", "ChannelMetadata": "[" * 9999}, {"payload": ""}),
    "location": (
        {"Latitude": "0.13", "Longitude": "117.5", "Label": "Kantor", "Address": "Jl. A"},
        {"kind": "location", "text": "Lokasi: Kantor; Jl. A; 0.13, 117.5"},
    ),
    "bare location": (
        {"Latitude": "0.13", "Longitude": "117.5", "Body": ""},
        {"kind": "location", "text": "Lokasi: 0.13, 117.5"},
    ),
    "opt-out": (SMS | {"Body": "STOP", "OptOutType": "stop"}, {"opt_out": "STOP"}),
    "unknown opt-out": (SMS | {"OptOutType": "MAYBE"}, {"opt_out": ""}),
    "unknown parameters": ({"Brand2027": "x", "ReferralNumMedia": "0"}, {"kind": "text"}),
    "older name of the id": ({"MessageSid": "", "SmsSid": "SM9"}, {"provider_id": "SM9"}),
    "sms in base64": (SMS | {"Body": PACKED}, {"text": LONG}),
    "sms in folded base64": (SMS | {"Body": PACKED[:76] + "\r\n" + PACKED[76:]}, {"text": LONG}),
    "base64 on whatsapp is text": ({"Body": PACKED}, {"text": PACKED}),
    "a long word is no base64": (SMS | {"Body": "a" * 61}, {"text": "a" * 61}),
    "base64 of bytes": (SMS | {"Body": "/+8A" * 20}, {"text": "/+8A" * 20}),
    "base64 of controls": (SMS | {"Body": "AAAA" * 20}, {"text": "AAAA" * 20}),
}
KINDS = {
    "image/jpeg": "photo",
    "image/webp": "sticker",
    "audio/ogg": "voice",
    "audio/ogg; codecs=opus": "voice",
    "video/mp4": "video",
    "application/pdf": "document",
    "text/vcard": "contact",
    "text/x-vcard": "contact",
    "IMAGE/PNG": "photo",
    "": "document",
}
STATES = {
    "accepted": "queued",
    "queued": "queued",
    "sending": "sending",
    "sent": "sent",
    "partially_delivered": "sent",
    "delivered": "delivered",
    "read": "read",
    "failed": "failed",
    "undelivered": "failed",
    "canceled": "failed",
    "some_new_state": "queued",
}


@pytest.fixture(scope="module")
def line():
    return open_twilio(given.settings())


def heard(line, **changes):
    (event,) = line.parse(given.request(given.form(**changes))).events
    return event


def told(line, query="o=0198", **changes):
    pairs = given.form(SmsStatus="", **changes)
    return line.parse(given.request(pairs, path=given.STATUS, query=query)).events


@pytest.mark.parametrize(("changes", "expected"), INBOUND.values(), ids=INBOUND)
def test_an_inbound_message_is_understood(line, changes, expected):
    event = heard(line, **changes)
    assert {name: getattr(event, name) for name in expected} == expected


@pytest.mark.parametrize(("content_type", "kind"), KINDS.items())
def test_a_file_gives_the_message_its_kind(line, content_type, kind):
    event = heard(line, NumMedia="1", MediaUrl0=MEDIA, MediaContentType0=content_type, Body="ini")
    assert (event.kind, event.text) == (kind, "ini")
    assert event.media == (Media(MEDIA, content_type.lower()),)


@pytest.mark.parametrize("claimed", ["", "-1", "99999999999", "tiga", "0"])
def test_the_files_that_are_named_count_whatever_their_number_claims(line, claimed):
    files = {f"MediaUrl{n}": f"{MEDIA}{n}" for n in range(12)}
    assert len(heard(line, NumMedia=claimed, **files).media) == 10
    assert heard(line, NumMedia=claimed).media == ()


def test_a_repeated_parameter_is_signed_whole_and_its_first_value_taken(line):
    pairs = (*given.form(), ("Body", "lain"), ("Body", "brp biaya nib ya"))
    (event,) = line.parse(given.request(pairs)).events
    assert event.text == "brp biaya nib ya"


def test_the_request_is_kept_as_it_came_but_never_shown(line):
    event = heard(line)
    assert event.raw == given.form()
    assert "NumMedia" not in repr(event)


def test_the_answer_is_an_empty_response(line):
    answer = line.parse(given.request(given.form())).answer
    assert answer == HttpAnswer(200, "<Response/>", "text/xml")


@pytest.mark.parametrize("lacking", ["MessageSid", "From"])
def test_a_message_without_id_or_sender_cannot_be_read(line, lacking):
    with pytest.raises(BadRequest, match=lacking):
        heard(line, **{lacking: ""})


@pytest.mark.parametrize(("state", "expected"), STATES.items())
def test_a_status_tells_what_became_of_our_message(line, state, expected):
    events = told(line, MessageStatus=state, ErrorCode="30003")
    assert events == (Status("twilio", given.SID, expected, "30003", "0198"),)


def test_a_read_receipt_may_come_as_an_event_type(line):
    (event,) = told(line, MessageStatus="delivered", EventType="READ")
    assert event.state == "read"


def test_a_status_without_our_id_is_still_told(line):
    (event,) = told(line, query="", MessageStatus="sent")
    assert (event.outbox_id, event.code) == ("", "")


def test_a_status_under_its_older_name_is_told(line):
    pairs = given.form(SmsStatus="delivered")
    (event,) = line.parse(given.request(pairs, path=given.STATUS)).events
    assert event.state == "delivered"


def test_a_status_posted_to_the_inbound_url_is_no_message(line):
    assert isinstance(heard(line, MessageStatus="delivered"), Status)


def test_an_inbound_state_posted_to_the_status_url_tells_nothing(line):
    assert told(line, MessageStatus="received") == ()


def test_without_an_account_there_is_no_line():
    assert open_twilio(given.settings(twilio_account_sid="")) is None
