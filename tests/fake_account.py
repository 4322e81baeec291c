"""One account at a pretended Twilio: what it accepts, keeps and lists. No HTTP here."""

import json
import random
import re
import threading
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from itertools import count
from typing import Any

Pairs = Iterable[tuple[str, str]]
PHONE = re.compile(r"\+\d{6,15}")
BSUID = re.compile(r"[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}")
UNFIT = re.compile("[\n\t]| {5}")  # in a variable of a template
CONTENT = re.compile(r"HX[0-9a-fA-F]{32}")
MESSAGES = {
    20003: "Authenticate",
    20404: "The requested resource was not found",
    20429: "Too Many Requests",
    20500: "Internal Server Error",
    21211: "The 'To' number {to} is not a valid phone number",
    21602: "Message body is required",
    21604: "A 'To' phone number is required",
    21606: "The 'From' phone number provided is not a valid message-capable number",
    21609: "The 'StatusCallback' URL is not a valid URL",
    21610: "Attempt to send to unsubscribed recipient",
    21617: "The concatenated message body exceeds the 1600 character limit",
    21655: "The ContentSid is Invalid",
    21656: "The ContentVariables Parameter is invalid",
    21910: "'From' and 'To' must be of the same channel",
}


class Refused(Exception):
    """A 4xx or 5xx of the REST API, in its own words."""

    def __init__(self, status: int, code: int, to: str = "") -> None:
        self.status, self.code = status, code
        self.body = {
            "code": code,
            "message": MESSAGES.get(code, "Refused").format(to=to),
            "more_info": f"https://www.twilio.com/docs/errors/{code}",
            "status": status,
        }


class Account:
    """Messages both ways, newest last; every public attribute may be set by a test."""

    def __init__(self, sid: str, token: str, senders: Iterable[str], seed: int = 1) -> None:
        self.sid, self.token, self.senders = sid, token, frozenset(senders)
        self.messages: list[dict[str, Any]] = []
        self._sids: dict[str, dict[str, Any]] = {}
        self.files: dict[str, tuple[bytes, str]] = {}  # path -> data, content type or Location
        self.refuse: dict[str, int] = {}  # To -> code of a 400
        self.hidden: set[str] = set()  # sids that the list does not show
        self.hide_acknowledged = False
        self.chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
        self._lock, self._numbers = threading.RLock(), count(1)

    def accept(self, form: Mapping[str, str]) -> dict[str, Any]:
        """Keep an outgoing message, or raise Refused."""
        self._check(form)
        return self._keep(
            direction="outbound-api",
            status="queued",
            body=form.get("Body", ""),
            to=form["To"],
            sender=form["From"],
            media=int("MediaUrl" in form),
            form=dict(form),
        )

    def incoming(self, params: Pairs) -> dict[str, str]:
        """Keep an inbound message; its webhook parameters, with what a test did not say."""
        given = dict(params)
        whatsapp = given.get("To", "whatsapp:").startswith("whatsapp:")
        ours = next(s for s in sorted(self.senders) if s.startswith("whatsapp:") == whatsapp)
        full = {
            "AccountSid": self.sid,
            "ApiVersion": "2010-04-01",
            "SmsStatus": "received",
            "To": ours,
            "NumMedia": "0",
            "NumSegments": "1",
            "Body": "",
            **given,
        }
        media = full["NumMedia"]
        with self._lock:
            record = self._sids.get(given.get("MessageSid", "")) or self._keep(
                direction="inbound",
                status="received",
                body=full["Body"],
                to=full["To"],
                sender=full["From"],
                media=int(media) if media.isdecimal() else 0,
                sid=given.get("MessageSid"),
            )
        return {"MessageSid": record["sid"], "SmsMessageSid": record["sid"], **full}

    def listed(self, query: Mapping[str, str]) -> list[dict[str, Any]]:
        """Newest first, as the list shows them; a day filter leaves out what has no date_sent."""
        return [public(m) for m in self.matching(query)]

    def matching(self, query: Mapping[str, str]) -> list[dict[str, Any]]:
        """The same messages as they are kept."""
        with self._lock:
            return [m for m in reversed(self.messages) if self._shown(m, query)]

    def find(self, sid: str) -> dict[str, Any]:
        """One message, or 404."""
        with self._lock:
            if sid in self._sids:
                return self._sids[sid]
        raise Refused(404, 20404)

    def delete(self, sid: str) -> None:
        """Forget one message, or 404."""
        with self._lock:
            self.messages.remove(self.find(sid))
            del self._sids[sid]

    def sent(self) -> list[dict[str, Any]]:
        """What we were told to send, oldest first, with the whole form."""
        with self._lock:
            ours = [m for m in self.messages if "form" in m]
        return [{**public(m), "form": m["form"], "at": m["created_at"].timestamp()} for m in ours]

    def moved(self, sid: str, state: str) -> None:
        """Let a message get on."""
        message = self.find(sid)
        message["status"] = state
        message["sent_at"] = message["sent_at"] or datetime.now(UTC)  # noqa: TID251

    def _check(self, form: Mapping[str, str]) -> None:
        to, sender = form.get("To", ""), form.get("From", "")
        bare = to.removeprefix("whatsapp:")
        said = form.get("Body") or form.get("MediaUrl") or form.get("ContentSid")
        host = form.get("StatusCallback", "").partition("//")[2].partition("/")[0]
        problems = (
            (not to, 21604),
            (not PHONE.fullmatch(bare) and not (to != bare and BSUID.fullmatch(bare)), 21211),
            (to in self.refuse, self.refuse.get(to, 0)),
            (sender not in self.senders, 21606),
            ((to != bare) != sender.startswith("whatsapp:"), 21910),
            (not said, 21602),
            (len(form.get("Body", "")) > 1600, 21617),
            ("ContentSid" in form and not CONTENT.fullmatch(form["ContentSid"]), 21655),
            ("_" in host, 21609),
        )
        for wrong, code in problems:
            if wrong:
                raise Refused(400, code, to)
        variables = json.loads(form.get("ContentVariables", "{}"))
        if any(not value or UNFIT.search(value) for value in variables.values()):
            raise Refused(400, 21656, to)

    def _keep(self, *, sender: str, media: int, sid: str | None = None, **told: Any) -> Any:
        now = datetime.now(UTC)  # noqa: TID251
        with self._lock:
            number = next(self._numbers)
            message = {
                "sid": sid or f"{'MM' if media else 'SM'}f{number:031x}",
                "from": sender,
                "num_media": str(media),
                "created_at": now,
                "sent_at": now if told["direction"] == "inbound" else None,
                "acknowledged": False,
                **told,
            }
            self.messages.append(message)
            self._sids[message["sid"]] = message
        return message

    def _shown(self, message: Mapping[str, Any], query: Mapping[str, str]) -> bool:
        hidden = message["sid"] in self.hidden or (
            self.hide_acknowledged and message["acknowledged"]
        )
        sent = message["sent_at"]
        day = sent.date().isoformat() if sent else None
        after, before, on = (query.get(f"DateSent{sign}", "")[:10] for sign in (">", "<", ""))
        dated = not (after or before or on) or (
            day is not None
            and (not after or day >= after)
            and (not before or day <= before)
            and (not on or day == on)
        )
        named = query.get("To") in {None, message["to"]} and query.get("From") in {
            None,
            message["from"],
        }
        return dated and named and not hidden


def public(message: Mapping[str, Any]) -> dict[str, Any]:
    """A message as the REST API tells it."""
    shown = ("sid", "direction", "status", "body", "to", "from", "num_media")
    created, sent = message["created_at"], message["sent_at"]
    return {name: message[name] for name in shown} | {
        "num_segments": "1",
        "error_code": None,
        "error_message": None,
        "api_version": "2010-04-01",
        "price": None,
        "price_unit": "USD",
        "date_created": format_datetime(created),
        "date_updated": format_datetime(created),
        "date_sent": format_datetime(sent) if sent else None,
    }
