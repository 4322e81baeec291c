"""R1, R18, R19: killed, stopped or frozen at any time: what was acknowledged is answered once, in order."""

import pytest

from tests.process.citizens import nothing_waits
from tests.process.faults import freeze, kill_often, stop_often

KILLS, LOAD, SEED, FROZEN_S, STOPS, SLOWEST_STOP_S = 15, 25, 20, 3.0, 3, 30.0


def test_what_was_acknowledged_is_answered_once_and_in_order_whoever_is_killed(
    product, provider, crowd, twins
):
    """The provider does not list what was acknowledged: nothing but the commit can save it."""
    provider.account.hide_acknowledged = True
    kill_often(crowd, KILLS, LOAD, SEED)
    verdict = twins.judge(crowd)
    assert verdict.clean, f"seed {SEED}: {verdict}"
    nothing_waits(product)
    ledger = {entry["sid"]: entry["decisions"] for entry in product.ledger()}
    told = {sid for citizen in crowd.citizens for sid in citizen.sids}
    assert told <= ledger.keys()
    assert set(ledger.values()) == {1}


def test_after_all_that_the_database_is_sound(product):
    assert product.run("db", "check").stdout.startswith("sound\n")


def test_a_graceful_stop_leaves_nobody_without_an_answer(product, crowd, twins):
    assert max(stop_often(crowd, STOPS, LOAD)) < SLOWEST_STOP_S
    assert twins.judge(crowd).clean
    nothing_waits(product)


@pytest.mark.parametrize("role", ["worker", "web"])
def test_a_process_that_was_frozen_says_nothing_twice_when_it_wakes(product, crowd, twins, role):
    freeze(crowd, role, FROZEN_S, LOAD)
    assert twins.judge(crowd).clean
    nothing_waits(product)
