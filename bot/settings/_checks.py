"""What is wrong with the settings, each said with the variable and what to write. Changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from itertools import chain
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.settings._declared import TWILIO_API, Settings

SHORTEST_SECRET = 32
FEWEST_SIGNS = 10  # different ones in a secret: fewer is a word said again and again
LONGEST_PRIVACY_URL = 61  # the notice with its link must fit one SMS segment
WHOLE = {  # settings that are whole numbers, with their least and greatest value
    "port": (1, 65535),
    "proxy_hops": (0, 9),
    "web_workers": (1, 64),
    "flood_cap": (0, 10**6),
    "daily_send_cap": (0, 10**9),
    "keep_messages_days": (1, 36500),
    "keep_files_days": (1, 36500),
    "keep_provider_days": (2, 36500),  # reconciliation looks back further than a day
    "keep_raw_days": (1, 366),
    "keep_sign_ins_days": (1, 36500),
    "keep_audit_days": (1, 36500),
    "keep_backups": (1, 10**4),
    "backup_hour": (0, 23),
}
AMOUNTS = {  # the same for those that may have a fraction
    "retry_base_s": (0.01, 3600.0),
    "reconcile_every_s": (0.1, 86400.0),
    "burst_quiet_s": (0.0, 600.0),
    "hold_office_min": (1.0, 10.0**6),
    "free_tier_warn_share": (0.0, 1.0),
    "wrong_share": (0.5, 5.0),
}
SWITCHES = ("faq_autopublish", "allow_fake_provider", "auto_assign", "admin_totp")
CONTENT_SID = "HX[0-9a-fA-F]{32}"
FORMS = {  # setting -> (what it must look like, what to write)
    "database_url": ("sqlite:///.+", "only sqlite:///path is supported so far"),
    "faq_dir": (".+", "write a folder"),
    "runner": ("inline|external", "write inline or external"),
    "public_base_url": (r"(https?://[^\s/?#]+(/[^\s?#]*)?)?", "write https://host"),
    "privacy_url": (r"(https?://[^\s/]+\S*)?", "write https://host/page"),
    "twilio_api_base": (r"https?://[^\s/?#]+/?", "write https://host"),
    "twilio_whatsapp_from": (r"((whatsapp:)?\+\d{5,15})?", "write the number as +62..."),
    "twilio_sms_from": (
        r"(\+\d{5,15}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11})?",
        "write +62..., or a sender ID of at most 11 letters and digits",
    ),
    "twilio_reply_template": (f"({CONTENT_SID})?", "write the ContentSid: HX and 32 hex digits"),
    "twilio_choices": (
        rf"(\s*([2-9]|10)\s*=\s*{CONTENT_SID}\s*(,|$))*",
        "write number of options (2 to 10)=ContentSid, comma-separated: 2=HX...,3=HX...",
    ),
    "allowed_prefixes": (
        r"\s*\+\d+\s*(,\s*\+\d+\s*)*",
        "write number prefixes with their plus, comma-separated: +62",
    ),
    "smtp_url": (r"(smtps?://\S+)?", "write smtp://user:password@host:587"),
    "digest_from": (r"(\S+@\S+)?", "write an e-mail address"),
    "backup_public_key": (r"([A-Za-z0-9_-]{43})?", "write the key that `bot db key` printed"),
}


def problems(s: Settings) -> Iterator[str]:
    """One text a mistake."""
    yield from chain(_form_problems(s), _number_problems(s), _secret_problems(s))
    try:
        ZoneInfo(s.tz_office)
    except (ZoneInfoNotFoundError, ValueError):
        yield f"TZ_OFFICE: {s.tz_office} is no time zone; write for instance Asia/Makassar"
    if s.smtp_url and not s.digest_from:
        yield "DIGEST_FROM: required with SMTP_URL"
    if s.has_provider:
        yield from _provider_problems(s)
    elif s.tokens:
        yield "TWILIO_ACCOUNT_SID: required with TWILIO_AUTH_TOKEN"


def _form_problems(s: Settings) -> Iterator[str]:
    for name, (form, advice) in FORMS.items():
        if not re.fullmatch(form, getattr(s, name)):
            yield f"{_env(name)}: {advice}"
    for name in SWITCHES:
        if getattr(s, name) not in {"0", "1"}:
            yield f"{_env(name)}: write 0 or 1"


def _number_problems(s: Settings) -> Iterator[str]:
    for name, (least, most) in WHOLE.items():
        value = getattr(s, name)
        if not (value.isascii() and value.isdecimal() and least <= int(value) <= most):
            yield f"{_env(name)}: {value!r} is not a whole number from {least} to {most}"
    for name, (lower, upper) in AMOUNTS.items():
        value = getattr(s, name)
        if not _is_amount(value, lower, upper):
            yield f"{_env(name)}: {value!r} is not a number from {lower:g} to {upper:g}"


def _secret_problems(s: Settings) -> Iterator[str]:
    secret = s.secret_key
    if secret and (len(secret) < SHORTEST_SECRET or len(set(secret)) < FEWEST_SIGNS):
        yield f"SECRET_KEY: write at least {SHORTEST_SECRET} random characters"


def _env(name: str) -> str:
    return next(str(f.metadata["env"]) for f in fields(Settings) if f.name == name)


def _is_amount(text: str, least: float, most: float) -> bool:
    try:
        return least <= float(text) <= most
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
