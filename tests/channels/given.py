"""What line tests start from: settings, a signed request, a row to send. Valid by default."""

from typing import Any

from bot.channels._line import RawRequest
from bot.channels._media import Source
from bot.model.message import Outgoing
from bot.settings import Settings
from tests.fake_twilio import ACCOUNT, SENDERS, TOKEN
from tests.fake_webhooks import sign

BASE = "https://tanya.example"
INBOUND, STATUS = "/webhooks/twilio/inbound", "/webhooks/twilio/status"
CITIZEN = "+6281234567890"
FOLDER = f"/2010-04-01/Accounts/{ACCOUNT}/"
MEDIA_PATH = f"{FOLDER}Messages/MM1/Media/ME1"
SID = "SM" + "a" * 32
Pairs = tuple[tuple[str, str], ...]


def settings(**changes: str) -> Settings:
    """An office with a WhatsApp and an SMS sender."""
    given = {
        "secret_key": "s" * 40,
        "public_base_url": BASE,
        "twilio_account_sid": ACCOUNT,
        "twilio_auth_token": TOKEN,
        "twilio_whatsapp_from": SENDERS[0],
        "twilio_sms_from": SENDERS[1],
    }
    return Settings(**{**given, **changes})


def form(**changes: str) -> Pairs:
    """An inbound WhatsApp text as Twilio posts it."""
    given = {
        "MessageSid": SID,
        "AccountSid": ACCOUNT,
        "From": f"whatsapp:{CITIZEN}",
        "To": SENDERS[0],
        "Body": "brp biaya nib ya",
        "NumMedia": "0",
        "SmsStatus": "received",
    }
    return tuple({**given, **changes}.items())


def request(
    pairs: Pairs, *, path: str = INBOUND, query: str = "", token: str = TOKEN, **more: Any
) -> RawRequest:
    """A signed request; `signed_for` another base, `signature` another text, `headers` beside it."""
    url = more.get("signed_for", BASE) + path + (f"?{query}" if query else "")
    signature = more.get("signature", sign(token, url, pairs))
    headers = {"x-twilio-signature": signature, "host": "127.0.0.1:8000", **more.get("headers", {})}
    kind = "status" if path == STATUS else "inbound"
    return RawRequest(kind, "POST", path, query, headers, pairs)


def row(**changes: Any) -> Outgoing:
    """A WhatsApp text in the outbox."""
    given = {"id": "0198", "channel": "whatsapp", "address": CITIZEN, "text": "Gratis."}
    return Outgoing(**{**given, **changes})


def files_at(base: str, *onward: str) -> Source:
    """Our files at a pretended provider, which may point on to these hosts."""
    return Source(base, FOLDER, (ACCOUNT, TOKEN), frozenset(onward), public=False)
