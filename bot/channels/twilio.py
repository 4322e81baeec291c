"""Twilio, WhatsApp and SMS: the only file that knows its SDK. No decisions, no database."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from twilio.base import values
from twilio.base.exceptions import TwilioException
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.request_validator import RequestValidator
from twilio.rest import Client

from bot.channels._clock import clock_check
from bot.channels._line import Check, Fetched, HttpAnswer, Line, Parsed, RawRequest
from bot.channels._media import Source, download
from bot.channels._sms import plain
from bot.channels._split import clean
from bot.channels._twilio_errors import broken, classify, refused
from bot.channels._twilio_payload import LINE, Form, prefixed, read_events
from bot.channels._twilio_records import Record, is_inbound, is_ours, recovered
from bot.channels._twilio_signature import diagnose, signed_url
from bot.errors import BadInput, Outcome, SendFailed, UntrustedRequest
from bot.model.message import Inbound, Outgoing, Sent
from bot.settings import TWILIO_API, Settings

TIMEOUT_S = 10
CONNECTIONS = 32
VALID_S = 3600  # how long the provider may queue an answer
LOOK_BACK = 50  # messages to one citizen that a look-up reads
PAGE = 1000  # messages a request when we list what citizens sent
PAIR_GAP_S = 6.0  # about one message in six seconds to one WhatsApp user
MEDIA_HOSTS = frozenset({"mms.twiliocdn.com", "media.twiliocdn.com", "s3-external-1.amazonaws.com"})
ANSWER = HttpAnswer(200, "<Response/>", "text/xml")
NO_TWO_WAY_SMS = "Twilio has no two-way SMS in Indonesia: SMS only notifies"
TOO_MANY, BAD_REQUEST, NOT_FOUND = 429, 400, 404


def open_twilio(settings: Settings) -> Line | None:
    """Open the line, or None without an account."""
    if not settings.has_provider:
        return None
    logging.getLogger("twilio.http_client").setLevel(logging.WARNING)  # it would log whole messages
    twilio = _Twilio(settings)
    return Line(
        name=LINE,
        channels=tuple(twilio.senders),
        parse=twilio.parse,
        send=twilio.send,
        lookup=twilio.lookup,
        recent=twilio.recent,
        classify=classify,
        fetch=twilio.fetch,
        forget=twilio.forget,
        check=twilio.check,
        pace_s=PAIR_GAP_S,
    )


OPEN = open_twilio


class _Http(TwilioHttpClient):  # type: ignore[misc]  # the SDK ships no types
    """The SDK's client with a time-out, room for every sender thread, and an ear for Retry-After."""

    def __init__(self) -> None:
        super().__init__(timeout=TIMEOUT_S)
        self.told_at = ""  # the provider's clock, as its last answer told it
        for scheme in ("https://", "http://"):
            self.session.mount(scheme, HTTPAdapter(pool_maxsize=CONNECTIONS))

    def request(self, *args: Any, **kwargs: Any) -> Response:
        """Send one request; 429 is raised here, since the SDK's own error hides the header."""
        response = super().request(*args, **kwargs)
        self.told_at = (response.headers or {}).get("Date", "")
        if response.status_code == TOO_MANY:
            wait = (response.headers or {}).get("Retry-After", "")
            seconds = float(wait) if wait.isdecimal() else None
            raise SendFailed(Outcome.RETRY, "20429", "too many requests", retry_after_s=seconds)
        return response


@contextmanager
def _asking() -> Iterator[None]:
    """Tell every way in which a REST call can fail as SendFailed.

    `from None`: the SDK's own messages name the citizen's number.
    """
    try:
        yield
    except TwilioException as error:
        raise refused(getattr(error, "status", None), getattr(error, "code", None)) from None
    except requests.RequestException as error:
        raise broken(error) from None
    except (ValueError, LookupError, TypeError) as error:
        raise SendFailed(Outcome.UNKNOWN, "answer", type(error).__name__) from None


@dataclass(frozen=True)
class _Twilio:
    settings: Settings

    @cached_property
    def senders(self) -> dict[str, str]:
        """Our own number by channel, only what is configured."""
        numbers = {
            "whatsapp": self.settings.twilio_whatsapp_from.removeprefix("whatsapp:"),
            "sms": self.settings.twilio_sms_from,
        }
        return {channel: number for channel, number in numbers.items() if number}

    @cached_property
    def base(self) -> str:
        """REST base, without a slash at the end."""
        return self.settings.twilio_api_base.rstrip("/")

    @cached_property
    def client(self) -> Client:
        """One client for all threads: its pool of connections is made for that."""
        account = self.settings.twilio_account_sid
        client = Client(account, self.settings.tokens[0], http_client=_Http())
        client.api.base_url = self.base
        return client

    @cached_property
    def source(self) -> Source:
        """Where citizens' files lie."""
        account = self.settings.twilio_account_sid
        folder = f"/2010-04-01/Accounts/{account}/"
        auth = (account, self.settings.tokens[0])
        return Source(self.base, folder, auth, MEDIA_HOSTS, public=self.base == TWILIO_API)

    def parse(self, request: RawRequest) -> Parsed:
        """Read a signed request; UntrustedRequest says why a signature does not fit."""
        form = Form(request.form)
        self._trust(request, form)
        return Parsed(read_events(request, form), ANSWER)

    def _trust(self, request: RawRequest, form: Form) -> None:
        signature = request.headers.get("x-twilio-signature", "")
        validators = [RequestValidator(token) for token in self.settings.tokens]

        def fits(url: str) -> bool:
            try:
                return any(v.validate(url, form, signature) for v in validators)
            except ValueError:  # a host header may hold anything
                return False

        base = self.settings.base_url
        if not fits(signed_url(base, request)):
            raise UntrustedRequest(diagnose(request, base, fits))
        if form.first("AccountSid") != self.settings.twilio_account_sid:
            raise UntrustedRequest("signed for another account than TWILIO_ACCOUNT_SID")

    def send(self, row: Outgoing) -> Sent:
        """Send one message; SendFailed says what may have happened to it."""
        with _asking():
            sent = self.client.messages.create(
                **self._pair(row),
                status_callback=f"{self.settings.base_url}/webhooks/{LINE}/status?o={row.id}",
                validity_period=VALID_S,
                **_content(row),
            )
            if not sent.sid:
                raise ValueError("no sid")
            return Sent(sent.sid)

    def _pair(self, row: Outgoing) -> dict[str, str]:
        if row.channel not in self.senders:
            raise SendFailed(Outcome.STOP, "sender", f"no sender for {row.channel} is configured")
        ours, theirs = self.senders[row.channel], row.address
        return {"to": prefixed(row.channel, theirs), "from_": prefixed(row.channel, ours)}

    def lookup(self, row: Outgoing, known: frozenset[str]) -> str:
        """Id under which the provider has this row, if it took it and no other row owns it."""
        with _asking():
            found = self.client.messages.list(**self._pair(row), limit=LOOK_BACK)
        body = None if row.template else _body(row)
        found.reverse()  # the oldest of several: a later one belongs to a later row
        mine = (r.sid for r in found if is_ours(r, body, row.since) and r.sid not in known)
        return next(mine, None) or ""

    def recent(self, since: datetime) -> tuple[Inbound, ...]:
        """Inbound messages created since then, oldest first, told with fewer fields."""
        day = since.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=1)
        found: list[Record] = []
        with _asking():
            for channel, number in self.senders.items():
                to = prefixed(channel, number)
                found += self.client.messages.list(to=to, date_sent_after=day, page_size=PAGE)
        found.reverse()  # listed newest first, and told to the second only
        kept = [record for record in found if is_inbound(record, since)]
        kept.sort(key=lambda record: record.date_created or since)
        return tuple(map(recovered, kept))

    def fetch(self, url: str) -> Fetched:
        """One of a citizen's files, made harmless."""
        return download(url, self.source)

    def forget(self, name: str) -> None:
        """Delete a message (by id) or a file (by URL); what is gone already is well."""
        place = name if "/" in name else f"{self.base}{self.source.folder}Messages/{name}"
        uri = f"{place.removesuffix('.json')}.json"
        if not self.source.owns(uri):
            raise BadInput("the file is not at the provider")
        with _asking():
            answer = self.client.request("DELETE", uri)
            if answer.status_code >= BAD_REQUEST and answer.status_code != NOT_FOUND:
                raise self.client.api.v2010.exception("DELETE", uri, answer, "Unable to delete")

    def check(self) -> tuple[Check, ...]:
        """Lines of `doctor`; asks the provider once."""
        number = "whatsapp" in self.senders
        checks = [
            Check("twilio WhatsApp sender", number, "" if number else "set TWILIO_WHATSAPP_FROM")
        ]
        if "sms" in self.senders:
            checks.append(Check("twilio SMS sender", good=True, advice=NO_TWO_WAY_SMS))
        return (self._credentials(), clock_check(self.client.http_client.told_at), *checks)

    def _credentials(self) -> Check:
        name = "twilio credentials"
        try:
            with _asking():
                self.client.api.v2010.accounts(self.settings.twilio_account_sid).fetch()
        except SendFailed as failed:
            advice = f"check TWILIO_ACCOUNT_SID and the first TWILIO_AUTH_TOKEN ({failed})"
            return Check(name, good=False, advice=advice)
        return Check(name, good=True)


def _body(row: Outgoing) -> str:
    text = clean(row.text)
    return plain(text) if row.channel == "sms" else text


def _content(row: Outgoing) -> dict[str, Any]:
    if row.template:
        return {"content_sid": row.template, "content_variables": json.dumps(dict(row.variables))}
    media = [row.media_url] if row.media_url else values.unset
    return {"body": _body(row) or values.unset, "media_url": media}
