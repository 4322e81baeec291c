"""R1, R4, R18, R19: killed, stopped or frozen at any time, with the provider down or not: each is answered once, in order."""

import os
import signal
import time

import pytest

from tests.process.citizens import nothing_waits
from tests.process.killing import kill_often

KILLS, LOAD, SEED = 15, 25, 20
FROZEN_S, STOPS = 3.0, 3


def test_what_was_acknowledged_is_answered_once_and_in_order_whoever_is_killed(
    product, provider, crowd, twins
):
    """The provider does not list what was acknowledged: nothing but the commit can save it."""
    provider.account.hide_acknowledged = True
    took = kill_often(crowd, KILLS, LOAD, SEED)
    verdict = twins.judge(crowd)
    print(f"seed {SEED}: {verdict}; ready again after {sorted(round(t, 1) for t in took)} s")
    assert verdict.clean
    nothing_waits(product)
    ledger = {entry["sid"]: entry["decisions"] for entry in product.ledger()}
    told = {sid for citizen in crowd.citizens for sid in citizen.sids}
    assert told <= ledger.keys()
    assert set(ledger.values()) == {1}


def test_after_all_that_the_database_is_sound(product):
    assert product.run("db", "check").stdout == "sound\n"


def test_a_graceful_stop_leaves_nobody_without_an_answer(product, crowd, twins):
    crowd.begin(LOAD)
    for _ in range(STOPS):
        time.sleep(0.5)
        assert product.stop() < 30
        product.kill()
        product.start()
    crowd.end()
    assert twins.judge(crowd).clean
    nothing_waits(product)


@pytest.mark.parametrize("role", ["worker", "web"])
def test_a_process_that_was_frozen_says_nothing_twice_when_it_wakes(product, crowd, twins, role):
    crowd.begin(LOAD)
    time.sleep(0.5)
    pids = product.pids(role)
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    time.sleep(FROZEN_S)
    for pid in pids:
        os.kill(pid, signal.SIGCONT)
    time.sleep(0.5)
    crowd.end()
    assert twins.judge(crowd).clean
    nothing_waits(product)
