"""What pages need of texts: a message's cost while it is typed, the privacy page. Sends nothing."""

from __future__ import annotations

from dataclasses import dataclass

from bot.catalogue import render_sentence
from bot.channels._sms import segments
from bot.desk import _words
from bot.desk._turn import NOTICE_VERSION
from bot.desk.desk import Desk
from bot.errors import BadInput
from bot.model.channel import CHANNELS

PRIVACY_SINCE = "2026-11-24"


@dataclass(frozen=True)
class Cost:
    """What a text costs on a channel: messages, units, the price in rupiah (estimate)."""

    messages: int
    encoding: str
    units: int
    culprits: tuple[str, ...]  # characters that make an SMS dearer
    rupiah: int


def count(desk: Desk, channel: str, text: str) -> Cost:
    """Count a text as the channel will; BadInput for an unknown channel."""
    if channel not in CHANNELS:
        raise BadInput(f"no channel {channel!r}")
    parts = _words.parts(channel, text)
    if CHANNELS[channel].billed:
        units = sum(len(part.encode("utf-16-le")) // 2 for part in parts)
        return Cost(len(parts), "", units, (), _price(desk, "whatsapp_reply_idr", len(parts)))
    counted = [segments(part) for part in parts]
    number = sum(one.parts for one in counted)
    culprits = tuple(dict.fromkeys(c for one in counted for c in one.culprits))
    encoding = "ucs2" if any(one.encoding == "ucs2" for one in counted) else "gsm7"
    price = _price(desk, "sms_segment_idr", number)
    return Cost(number, encoding, sum(one.units for one in counted), culprits, price)


def _price(desk: Desk, of: str, number: int) -> int:
    """Whole rupiah; 0 where office.yaml tells no price."""
    prices = desk.minds.current().catalogue.office.prices
    return round(number * float(prices.get(of, "0")))


def privacy(desk: Desk, language: str) -> list[tuple[str, str]]:
    """The paragraphs of the full privacy text as (key, text)."""
    catalogue = desk.minds.current().catalogue
    names = _words.known_params(desk, desk.minds.current(), language)
    lines = [name for name in desk.lines if name != "simulator"]
    params = names | {
        "kantor": names["long_name"],
        "kontak": desk.settings.privacy_contact or names["long_name"],
        "penyedia": ", ".join(name.title() for name in lines) or "simulator",
        "n": NOTICE_VERSION,
        "tanggal": PRIVACY_SINCE,
        "hari_pesan": desk.settings.keep_messages_days,
        "hari_berkas": desk.settings.keep_files_days,
    }
    keys = [key for key in catalogue.sentences if key.startswith("privacy_page_")]
    params["masa_simpan"] = render_sentence(
        catalogue, "privacy_retention", language=language, params=params
    )
    return [
        (key, render_sentence(catalogue, key, language=language, params=params)) for key in keys
    ]
