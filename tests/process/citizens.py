"""Citizens under load, and the calm twin whose replies each of them must get. No faults are made here."""

from __future__ import annotations

import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Self
from uuid import uuid4

from tests.fake_twilio import FakeTwilio
from tests.process.product import Product, wait_until
from tests.process.seen import replies
from tests.process.stored import stored

TALKERS = 128  # citizens who may be talking (or waiting for an acknowledgement) at one time
NUMBERS = count(1)  # a citizen's number is used once in a run
CALM_S = 20.0


@dataclass(frozen=True)
class Talk:
    """What a citizen writes, one text after the other; only the last may wait for more."""

    channel: str
    texts: tuple[str, ...]


TALKS = (
    Talk("whatsapp", ("bikin nib bayar nggak",)),
    Talk("sms", ("nib gratis kah", "terima kasih")),
    Talk("whatsapp", ("Berapa biaya pembuatan NIB untuk toko saya?", "menu", "terima kasih")),
    Talk("whatsapp", ("petugas", "status")),
    Talk("sms", ("menu", "english")),
    Talk("whatsapp", ("bikin nib bayar nggak", "xyzzy qwerty")),
)


@dataclass
class Citizen:
    """One number, its talk, and how much of it was acknowledged."""

    address: str
    talk: Talk
    sids: list[str] = field(default_factory=list)
    acknowledged: int = 0


@dataclass(frozen=True)
class Verdict:
    """What the provider saw, beside what it saw of the twins. Addresses, so that a run can be looked into."""

    messages: int
    lost: tuple[str, ...]
    doubled: tuple[str, ...]
    disordered: tuple[str, ...]

    @property
    def clean(self) -> bool:
        """Whether nobody noticed anything."""
        return not (self.lost or self.doubled or self.disordered)

    def __str__(self) -> str:
        sizes = (len(self.lost), len(self.doubled), len(self.disordered))
        return "{} messages: {} lost, {} doubled, {} out of order".format(self.messages, *sizes)


class Crowd:
    """Fresh citizens at a steady pace; each repeats a message until it is acknowledged."""

    def __init__(self, product: Product, fake: FakeTwilio, *, seed: int = 1) -> None:
        """Nobody talks yet."""
        self.product, self.fake = product, fake
        self.chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
        self.citizens: list[Citizen] = []
        self.hasty = False  # once only: the provider gives up after its own tries
        self._over = threading.Event()
        self._pool, self._free = ThreadPoolExecutor(TALKERS), threading.Semaphore(TALKERS)
        self._talking: list = []
        self._starter: threading.Thread | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.hasty = True  # a test that failed leaves nobody behind who repeats for ever
        self._over.set()
        self._pool.shutdown(cancel_futures=True)

    def newcomer(self, talk: Talk) -> Citizen:
        """A citizen with a number of its own."""
        prefix = "whatsapp:" if talk.channel == "whatsapp" else ""
        citizen = Citizen(f"{prefix}+62812{next(NUMBERS):08d}", talk)
        self.citizens.append(citizen)
        return citizen

    def begin(self, per_second: float) -> None:
        """Start that many messages a second, until `end`; then it may begin again."""
        self._over.clear()
        self._starter = threading.Thread(target=self._start_citizens, args=(per_second,))
        self._starter.start()

    def end(self) -> None:
        """Start no new talks; wait until every begun one was told to its end."""
        self._over.set()
        if self._starter:
            self._starter.join()
        done, unfinished = wait(self._talking, 120)
        for one in done:
            one.result()
        assert not unfinished, f"{len(unfinished)} citizens were never acknowledged"

    def send(self, citizens: Iterable[Citizen]) -> None:
        """Let these citizens talk at once, and begin no other."""
        self._talking += [self._pool.submit(self.tell, citizen) for citizen in citizens]

    def tell(self, citizen: Citizen) -> None:
        """Tell a whole talk, each text acknowledged before the next."""
        for text in citizen.talk.texts:
            self.post(citizen, text)

    def post(self, citizen: Citizen, text: str) -> None:
        """One text, again and again until it is acknowledged (when `hasty`: once)."""
        citizen.sids.append(f"SM{uuid4().hex}")
        params = {"MessageSid": citizen.sids[-1], "From": citizen.address, "Body": text}
        while self.fake.inbound(self.product.inbound, params) // 100 != 2:
            if self.hasty:
                return
            time.sleep(0.4)
        citizen.acknowledged += 1

    def _start_citizens(self, per_second: float) -> None:
        due = time.monotonic()
        while not self._over.wait(max(0.0, due - time.monotonic())):
            if not self._free.acquire(timeout=0.1):
                continue  # everybody waits for an acknowledgement: nobody is left who could begin
            talk = self.chance.choice(TALKS)
            talking = self._pool.submit(self.tell, self.newcomer(talk))
            talking.add_done_callback(lambda _: self._free.release())
            self._talking.append(talking)
            due = max(due + len(talk.texts) / per_second, time.monotonic() - 1.0)


class Twins:
    """In calm two fresh citizens tell each talk and must get the same replies: what the others must get."""

    def __init__(self, product: Product, fake: FakeTwilio) -> None:
        """Let the twins talk; a few seconds."""
        crowd = Crowd(product, fake)
        pairs = {talk: [crowd.newcomer(talk), crowd.newcomer(talk)] for talk in TALKS}
        with ThreadPoolExecutor(len(crowd.citizens)) as pool:
            list(pool.map(lambda twin: _calmly(crowd, twin), crowd.citizens))
        heard = replies(fake)
        self.expected: dict[Talk, tuple[str, ...]] = {}
        for talk, (one, other) in pairs.items():
            self.expected[talk] = heard[one.address]
            assert heard[one.address] == heard[other.address], "twins disagree in calm"

    def judge(self, crowd: Crowd, within_s: float = 60.0) -> Verdict:
        """Compare every citizen with its twin, once all have their replies or the time is over."""
        _wait_quietly(lambda: not self._verdict(crowd).lost, within_s)
        time.sleep(0.5)  # a double may still be on its way
        verdict = self._verdict(crowd)
        if not verdict.clean:  # pytest shows it with the failure: the rows are soon gone
            wrong = (*verdict.lost, *verdict.doubled, *verdict.disordered)
            sys.stderr.write(f"{verdict}\n{stored(crowd.product, wrong)}\n")
        return verdict

    def _verdict(self, crowd: Crowd) -> Verdict:
        heard = replies(crowd.fake)
        differing: dict[str, list[str]] = {"lost": [], "doubled": [], "disordered": []}
        for citizen in crowd.citizens:
            got = heard.get(citizen.address, ())
            for kind in _differences(self.expected[citizen.talk], got):
                differing[kind].append(citizen.address)
        told = sum(len(citizen.sids) for citizen in crowd.citizens)
        return Verdict(told, **{kind: tuple(who) for kind, who in differing.items()})


def _differences(wanted: tuple[str, ...], got: tuple[str, ...]) -> list[str]:
    """In what ways these replies are not those of the twin."""
    missing, surplus = Counter(wanted) - Counter(got), Counter(got) - Counter(wanted)
    found = [kind for kind, some in (("lost", missing), ("doubled", surplus)) if some]
    return found or ([] if wanted == got else ["disordered"])


def nothing_waits(product: Product) -> None:
    """R25: every message has its end, and every row has left, or visibly failed."""
    wait_until(lambda: not _unfinished(product), "everything has its end")


def _unfinished(product: Product) -> list[dict[str, Any]]:
    messages = (
        "SELECT provider_id AS id, state FROM messages WHERE state IN ('received', 'waiting')"
    )
    rows = "SELECT id, state FROM outbox WHERE state IN ('pending', 'sending', 'unknown')"
    return product.rows(f"{messages} UNION ALL {rows}")


def _calmly(crowd: Crowd, twin: Citizen) -> None:
    for number, text in enumerate(twin.talk.texts):
        crowd.post(twin, text)
        wait_until(
            lambda n=number: len(replies(crowd.fake).get(twin.address, ())) > n,
            f"a calm reply to {text!r}",
            CALM_S,
        )


def _wait_quietly(holds: Callable[[], bool], within_s: float) -> None:
    until = time.monotonic() + within_s
    while time.monotonic() < until and not holds():
        time.sleep(0.25)
