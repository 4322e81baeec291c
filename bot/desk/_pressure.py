"""How many messages this process takes in at once. Knows no message."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

MOST = 4  # at once, past which thinking about one keeps the next one out
LASTS_S = 1.0  # a group of messages comes and goes as one: a moment's calm says nothing


class Pressure:
    """High from the moment when more than MOST come at once until a second after."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._here, self._until = 0, 0.0
        self._counting = threading.Lock()

    @contextmanager
    def felt(self) -> Iterator[bool]:
        """Count one message while it is taken in; whether the pressure is high."""
        with self._counting:
            self._here += 1
            now = time.monotonic()
            if self._here > MOST:
                self._until = now + LASTS_S
            high = now < self._until
        try:
            yield high
        finally:
            with self._counting:
                self._here -= 1
