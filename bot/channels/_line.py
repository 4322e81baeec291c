"""What every line offers: a frozen dataclass of functions. No provider here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.errors import Outcome
from bot.model.message import Event, Inbound, Outgoing, Sent
from bot.settings import Settings


@dataclass(frozen=True)
class RawRequest:
    """An HTTP request as it came: raw query, untouched form values in their order."""

    kind: str  # inbound | status
    method: str
    path: str
    query: str
    headers: Mapping[str, str]  # lower-case names
    form: tuple[tuple[str, str], ...]
    body: bytes = b""


@dataclass(frozen=True)
class HttpAnswer:
    """What the provider wants to read."""

    status: int = 200
    body: str = ""
    content_type: str = "text/plain"


@dataclass(frozen=True)
class Parsed:
    """What a request told, and how to answer once it is kept."""

    events: tuple[Event, ...]
    answer: HttpAnswer


@dataclass(frozen=True)
class Fetched:
    """A file fetched from the provider: bytes already checked and re-encoded."""

    data: bytes
    content_type: str


@dataclass(frozen=True)
class Check:
    """One line of `doctor`: what was looked at, whether it is good, what to do."""

    name: str
    good: bool
    advice: str = ""


@dataclass(frozen=True)
class Line:
    """A provider. `parse` raises UntrustedRequest or BadRequest; `send` raises SendFailed."""

    name: str
    channels: tuple[str, ...]  # media it can send in
    parse: Callable[[RawRequest], Parsed]
    send: Callable[[Outgoing], Sent]
    lookup: Callable[[Outgoing, frozenset[str]], str]  # (row, ids we know) -> provider id or ""
    recent: Callable[[datetime], tuple[Inbound, ...]]  # inbound since then, oldest first
    classify: Callable[[str], Outcome]  # class of an asynchronous error code
    fetch: Callable[[str], Fetched]  # media url -> file; raises SendFailed or BadInput
    forget: Callable[[str], None]  # delete this message or file at the provider
    check: Callable[[], tuple[Check, ...]]
    pace_s: float = 0.0  # least gap between two parts to one citizen


OpenLine = Callable[[Settings], Line | None]
