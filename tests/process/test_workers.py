"""R16, R24: workers of their own: timed jobs run once for each due time; /readyz names the part that fails."""

import os
import signal
import time
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

import pytest

from tests.fake_twilio import FakeTwilio
from tests.openapi import watched
from tests.process.citizens import TALKS, Crowd, nothing_waits
from tests.process.product import PUBLIC, Product, wait_until
from tests.process.seen import replies

KILLS, RED_S, GAP_S = 5, 15.0, 60.0
HOLDER = "SELECT holder FROM leases WHERE name = 'scheduler'"


@pytest.fixture(scope="module")
def provider() -> Iterator[FakeTwilio]:
    with watched() as fake:
        yield fake


@pytest.fixture(scope="module")
def product(provider, tmp_path_factory) -> Iterator[Product]:
    """Web alone: `RUNNER=external`, and no worker yet."""
    house = Product(tmp_path_factory.mktemp("workers"), provider.url, RUNNER="external")
    provider.proxied = {PUBLIC: house.local}
    house.spawn()
    wait_until(lambda: house.get("/healthz") == (200, "ok"), "alive")
    yield house
    house.kill()


def test_without_a_worker_the_house_takes_messages_and_says_what_lacks(product, provider):
    assert product.get("/readyz") == (503, "not ready: sender, scheduler")
    told = {"From": "+6281300000001", "Body": TALKS[0].texts[0]}
    assert provider.inbound(product.inbound, told) == 200


def test_workers_started_elsewhere_send_what_waited(product, provider):
    for _ in range(2):
        product.command("worker")
    wait_until(product.is_ready, "ready")
    wait_until(lambda: "+6281300000001" in replies(provider), "the reply that waited")


def test_two_workers_share_the_sending_and_say_nothing_twice(product, provider):
    with Crowd(product, provider) as crowd:
        crowd.send([crowd.newcomer(TALKS[0]) for _ in range(60)])
        crowd.end()
        nothing_waits(product)
        heard = replies(provider)
        assert {len(heard[citizen.address]) for citizen in crowd.citizens} == {1}


def test_a_timed_job_runs_once_for_each_due_time_whoever_leads(product):
    for _ in range(KILLS):
        leader = wait_for_leader(product)
        ran = f"SELECT 1 FROM job_runs WHERE job = 'reconcile' AND holder LIKE '%:{leader}:%'"  # noqa: S608 - a number of ours
        wait_until(lambda sql=ran: product.rows(sql), "a run of this leader", 10)
        os.kill(leader, signal.SIGKILL)
        wait_until(lambda old=leader: wait_for_leader(product) != old, "another leader", 10)
        product.command("worker")
        time.sleep(0.5)
    runs = product.rows("SELECT * FROM job_runs WHERE job = 'reconcile' ORDER BY due_at")
    dues = [datetime.fromisoformat(row["due_at"]) for row in runs]
    assert len(set(dues)) == len(dues)
    gaps = [(b - a).total_seconds() for a, b in pairwise(dues)]
    assert max(gaps) < GAP_S
    assert len({row["holder"] for row in runs}) > KILLS


def test_a_run_whose_process_died_in_the_middle_is_begun_again(product):
    """The nightly backup of today, say: rather late than never."""
    nightly = "SELECT * FROM job_runs WHERE job = 'back_up' AND ended_at IS NOT NULL"
    wait_until(lambda: product.rows(nightly), "the backup of today")
    leader = wait_for_leader(product)
    begun = f"{product.rows(HOLDER)[0]['holder']}"
    product.change("UPDATE job_runs SET ended_at = NULL, holder = ? WHERE job = 'back_up'", begun)
    os.kill(leader, signal.SIGKILL)
    wait_until(lambda: product.rows(nightly), "the backup again", 20)


def test_readyz_names_the_worker_when_it_has_gone(product):
    for pid in product.pids("worker"):
        os.kill(pid, signal.SIGKILL)
    red = (503, "not ready: sender, scheduler")
    assert wait_until(lambda: product.get("/readyz") == red, "red", RED_S + 5) <= RED_S
    assert product.get("/healthz") == (200, "ok")


def wait_for_leader(product: Product) -> int:
    wait_until(lambda: product.rows(HOLDER), "a leader")
    return int(product.rows(HOLDER)[0]["holder"].split(":")[1])
