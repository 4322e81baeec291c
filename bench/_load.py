"""A small HTTP load: prepared requests over kept connections, as fast as possible or at a steady pace."""

import socket
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

TIMEOUT_S = 30
WAITING = 32  # connections of a steady pace: enough that a slow answer delays no other request


@dataclass(frozen=True)
class Shot:
    """One request, ready to be written."""

    who: str  # the citizen's address
    data: bytes


@dataclass(frozen=True)
class Hit:
    """What became of a shot. Times in seconds; `at` on the wall clock."""

    who: str
    at: float
    took: float
    status: int


class Plug:
    """One kept connection."""

    def __init__(self, port: int) -> None:
        """Connect when first used."""
        self._port = port
        self._socket: socket.socket | None = None

    def ask(self, data: bytes) -> int:
        """Write a request and read its answer; the status, 0 when there was none."""
        for _ in range(2):  # the server may have shut a kept connection
            try:
                return self._ask(data)
            except OSError:
                self._socket = None
        return 0

    def _ask(self, data: bytes) -> int:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self._port), TIMEOUT_S)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(data)
        got = b""
        while b"\r\n\r\n" not in got:
            got += self._more()
        head, _, body = got.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0] or 0)
        while len(body) < length:
            body += self._more()
        if b"connection: close" in head.lower():
            self._socket = None
        return int(head.split(b" ", 2)[1])

    def _more(self) -> bytes:
        got = self._socket.recv(65536) if self._socket else b""
        if not got:
            raise ConnectionError
        return got


def flood(port: int, shots: Sequence[Shot], seconds: float, connections: int = 16) -> list[Hit]:
    """Keep `connections` busy for that many seconds."""
    ends = time.monotonic() + seconds
    return _run(port, ((0.0, shot) for shot in shots), connections, ends)


def steady(port: int, shots: Sequence[Shot], per_second: float) -> list[Hit]:
    """Send at an even pace; a request that had to wait for its turn counts from its due time."""
    begin = time.monotonic() + 0.1
    plan = ((begin + n / per_second, shot) for n, shot in enumerate(shots))
    return _run(port, plan, WAITING, float("inf"))


def percentile(hits: Sequence[Hit], share: int) -> float:
    """Return a percentile (1 to 99) of the answer times, in milliseconds."""
    return quantiles([1000 * hit.took for hit in hits], n=100)[share - 1]


def _run(port, plan, connections: int, ends: float) -> list[Hit]:
    hits: list[Hit] = []
    turn = threading.Lock()

    def work() -> None:
        plug = Plug(port)
        while time.monotonic() < ends:
            with turn:
                due, shot = next(plan, (0.0, None))
            if shot is None:
                return
            time.sleep(max(0.0, due - time.monotonic()))
            start = due or time.monotonic()
            status = plug.ask(shot.data)
            took = time.monotonic() - start
            hits.append(Hit(shot.who, time.time() - took, took, status))

    threads = [threading.Thread(target=work) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return hits
