"""R4, R5, R6, R7, R10: a provider that is down, refuses, accepts and says nothing; a server that was away."""

import time
from collections import defaultdict
from urllib.parse import parse_qs

import pytest

from tests.fake_twilio import Mode
from tests.process.citizens import TALKS, nothing_waits, replies
from tests.process.product import wait_until

LOAD = 25
MOST_CALLS, SPAN_S = 12, 5.0  # to one number


def test_an_outage_of_the_provider_loses_no_reply(product, provider, crowd, twins):
    crowd.begin(LOAD)
    time.sleep(0.5)
    provider.mode = Mode(down=True)
    time.sleep(3.0)
    provider.mode = Mode()
    crowd.end()
    assert twins.judge(crowd).clean
    nothing_waits(product)


@pytest.mark.parametrize(
    "mode",
    [
        Mode(accept_reset=0.3, reset=0.2),
        Mode(accept_503=0.3, error_500=0.2),
        Mode(accept_reset=0.3, callbacks=[["sent", 0.0, ""], ["delivered", 0.1, ""]]),
    ],
    ids=["resets", "errors", "callbacks"],
)
def test_a_reply_with_an_unknown_end_is_looked_up_before_it_is_sent_again(
    product, provider, crowd, twins, mode
):
    provider.mode = mode
    crowd.send([crowd.newcomer(talk) for talk in TALKS for _ in range(8)])
    crowd.end()
    verdict = twins.judge(crowd)
    assert verdict.clean, verdict
    nothing_waits(product)


def test_nor_is_it_sent_twice_when_the_sender_is_killed_while_it_waits(
    product, provider, crowd, twins
):
    provider.mode = Mode(latency_s=1.0)
    crowd.send([crowd.newcomer(TALKS[0]) for _ in range(10)])
    crowd.end()
    sending = "SELECT 1 FROM outbox WHERE state = 'sending'"
    wait_until(lambda: len(product.rows(sending)) >= 5, "sends under way")
    product.kill()
    product.start()
    assert twins.judge(crowd).clean
    nothing_waits(product)


def test_a_conversation_that_is_stuck_delays_no_other(product, provider, crowd, twins):
    stuck = crowd.newcomer(TALKS[1])
    provider.account.refuse[stuck.address] = 63018  # "too many requests", for ever
    crowd.tell(stuck)
    begin = time.monotonic()
    others = [crowd.newcomer(TALKS[0]) for _ in range(30)]
    crowd.send(others)
    wait_until(lambda: {c.address for c in others} <= replies(provider).keys(), "others", 5.0)
    print(f"others answered in {time.monotonic() - begin:.1f} s")
    provider.account.refuse.clear()
    crowd.end()
    assert twins.judge(crowd).clean


def test_what_came_while_nobody_listened_is_fetched_and_answered(product, provider, crowd, twins):
    """The provider tries once, as it does by default, and gives up."""
    crowd.hasty = True
    product.kill()
    crowd.send([crowd.newcomer(talk) for talk in TALKS for _ in range(5)])
    crowd.end()
    assert sum(citizen.acknowledged for citizen in crowd.citizens) == 0
    product.start()
    assert twins.judge(crowd, within_s=30).clean
    nothing_waits(product)


def test_a_provider_in_trouble_is_not_hammered(product, provider, crowd, twins):
    begin = time.time()
    provider.mode = Mode(error_500=0.4, error_429=0.4, reset=0.2)
    crowd.send([crowd.newcomer(TALKS[0]) for _ in range(10)])
    crowd.end()
    time.sleep(SPAN_S)
    provider.mode = Mode()
    assert twins.judge(crowd).clean
    assert _busiest(provider.requests, begin) <= MOST_CALLS


def test_what_can_never_be_sent_is_tried_once_and_shown(product, provider, crowd):
    gone = crowd.newcomer(TALKS[0])
    provider.account.refuse[gone.address] = 21610  # opted out
    crowd.tell(gone)
    failed = "SELECT code FROM outbox WHERE state = 'failed'"
    wait_until(lambda: product.rows(failed), "a red mark")
    assert product.rows(failed) == [{"code": "21610"}]
    assert len([call for call in _sends(provider.requests) if call[0] == gone.address]) == 1
    assert product.rows("SELECT name FROM alarms WHERE name = 'undelivered'")


def _sends(requests) -> list[tuple[str, float]]:
    posts = [seen for seen in requests if seen["method"] == "POST"]
    return [(parse_qs(seen["body"])["To"][0], seen["at"]) for seen in posts]


def _busiest(requests, begin: float) -> int:
    """The most calls to one number within any span."""
    calls = defaultdict(list)
    for to, at in _sends(requests):
        if at >= begin:
            calls[to].append(at)
    return max(sum(a <= b < a + SPAN_S for b in times) for times in calls.values() for a in times)
