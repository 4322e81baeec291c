"""What is wrong with the settings, each said with the variable and what to write. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.settings._declared import TWILIO_API, Settings

SHORTEST_SECRET = 32
LONGEST_PRIVACY_URL = 61  # the notice with its link must fit one SMS segment
WHOLE = frozenset({"port", "proxy_hops", "web_workers", "flood_cap", "daily_send_cap"})
LEAST = {
    "retry_base_s": 0.01,
    "reconcile_every_s": 0.1,
    "burst_quiet_s": 0,
    "hold_office_min": 1,
    "free_tier_warn_share": 0,
}


def problems(s: Settings) -> Iterator[str]:
    yield from _number_problems(s)
    if not s.database_url.startswith("sqlite:///"):
        yield "DATABASE_URL: only sqlite:///path is supported so far"
    if s.secret_key and len(s.secret_key) < SHORTEST_SECRET:
        yield f"SECRET_KEY: write at least {SHORTEST_SECRET} random characters"
    if s.runner not in {"inline", "external"}:
        yield "RUNNER: write inline or external"
    try:
        ZoneInfo(s.tz_office)
    except (ZoneInfoNotFoundError, ValueError):
        yield f"TZ_OFFICE: {s.tz_office} is no time zone"
    if s.public_base_url and urlsplit(s.public_base_url).scheme not in {"http", "https"}:
        yield "PUBLIC_BASE_URL: write https://host"
    if s.has_provider:
        yield from _provider_problems(s)
    elif s.tokens:
        yield "TWILIO_ACCOUNT_SID: required with TWILIO_AUTH_TOKEN"


def _number_problems(s: Settings) -> Iterator[str]:
    for f in fields(s):
        value = str(getattr(s, f.name))
        if f.name in WHOLE and not (value.isascii() and value.isdecimal()):
            yield f"{f.metadata['env']}: {value!r} is not a whole number"
        if f.name in LEAST and not _is_amount(value, LEAST[f.name]):
            yield f"{f.metadata['env']}: {value!r} is not a number of {LEAST[f.name]} or more"


def _is_amount(text: str, least: float) -> bool:
    try:
        return least <= float(text) < float("inf")
    except ValueError:
        return False


def _provider_problems(s: Settings) -> Iterator[str]:
    if not s.tokens:
        yield "TWILIO_AUTH_TOKEN: required with TWILIO_ACCOUNT_SID"
    if not s.public_base_url:
        yield "PUBLIC_BASE_URL: required with TWILIO_ACCOUNT_SID"
    if "_" in (urlsplit(s.public_base_url).hostname or ""):
        yield "PUBLIC_BASE_URL: the provider refuses host names with an underscore"
    if not (s.twilio_whatsapp_from or s.twilio_sms_from):
        yield "TWILIO_WHATSAPP_FROM or TWILIO_SMS_FROM: required with TWILIO_ACCOUNT_SID"
    if s.twilio_api_base != TWILIO_API and s.allow_fake_provider != "1":
        yield f"TWILIO_API_BASE: only {TWILIO_API}, unless ALLOW_FAKE_PROVIDER=1"
    if not s.privacy_contact:
        yield "PRIVACY_CONTACT: required with a provider"
    if len(s.privacy_link) > LONGEST_PRIVACY_URL:
        yield f"PRIVACY_URL: at most {LONGEST_PRIVACY_URL} characters fit the notice"
