"""What differs by medium, as data. No provider's name here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Channel:
    """A medium: how long one may answer, how much fits, what it can show."""

    name: str
    window_h: float | None  # hours after the citizen's last message in which free text may be sent
    max_units: int  # UTF-16 units (or septets) of one outgoing message
    short: bool  # entries are told in their `sms` version
    markup: bool  # *bold* and emoji are shown as such
    media: bool  # pictures and files can be sent and received
    taps: bool  # buttons and lists can be shown, where a template for them is configured
    billed: bool  # each reply counts against the monthly free tier


WHATSAPP = Channel(
    "whatsapp", 24.0, 1500, short=False, markup=True, media=True, taps=True, billed=True
)
SMS = Channel("sms", None, 1500, short=True, markup=False, media=False, taps=False, billed=False)
CHANNELS = {channel.name: channel for channel in (WHATSAPP, SMS)}
