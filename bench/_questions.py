"""Endless signed questions, each of another citizen, as the provider posts them. Sends nothing."""

from collections.abc import Iterator
from itertools import count
from urllib.parse import urlencode
from uuid import NAMESPACE_OID, uuid5

from bench._load import Shot
from bench._machine import ROOT
from bot.catalogue import load, read_files
from tests.fake_twilio import ACCOUNT, SENDERS, TOKEN
from tests.fake_webhooks import sign

CITIZENS = count(1)


def texts() -> Iterator[str]:
    """Endless different questions: every phrase of the catalogue, with another house number each time."""
    entries = load(read_files(ROOT / "faq_data")).entries.values()
    phrases = [phrase.text for entry in entries for phrase in entry.phrases]
    return (f"{phrases[n * 7919 % len(phrases)]} rumah nomor {n}" for n in count())


def shots(url: str, questions: Iterator[str]) -> Iterator[Shot]:
    """Sign questions, each of another citizen, as the provider posts them."""
    path = url.removeprefix("http://").partition("/")[2]
    for number, text in zip(CITIZENS, questions, strict=False):
        form = _form(number, text)
        body = urlencode(form).encode()
        head = f"POST /{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Twilio-Signature: {sign(TOKEN, url, form)}\r\n"
        head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        yield Shot(form["From"], head.encode() + body)


def _form(number: int, text: str) -> dict[str, str]:
    sid, phone = f"SM{uuid5(NAMESPACE_OID, str(number)).hex}", f"62812{number:08d}"
    return {
        "MessageSid": sid,
        "SmsMessageSid": sid,
        "SmsSid": sid,
        "AccountSid": ACCOUNT,
        "From": f"whatsapp:+{phone}",
        "To": SENDERS[0],
        "WaId": phone,
        "ProfileName": "Warga",
        "Body": text,
        "NumMedia": "0",
        "NumSegments": "1",
        "SmsStatus": "received",
        "ApiVersion": "2010-04-01",
    }
