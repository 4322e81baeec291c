"""R3: one decision and one reply for each message, however often and wherever it is told."""

import random
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests.process.citizens import TALKS, Crowd, nothing_waits, replies

MESSAGES, MOST, SEED = 100, 8, 3


def test_a_message_told_many_times_at_one_instant_is_answered_once(product, provider, crowd, twins):
    """The reconciler lists it at the same time: it is one teller more."""
    chance = random.Random(SEED)  # noqa: S311 - repeatable on purpose
    citizens = [crowd.newcomer(TALKS[0]) for _ in range(MESSAGES)]
    with ThreadPoolExecutor(MOST) as pool:
        for citizen in citizens:
            copies = chance.randint(2, MOST)
            assert set(_tell_at_once(pool, crowd, citizen.address, copies)) == {200}
    _only_one_reply(product, provider, twins, crowd)


def test_nor_does_it_matter_that_the_server_was_started_again_meanwhile(
    product, provider, crowd, twins
):
    citizens = [crowd.newcomer(TALKS[0]) for _ in range(20)]
    with ThreadPoolExecutor(MOST) as pool:
        for citizen in citizens:
            _tell_at_once(pool, crowd, citizen.address, 2)
        _only_one_reply(product, provider, twins, crowd)
        product.kill()
        product.start()
        for citizen in citizens:
            assert set(_tell_at_once(pool, crowd, citizen.address, 2)) == {200}
    _only_one_reply(product, provider, twins, crowd)


def _tell_at_once(pool: ThreadPoolExecutor, crowd: Crowd, address: str, copies: int) -> list[int]:
    start = Barrier(copies)
    params = {"MessageSid": f"SM{address[-8:]:0>32}", "From": address, "Body": TALKS[0].texts[0]}

    def tell(_: int) -> int:
        start.wait()
        return crowd.fake.inbound(crowd.product.inbound, params)

    return list(pool.map(tell, range(copies)))


def _only_one_reply(product, provider, twins, crowd) -> None:
    assert twins.judge(crowd).clean
    nothing_waits(product)
    assert {len(replies(provider)[citizen.address]) for citizen in crowd.citizens} == {1}
    assert {entry["decisions"] for entry in product.ledger()} == {1}
