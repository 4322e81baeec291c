"""R1, R17: kill -9 at any time, of all processes or of one; then nothing is lost, said twice, or to be done by hand."""

import signal

from tests.process.citizens import nothing_waits
from tests.process.killing import kill_often

KILLS, LOAD, SEED = 15, 25, 20


def test_what_was_acknowledged_is_answered_once_and_in_order_whoever_is_killed(
    product, provider, crowd, twins
):
    """The provider does not list what it was acknowledged: nothing but the commit can save it."""
    provider.account.hide_acknowledged = True
    took = kill_often(crowd, KILLS, LOAD, SEED)
    verdict = twins.judge(crowd)
    print(f"seed {SEED}: {verdict}; ready again after at most {max(took):.1f} s")
    assert verdict.clean
    nothing_waits(product)
    ledger = {entry["sid"]: entry["decisions"] for entry in product.ledger()}
    told = {sid for citizen in crowd.citizens for sid in citizen.sids}
    assert told <= ledger.keys()
    assert set(ledger.values()) == {1}


def test_after_all_that_the_database_is_sound(product):
    assert product.run("db", "check").stdout == "sound\n"
