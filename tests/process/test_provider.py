"""R4, R5, R6, R7, R10: a provider that is down, refuses, accepts and says nothing; a server that was away."""

import time

import pytest

from tests.fake_twilio import Mode
from tests.process.citizens import TALKS, nothing_waits
from tests.process.faults import away, kill_all, provider_down
from tests.process.product import wait_until
from tests.process.seen import busiest, calls_to, replies

LOAD, AWAY_S = 25, 5.0
MOST_CALLS, SPAN_S = 12, 5.0  # to one number


def test_an_outage_of_the_provider_loses_no_reply(product, provider, crowd, twins):
    provider_down(crowd, 3.0, LOAD)
    assert twins.judge(crowd).clean
    nothing_waits(product)


@pytest.mark.parametrize(
    "mode",
    [
        Mode(accept_reset=0.3, reset=0.1),
        Mode(accept_503=0.3, error_500=0.1),
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
    kill_all(product)
    assert twins.judge(crowd).clean
    nothing_waits(product)


def test_a_conversation_that_is_stuck_delays_no_other(product, provider, crowd, twins):
    stuck = crowd.newcomer(TALKS[1])
    provider.account.refuse[stuck.address] = 63018  # "too many requests", for ever
    crowd.tell(stuck)
    others = [crowd.newcomer(TALKS[0]) for _ in range(30)]
    crowd.send(others)
    wait_until(lambda: {c.address for c in others} <= replies(provider).keys(), "others", 5.0)
    provider.account.refuse.clear()
    crowd.end()
    assert twins.judge(crowd).clean


def test_what_came_while_nobody_listened_is_fetched_and_answered(product, provider, crowd, twins):
    away(crowd, AWAY_S, each=5)
    assert sum(citizen.acknowledged for citizen in crowd.citizens) == 0
    assert twins.judge(crowd, within_s=30).clean
    nothing_waits(product)


def test_a_provider_in_trouble_is_not_hammered(product, provider, crowd, twins):
    begin = time.time()
    provider.mode = Mode(error_500=0.6, reset=0.4)
    crowd.send([crowd.newcomer(TALKS[0]) for _ in range(10)])
    crowd.end()
    time.sleep(SPAN_S)
    provider.mode = Mode()
    assert twins.judge(crowd).clean
    assert busiest(provider, begin, SPAN_S) <= MOST_CALLS


def test_what_can_never_be_sent_is_tried_once_and_shown(product, provider, crowd):
    gone = crowd.newcomer(TALKS[0])
    provider.account.refuse[gone.address] = 21610  # opted out
    crowd.tell(gone)
    failed = "SELECT 1 FROM outbox WHERE state = 'failed' AND code = '21610'"
    wait_until(lambda: product.rows(failed), "a red mark")
    assert len(product.rows(failed)) == 1
    assert calls_to(provider, gone.address) == 1
    assert product.rows("SELECT name FROM alarms WHERE name = 'undelivered'")
