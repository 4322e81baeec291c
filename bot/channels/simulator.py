"""The line without a provider: a phone on our own page, whatsapp and sms. No network."""

from __future__ import annotations

import hmac
import json
import re
from pathlib import Path
from typing import Any

from bot.channels._files import checked
from bot.channels._line import Check, Fetched, HttpAnswer, Line, Parsed, RawRequest
from bot.errors import BadInput, BadRequest, Outcome, UntrustedRequest
from bot.model.channel import CHANNELS
from bot.model.message import Event, Inbound, Media, Outgoing, Sent, Status
from bot.settings import Settings

LINE = "simulator"
SCHEME = "simulator:"
FILE_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")


def simulator_key(settings: Settings) -> str:
    """Value of the x-simulator-key header, which only our own page can know."""
    return hmac.new(settings.secret_key.encode(), b"simulator", "sha256").hexdigest()


def open_simulator(settings: Settings) -> Line:
    """Open the simulator; it needs no configuration."""
    key, folder = simulator_key(settings), settings.var / "simulator"
    return Line(
        name=LINE,
        channels=tuple(CHANNELS),
        parse=lambda request: _parse(request, key),
        send=lambda row: Sent(_provider_id(row)),
        lookup=lambda row, known: _provider_id(row),
        recent=lambda since: (),
        classify=lambda code: Outcome.PERMANENT,
        fetch=lambda url: _fetch(url, folder),
        forget=lambda name: _forget(name, folder),
        check=lambda: (Check(LINE, good=True),),
    )


OPEN = open_simulator


def _provider_id(row: Outgoing) -> str:
    return f"sim-{row.id}"


def _parse(request: RawRequest, key: str) -> Parsed:
    given = request.headers.get("x-simulator-key", "")
    if not hmac.compare_digest(given.encode(), key.encode()):
        raise UntrustedRequest("the x-simulator-key header is missing or wrong")
    try:
        told = json.loads(request.body)
        event = _status(told) if request.kind == "status" else _inbound(told)
    except (ValueError, RecursionError, TypeError, LookupError, AttributeError) as error:
        raise BadRequest(f"not what the simulator page sends ({type(error).__name__})") from error
    return Parsed((event,), HttpAnswer(200, "{}", "application/json"))


def _status(told: dict[str, Any]) -> Event:
    return Status(LINE, str(told["provider_id"]), str(told["state"]), outbox_id=told.get("o") or "")


def _inbound(told: dict[str, Any]) -> Event:
    return Inbound(
        line=LINE,
        provider_id=str(told["id"]),
        channel=CHANNELS[told["channel"]].name,
        address=str(told["address"]),
        raw_from=str(told["address"]),
        text=str(told.get("text") or ""),
        kind=str(told.get("kind") or "text"),
        payload=str(told.get("payload") or ""),
        reply_to=str(told.get("reply_to") or ""),
        profile_name=str(told.get("profile_name") or ""),
        media=tuple(Media(str(m["url"]), str(m["content_type"])) for m in told.get("media") or ()),
    )


def _file(url: str, folder: Path) -> Path:
    name = url.removeprefix(SCHEME)
    if name == url or not FILE_NAME.fullmatch(name):
        raise BadInput("not a file of the simulator")
    return folder / name


def _fetch(url: str, folder: Path) -> Fetched:
    try:
        return checked(_file(url, folder).read_bytes())
    except OSError as error:
        raise BadInput("the simulator has no such file") from error


def _forget(name: str, folder: Path) -> None:
    if name.startswith(SCHEME):
        _file(name, folder).unlink(missing_ok=True)
