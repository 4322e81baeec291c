"""Messages on their way in and out, as every line tells them. No database rows here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Media:
    """One attached file, still at the provider."""

    url: str
    content_type: str


@dataclass(frozen=True)
class Inbound:
    """One message from a citizen, as the provider told it."""

    line: str
    provider_id: str
    channel: str
    address: str  # canonical: E.164 with plus, or a BSUID; never stripped of anything
    text: str = ""
    kind: str = "text"  # text | voice | photo | document | video | location | contact | sticker
    raw_from: str = ""
    to: str = ""  # our own address, canonical
    payload: str = ""  # id of a tapped button or list row
    media: tuple[Media, ...] = ()
    profile_name: str = ""
    also_known_as: str = ""  # the BSUID beside a phone number
    reply_to: str = ""  # provider id of the message answered or tapped
    opt_out: str = ""  # STOP | START | HELP, as the provider judged
    recovered: bool = False  # found by reconciliation, with fewer fields
    sent_at: datetime | None = None  # the provider's own time, where it tells one
    raw: tuple[tuple[str, str], ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Status:
    """What the provider says became of a message we sent."""

    line: str
    provider_id: str
    state: str  # queued | sending | sent | delivered | read | failed
    code: str = ""
    outbox_id: str = ""


Event = Inbound | Status


@dataclass(frozen=True)
class Outgoing:
    """One message that a line shall send now."""

    id: str  # outbox id: travels as `?o=` of the status callback
    channel: str
    address: str
    text: str
    media_url: str = ""
    template: str = ""  # ContentSid; then `variables` instead of the text
    variables: tuple[tuple[str, str], ...] = ()
    since: datetime | None = None  # start of the first attempt, for look-ups


@dataclass(frozen=True)
class Sent:
    """The provider took it, under this id."""

    provider_id: str
