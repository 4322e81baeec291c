"""Identifiers: UUIDv7 text, so that rows sort by the time they were made. No secrets here."""

from __future__ import annotations

import os
import threading
import time
import uuid

_turn = threading.Lock()
_last = 0


def new_id() -> str:
    """A fresh UUIDv7 (RFC 9562, method 3): milliseconds, their 4096th parts, then random.

    Later ids of one process are greater, however fast they are asked for.
    """
    global _last  # noqa: PLW0603 - what makes them grow
    with _turn:
        _last = tick = max(_last + 1, time.time_ns() * 4096 // 1_000_000)
    random = int.from_bytes(os.urandom(8), "big") >> 2
    value = (tick >> 12) << 80 | 0x7 << 76 | (tick & 0xFFF) << 64 | 0x2 << 62 | random
    return str(uuid.UUID(int=value))
