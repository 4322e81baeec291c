"""R3: one decision and one reply for each message, however often and wherever it is told."""

from tests.process.citizens import TALKS, nothing_waits
from tests.process.faults import kill_all, tell_at_once
from tests.process.seen import replies

MESSAGES, MOST, SEED = 100, 8, 3


def test_a_message_told_many_times_at_one_instant_is_answered_once(product, provider, crowd, twins):
    """The reconciler lists it at the same time: it is one teller more."""
    citizens = [crowd.newcomer(TALKS[0]) for _ in range(MESSAGES)]
    assert tell_at_once(crowd, citizens, MOST, SEED) == {200}
    _only_one_reply(product, provider, twins, crowd)


def test_nor_does_it_matter_that_the_server_was_started_again(product, provider, crowd, twins):
    citizens = [crowd.newcomer(TALKS[0]) for _ in range(20)]
    tell_at_once(crowd, citizens, 2, SEED)
    _only_one_reply(product, provider, twins, crowd)
    kill_all(product)
    assert tell_at_once(crowd, citizens, 2, SEED) == {200}
    _only_one_reply(product, provider, twins, crowd)


def _only_one_reply(product, provider, twins, crowd) -> None:
    assert twins.judge(crowd).clean
    nothing_waits(product)
    assert {len(replies(provider)[citizen.address]) for citizen in crowd.citizens} == {1}
    assert {entry["decisions"] for entry in product.ledger()} == {1}
