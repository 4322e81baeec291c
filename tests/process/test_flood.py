"""R20: one number that writes and writes cannot starve others, and gets no more than its share of replies."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.fake_twilio import FakeTwilio
from tests.openapi import watched
from tests.process.citizens import TALKS, Crowd, nothing_waits
from tests.process.product import PUBLIC, Product, wait_until
from tests.process.seen import replies

CAP, MESSAGES, SECONDS = 5, 60, 4.0
FLOODER = "whatsapp:+6281399999999"


@pytest.fixture
def provider() -> Iterator[FakeTwilio]:
    with watched() as fake:
        yield fake


@pytest.fixture
def product(provider, tmp_path) -> Iterator[Product]:
    house = Product(tmp_path, provider.url, FLOOD_CAP=str(CAP))
    provider.proxied = {PUBLIC: house.local}
    house.start()
    yield house
    house.kill()


def test_a_flood_is_stored_and_throttled_and_delays_no_other(product, provider):
    questions = [f"{TALKS[0].texts[0]} {number}" for number in range(MESSAGES)]
    with ThreadPoolExecutor(8) as pool, Crowd(product, provider) as crowd:
        told = pool.map(lambda text: _tell(product, provider, text), questions)
        others = [crowd.newcomer(TALKS[0]) for _ in range(20)]
        crowd.send(others)
        wait_until(lambda: {c.address for c in others} <= replies(provider).keys(), "others", 10)
        crowd.end()
        assert set(told) == {200}
    nothing_waits(product)
    assert len(product.rows("SELECT 1 FROM messages")) == MESSAGES + len(others)
    assert 1 < len(replies(provider)[FLOODER]) <= CAP
    throttled = [entry for entry in product.ledger() if entry["state"] == "throttled"]
    assert len(throttled) >= MESSAGES - CAP


def _tell(product: Product, provider: FakeTwilio, text: str) -> int:
    time.sleep(SECONDS * 8 / MESSAGES)
    return provider.inbound(product.inbound, {"From": FLOODER, "Body": text})
