"""Fifty officers who hold a live stream each while messages come in. Prints one table."""

import hashlib
import re
import selectors
import shutil
import socket
import threading
import time
from itertools import islice
from pathlib import Path
from statistics import quantiles

from bench._load import percentile, steady
from bench._machine import free_port, running
from bench._office_size import OFFICERS, ROLES, name
from bench._questions import shots, texts
from bench.webhook import PACE
from bot.desk.desk import system_clock
from bot.model.clock import stamp
from bot.store import Connections, officers
from tests.fake_twilio import ACCOUNT, SENDERS, TOKEN

SECONDS = 20
SETTLED_S = 150  # after a start on years of data there is work to catch up with: a backup, idle tickets, the study
MESSAGE = re.compile(rb'"kind": "message", "ref": "([^"]+)"')
SECRET = "a-secret-for-benches-only-0123456789abcd"  # noqa: S105 - of nobody


def environment(folder: Path, port: int, provider: str = "http://127.0.0.1:9") -> dict[str, str]:
    """Describe the product over the filled database."""
    return {
        "DATABASE_URL": f"sqlite:///{folder / 'tanya.db'}",
        "FAQ_DIR": str(folder / "faq_data"),
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "PUBLIC_BASE_URL": f"http://127.0.0.1:{port}",
        "SECRET_KEY": SECRET,
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_API_BASE": provider,
        "TWILIO_WHATSAPP_FROM": SENDERS[0].removeprefix("whatsapp:"),
        "ALLOW_FAKE_PROVIDER": "1",
        "PRIVACY_CONTACT": "pdp@example.org",
        "DAILY_SEND_CAP": "1000000",
    }


def measure(folder: Path, bar: int) -> None:
    """Print how soon officers' pages learn of a message, from the moment the provider posts it."""
    work = folder / "live"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    shutil.copy(folder / "tanya.db", work / "tanya.db")
    shutil.copytree(folder / "faq_data", work / "faq_data")
    provider, port = f"http://127.0.0.1:{free_port()}", free_port()
    base = f"http://127.0.0.1:{port}"
    fake = ["-m", "tests.fake_twilio", "--port", provider.rpartition(":")[2]]
    with (
        running(fake, f"{provider}/__fake__/mode"),
        running(["-m", "bot", "run"], f"{base}/readyz", environment(work, port, provider)),
    ):
        crowd = Officers(port, _sessions(work / "tanya.db"))
        time.sleep(SETTLED_S)
        given = list(islice(shots(f"{base}/webhooks/twilio/inbound", texts()), PACE * SECONDS))
        hits = steady(port, given, PACE)
        time.sleep(2)
        crowd.leave()
    sent = {hit.who: hit.at for hit in hits if hit.status == 200}
    late = crowd.delays(_talks(work / "tanya.db", sent))
    seen, streams = len(late), len(crowd.told)
    p50, p99 = (1000 * quantiles(late, n=100)[share - 1] for share in (50, 99))
    print(f"\n{streams} of {OFFICERS} officers hold a stream; {len(sent)} messages at {PACE}/s")
    print(f"{seen} of {streams * len(sent)} deliveries seen; from the provider's post to the page:")
    print(f"acknowledged: p50 {percentile(hits, 50):.0f} ms   p99 {percentile(hits, 99):.0f} ms")
    print(f"p50 {p50:.0f} ms   p99 {p99:.0f} ms   (bar: {bar} ms){' MISSED' if p99 >= bar else ''}")
    shutil.rmtree(work)


class Officers:
    """Open streams, read by one thread that only notes when what came."""

    def __init__(self, port: int, tokens: list[str]) -> None:
        """Connect everybody; who is refused (and would poll) is left out."""
        self.told: dict[int, list[tuple[float, bytes]]] = {}
        self._selector, self._left = selectors.DefaultSelector(), threading.Event()
        for number, token in enumerate(tokens):
            line = socket.create_connection(("127.0.0.1", port), 10)
            line.sendall(
                f"GET /console/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: session={token}\r\n"
                "Accept: text/event-stream\r\n\r\n".encode()
            )
            if b" 200 " in line.recv(4096).partition(b"\r\n")[0]:
                self.told[number] = []
                self._selector.register(line, selectors.EVENT_READ, number)
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        while not self._left.is_set():
            for key, _ in self._selector.select(0.2):
                got = key.fileobj.recv(65536)
                self.told[key.data].append((time.time(), got))

    def leave(self) -> None:
        """Stop listening."""
        self._left.set()
        self._thread.join()

    def delays(self, sent: dict[str, float]) -> list[float]:
        """For each officer and conversation: seconds from sending to the first event about it."""
        late = []
        for chunks in self.told.values():
            seen: set[str] = set()
            rest = b""
            for at, chunk in chunks:
                *events, rest = (rest + chunk).split(b"\n\n")
                for ref in (found[1].decode() for e in events if (found := MESSAGE.search(e))):
                    if ref in sent and ref not in seen:
                        seen.add(ref)
                        late.append(at - sent[ref])
        return late


def _sessions(path: Path) -> list[str]:
    """Sign everybody in, without fifty password hashes."""
    store, tokens = Connections(path), [f"token-{n}" for n in range(OFFICERS)]
    now = stamp(system_clock())
    with store.write() as tx:
        for n, token in enumerate(tokens):
            row = {"id": hashlib.sha256(token.encode()).hexdigest(), "csrf": "x", "ip": ""}
            row |= {"officer_id": name("officer", len(ROLES) + n), "agent": "bench"}
            officers.begin(tx, row | {"created_at": now, "seen_at": now})
    store.close()
    return tokens


def _talks(path: Path, sent: dict[str, float]) -> dict[str, float]:
    """The same times by conversation instead of by number."""
    store = Connections(path)
    sql = "SELECT c.id, a.address FROM conversations c JOIN addresses a ON a.id = c.address_id WHERE a.address LIKE '+62812%'"
    rows = store.read(lambda tx: tx.all(sql))
    store.close()
    by_number = {who.removeprefix("whatsapp:"): at for who, at in sent.items()}
    return {row["id"]: by_number[row["address"]] for row in rows if row["address"] in by_number}
