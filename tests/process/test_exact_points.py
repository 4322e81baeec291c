"""R2, R9: killed, or out of room, at an exact write or flush of the database: nothing acknowledged is lost."""

import time

import pytest

from tests.process.citizens import TALKS, nothing_waits
from tests.process.faults import kill_at_points
from tests.process.product import wait_until
from tests.process.tracing import injected, writers

LOAD, POINTS, FULL_S = 25, (1, 2, 3, 5, 8, 13), 3.0

pytestmark = pytest.mark.needs_strace


@pytest.mark.parametrize("call", ["fdatasync", "pwrite64"])
def test_a_kill_at_an_exact_point_of_a_write_loses_and_doubles_nothing(
    product, provider, crowd, twins, call
):
    provider.account.hide_acknowledged = True
    assert kill_at_points(crowd, call, POINTS, LOAD) >= len(POINTS) - 1
    assert twins.judge(crowd).clean
    nothing_waits(product)


def test_a_full_disk_loses_nothing_and_heals_without_a_restart(product, crowd, twins):
    pids = [*writers(product, "web"), *writers(product, "worker")]
    crowd.begin(LOAD)
    time.sleep(0.3)
    with injected(product, pids, "pwrite64:error=ENOSPC"):
        wait_until(lambda: product.get("/readyz") == (503, "not ready: database"), "red", FULL_S)
        time.sleep(FULL_S)
    wait_until(product.is_ready, "ready again", 10)
    crowd.end()
    assert {*writers(product, "web"), *writers(product, "worker")} == set(pids)
    assert twins.judge(crowd).clean
    nothing_waits(product)
    assert product.run("db", "check").stdout.startswith("sound\n")


def test_a_message_that_finds_no_room_is_not_acknowledged(product, provider):
    with injected(product, writers(product, "web"), "pwrite64:error=ENOSPC"):
        told = {"From": "+6281299999999", "Body": TALKS[0].texts[0]}
        assert provider.inbound(product.inbound, told) == 503
