"""Messages as Twilio's REST lists them: which is ours, which is a citizen's. No network."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from bot.channels._twilio_payload import LINE, address
from bot.model.message import Inbound

CLOCK_SKEW = timedelta(seconds=60)


class Record(Protocol):
    """The fields we read of a listed message; any of them may be absent."""

    sid: str | None
    direction: str | None
    body: str | None
    from_: str | None
    to: str | None
    num_media: str | None
    date_created: datetime | None


def is_ours(record: Record, body: str | None, since: datetime | None) -> bool:
    """Whether a record can be the message that we tried to send at `since`.

    `body` is None for a template, whose final text only the provider knows.
    """
    if record.direction != "outbound-api" or not record.sid or _before(record, since):
        return False
    return body is None or (record.body or "").strip() == body.strip()


def is_inbound(record: Record, since: datetime) -> bool:
    """Whether a citizen sent it after `since`, as far as two clocks agree."""
    told = record.direction == "inbound" and record.sid and record.from_
    return bool(told) and not _before(record, since)


def recovered(record: Record) -> Inbound:
    """Tell a listed message as an inbound one; the list names no file, place, tap or profile."""
    channel, sender = address(record.from_ or "")
    return Inbound(
        line=LINE,
        provider_id=record.sid or "",
        channel=channel,
        address=sender,
        text=record.body or "",
        kind="text" if record.num_media in {None, "", "0"} else "document",
        raw_from=record.from_ or "",
        to=address(record.to or "")[1],
        recovered=True,
        sent_at=record.date_created,
    )


def _before(record: Record, since: datetime | None) -> bool:
    created = record.date_created
    return bool(since and created and created < since - CLOCK_SKEW)
