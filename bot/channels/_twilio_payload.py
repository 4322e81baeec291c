"""What a signed Twilio form says, as events. No signature, no network."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qs

from bot.channels._line import RawRequest
from bot.errors import BadRequest
from bot.model.message import Event, Inbound, Media, Status

LINE = "twilio"
BSUID = re.compile(r"[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}")
MOST_MEDIA = 10
SHORTEST_BASE64 = 60  # below that, an ordinary word could pass for base64
INBOUND_STATES = frozenset({"", "receiving", "received"})
# A state that we don't know proves that the provider has the message, and no more.
STATES = {
    "sending": "sending",
    "sent": "sent",
    "partially_delivered": "sent",
    "delivered": "delivered",
    "read": "read",
    "failed": "failed",
    "undelivered": "failed",
    "canceled": "failed",
}
KINDS = (
    ("image/webp", "sticker"),
    ("image/", "photo"),
    ("audio/", "voice"),
    ("video/", "video"),
    ("text/vcard", "contact"),
    ("text/x-vcard", "contact"),
)


class Form(dict[str, list[str]]):
    """Form values by name, repeats kept in their order."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        for name, value in pairs:
            self.setdefault(name, []).append(value)

    def getlist(self, name: str) -> list[str]:
        """All values of a name; the signature check asks for them so."""
        return self[name]

    def first(self, *names: str) -> str:
        """First value that is not empty, of the first name that has one, else ""."""
        return next((v for name in names for v in self.get(name, ())[:1] if v), "")


def read_events(request: RawRequest, form: Form) -> tuple[Event, ...]:
    """Events of one request; BadRequest when it names no message or no sender."""
    sid = form.first("MessageSid", "SmsMessageSid", "SmsSid")
    if not sid:
        raise BadRequest("MessageSid is missing")
    state = form.first("MessageStatus", *(["SmsStatus"] if request.kind == "status" else []))
    if state not in INBOUND_STATES:
        return (_status(request, form, sid, state),)
    return () if request.kind == "status" else (_inbound(request, form, sid),)


def address(raw: str) -> tuple[str, str]:
    """(channel, canonical address) of a From or To value."""
    bare = raw.removeprefix("whatsapp:")
    on_whatsapp = bare != raw or BSUID.fullmatch(bare)
    return ("whatsapp" if on_whatsapp else "sms"), bare


def prefixed(channel: str, bare: str) -> str:
    """To or From value of a canonical address."""
    return f"whatsapp:{bare}" if channel == "whatsapp" else bare


def _status(request: RawRequest, form: Form, sid: str, state: str) -> Status:
    if form.first("EventType").upper() == "READ":
        state = "read"
    outbox_id = parse_qs(request.query).get("o", [""])[0]
    return Status(LINE, sid, STATES.get(state, "queued"), form.first("ErrorCode"), outbox_id)


def _inbound(request: RawRequest, form: Form, sid: str) -> Inbound:
    channel, sender = address(form.first("From"))
    if not sender:
        raise BadRequest("From is missing")
    media = tuple(_media(form))
    kind, text = _content(form, channel, media)
    other = form.first("ExternalUserId").removeprefix("whatsapp:")
    return Inbound(
        line=LINE,
        provider_id=sid,
        channel=channel,
        address=sender,
        text=text,
        kind=kind,
        raw_from=form.first("From"),
        to=address(form.first("To"))[1],
        payload=form.first("ButtonPayload", "ListId") or _interactive_id(form),
        media=media,
        profile_name=form.first("ProfileName"),
        also_known_as="" if other == sender else other,
        reply_to=form.first("OriginalRepliedMessageSid"),
        opt_out=_opt_out(form),
        raw=request.form,
    )


def _media(form: Form) -> Iterator[Media]:
    # NumMedia is only a claim: the files that are named count.
    for n in range(MOST_MEDIA):
        if not (url := form.first(f"MediaUrl{n}")):
            return
        yield Media(url, form.first(f"MediaContentType{n}").lower())


def _content(form: Form, channel: str, media: tuple[Media, ...]) -> tuple[str, str]:
    """(kind, text) of a message."""
    if form.first("Latitude") and form.first("Longitude"):
        return "location", _location(form)
    body = form.first("Body")
    if media:
        return media_kind(media[0].content_type), body
    return "text", _decoded(body) if channel == "sms" else body


def media_kind(content_type: str) -> str:
    """Message kind for a claimed content type."""
    return next((kind for start, kind in KINDS if content_type.startswith(start)), "document")


def _location(form: Form) -> str:
    point = f"{form.first('Latitude')}, {form.first('Longitude')}"
    said = (form.first("Label"), form.first("Address"), point)
    return "Lokasi: " + "; ".join(part for part in said if part)


def _decoded(body: str) -> str:
    """Undo the base64 in which some SMS of several parts arrive."""
    packed = body.replace("\r", "").replace("\n", "")
    if len(packed) < SHORTEST_BASE64 or not packed.isascii():
        return body
    try:
        text = base64.b64decode(packed, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return body
    return text if all(c.isprintable() or c in "\r\n\t" for c in text) else body


def _interactive_id(form: Form) -> str:
    """Id of a tapped row where only the rich JSON parameters tell it."""
    for name in ("InteractiveData", "ChannelMetadata"):
        try:
            waiting = [json.loads(form.first(name) or "null")]
        except (ValueError, RecursionError):
            continue
        while waiting:
            here = waiting.pop()
            if isinstance(here, dict):
                reply = here.get("list_reply") or here.get("button_reply")
                if isinstance(reply, dict) and isinstance(reply.get("id"), str):
                    return str(reply["id"])
                waiting.extend(here.values())
            elif isinstance(here, list):
                waiting.extend(here)
    return ""


def _opt_out(form: Form) -> str:
    said = form.first("OptOutType").upper()
    return said if said in {"STOP", "START", "HELP"} else ""
