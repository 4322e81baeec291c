"""R8: somebody else locks the database: nothing acknowledged is lost, and it heals by itself."""

import time

from tests.process.citizens import TALKS, nothing_waits
from tests.process.faults import locked
from tests.process.product import wait_until

LOAD, LOCKED_S = 25, 3.0


def test_a_locked_database_loses_nothing_and_the_lock_over_all_goes_on(product, crowd, twins):
    crowd.begin(LOAD)
    time.sleep(0.3)
    with locked(product):
        time.sleep(LOCKED_S)
    wait_until(product.is_ready, "ready again", 10)
    crowd.end()
    assert twins.judge(crowd).clean
    nothing_waits(product)


def test_a_webhook_gives_up_while_the_provider_still_listens(product, crowd):
    crowd.hasty = True
    citizen = crowd.newcomer(TALKS[0])
    with locked(product):
        begin = time.monotonic()
        status = crowd.fake.inbound(product.inbound, {"From": citizen.address, "Body": "halo"})
        took = time.monotonic() - begin
        ready = product.get("/readyz")
    crowd.citizens.clear()
    assert status == 503
    assert 2.5 < took < 3.5
    assert ready == (503, "not ready: database")


def test_the_house_lives_while_its_database_is_locked(product):
    with locked(product):
        assert product.get("/healthz") == (200, "ok")
