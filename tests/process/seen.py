"""What the provider saw of us: replies in its order, and how often it was called. Judges nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

from tests.fake_twilio import SENDERS, FakeTwilio

NUMBER = re.compile(r"\d+")  # ticket numbers and places in the queue differ between twins


def replies(fake: FakeTwilio) -> dict[str, tuple[str, ...]]:
    """What each number was sent, in the order in which the provider took it; digits are blurred."""
    heard: dict[str, list[str]] = defaultdict(list)
    for message in _sent(fake):
        heard[message["to"]].append(NUMBER.sub("#", message["body"]))
    return {address: tuple(texts) for address, texts in heard.items()}


def firsts(fake: FakeTwilio) -> dict[str, float]:
    """When each number got its first reply, in seconds since the epoch."""
    found: dict[str, float] = {}
    for message in _sent(fake):
        found.setdefault(message["to"], message["created_at"].timestamp())
    return found


def calls_to(fake: FakeTwilio, address: str) -> int:
    """How often we tried to send to this number, or asked whether we had."""
    return sum(to == address for to, _ in _calls(fake))


def busiest(fake: FakeTwilio, since: float, span_s: float) -> int:
    """The most calls about one citizen within any span, from a moment in seconds since the epoch."""
    calls: dict[str, list[float]] = defaultdict(list)
    for to, at in _calls(fake):
        calls[to] += [at] if at >= since and to not in SENDERS else []
    return max(sum(a <= b < a + span_s for b in times) for times in calls.values() for a in times)


def _sent(fake: FakeTwilio) -> Iterator[dict[str, Any]]:
    return (message for message in list(fake.account.messages) if "form" in message)


def _calls(fake: FakeTwilio) -> Iterator[tuple[str, float]]:
    """Sends and look-ups: whoever is asked too often is asked about, too."""
    for seen in list(fake.requests):
        form = parse_qs(seen["body"] or seen["path"].partition("?")[2])
        yield from ((to, seen["at"]) for to in form.get("To", ()))
