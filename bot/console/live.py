"""Live pages: one look at the events for a whole process, handed to every open stream. No HTML."""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from collections.abc import Iterator
from itertools import takewhile
from typing import Any, NamedTuple

from bot.desk import Desk, reading
from bot.errors import StoreUnavailable

LOOK_EVERY_S = 0.1
HEARTBEAT_S = 8.0
LONGEST_S = 180.0  # then the browser comes back, and whether it still may is looked at anew
MOST_STREAMS = 40  # a process; each holds a thread
KEPT = 2000

_stopped = threading.Event()


def stop() -> None:
    """The process is leaving: end every stream now."""
    _stopped.set()


class _Event(NamedTuple):
    """An event as it is told to every stream."""

    seq: int
    told: str


class Live:
    """The streams of one process; only its own thread reads the store."""

    def __init__(self, desk: Desk) -> None:
        """Look at nothing until somebody listens."""
        self._desk = desk
        self._news = threading.Condition()
        self._recent: deque[_Event] = deque(maxlen=KEPT)
        self._last = 0
        self._listeners = 0
        self._looking = False

    def full(self) -> bool:
        """Whether the next one has to poll instead."""
        return self._listeners >= MOST_STREAMS

    def stream(self, since: int) -> Iterator[str]:
        """Server-sent events after `since`, with a heartbeat, until the stream is old enough."""
        self._join()
        try:
            yield "retry: 1500\n\n"
            yield from self._follow(since)
        finally:
            with self._news:
                self._listeners -= 1

    def _follow(self, since: int) -> Iterator[str]:
        until = time.monotonic() + LONGEST_S
        while time.monotonic() < until and not _stopped.is_set():
            fresh = self._after(since)
            if not fresh:
                yield ": beat\n\n"
                continue
            if fresh[0].seq > since + 1:  # too long away: the page must look at everything
                yield _told(fresh[0].seq - 1, {"kind": "reload", "ref": "", "detail": ""})
            since = fresh[-1].seq
            yield "".join(event.told for event in fresh)

    def _after(self, since: int) -> list[_Event]:
        """Wait for events after `since`; empty when it is time for a heartbeat."""
        with self._news:
            self._news.wait_for(lambda: self._last > since or _stopped.is_set(), HEARTBEAT_S)
            newest_first = takewhile(lambda event: event.seq > since, reversed(self._recent))
            return list(newest_first)[::-1]

    def _join(self) -> None:
        with self._news:
            self._listeners += 1
            if not self._looking:
                self._looking = True
                threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        """Follow the store while anybody listens."""
        while self._wanted():
            try:
                self._keep(reading.events_since(self._desk, self._last or self._start()))
            except StoreUnavailable:
                self._desk.log.warning("live pages cannot read the store")
            _stopped.wait(LOOK_EVERY_S)

    def _wanted(self) -> bool:
        with self._news:
            self._looking = self._listeners > 0 and not _stopped.is_set()
            if not self._looking:
                self._news.notify_all()
            return self._looking

    def _start(self) -> int:
        return max(0, reading.last_event(self._desk) - KEPT)

    def _keep(self, rows: list[dict[str, Any]]) -> None:
        if rows:
            with self._news:
                self._recent.extend(_Event(row["seq"], _told(row["seq"], row)) for row in rows)
                self._last = rows[-1]["seq"]
                self._news.notify_all()


def _told(seq: int, event: dict[str, Any]) -> str:
    told = {key: event[key] for key in ("kind", "ref", "detail")} | {"seq": seq}
    return f"id: {seq}\ndata: {json.dumps(told)}\n\n"
