"""What each promise is tried on, and how much of it: a fresh product, a pretended provider, citizens and twins."""

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.fake_twilio import FakeTwilio
from tests.process.citizens import TALKS, Crowd, Twins, nothing_waits
from tests.process.product import PUBLIC, Product, wait_until
from tests.process.seen import firsts, replies

PATIENCE_S = 90.0


@dataclass(frozen=True)
class Stage:
    """One running installation with everything around it."""

    product: Product
    fake: FakeTwilio
    twins: Twins
    crowd: Crowd

    def verdict(self, within_s: float = PATIENCE_S) -> str:
        """What the provider saw, once all is quiet; AssertionError unless nobody noticed anything."""
        verdict = self.twins.judge(self.crowd, within_s)
        assert verdict.clean, str(verdict)
        nothing_waits(self.product)
        return str(verdict)


@contextmanager
def stage(**environment: str) -> Iterator[Stage]:
    """Set it up, and clear it away. Settings as environment names."""
    given = {"RETRY_BASE_S": "0.2"} | environment
    with tempfile.TemporaryDirectory(prefix="tanya-chaos-") as folder, FakeTwilio() as fake:
        product = Product(Path(folder), fake.url, shipped=True, **given)
        fake.proxied = {PUBLIC: product.local}
        try:
            product.start()
            twins = Twins(product, fake)
            with Crowd(product, fake) as crowd:
                yield Stage(product, fake, twins, crowd)
        finally:
            product.kill()


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that this share (0 to 1) of the values does not exceed."""
    return sorted(values)[max(0, round(share * len(values)) - 1)]


@dataclass(frozen=True)
class Scale:
    """How much is done: the middle is a look of some minutes, the full one is the promise."""

    load: float
    kills: int
    points: int
    messages: int  # told at one instant, R3
    sends: int  # with an unknown end, R5
    down_s: float
    locks: tuple[float, ...]
    stops: int
    freezes: tuple[float, ...]
    leaders: int
    flood: int
    seed: int


MIDDLE = Scale(
    load=25,
    kills=8,
    points=4,
    messages=100,
    sends=60,
    down_s=5,
    locks=(4,),
    stops=2,
    freezes=(3,),
    leaders=4,
    flood=100,
    seed=1,
)
FULL = Scale(
    load=50,
    kills=200,
    points=40,
    messages=1000,
    sends=1000,
    down_s=45,
    locks=(20, 20, 20),
    stops=20,
    freezes=(5, 8, 10, 12, 14, 16, 18, 20, 20, 20),
    leaders=50,
    flood=300,
    seed=1,
)


def waits(on: Stage, number: int) -> list[float]:
    """Seconds from each question to its reply, for that many citizens at a steady pace."""
    asked = {}
    for _ in range(number):
        citizen = on.crowd.newcomer(TALKS[0])
        asked[citizen.address] = time.time()
        on.crowd.send([citizen])
        time.sleep(0.02)
    on.crowd.end()
    wait_until(lambda: asked.keys() <= replies(on.fake).keys(), "replies", PATIENCE_S)
    return [first - asked[to] for to, first in firsts(on.fake).items() if to in asked]
