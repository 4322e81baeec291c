"""The promises of running, R16 to R20, as something to do and to measure at the scale given. Prints nothing."""

import os
import signal
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from bench._stage import Scale, percentile, stage, waits
from tests.fake_twilio import FakeTwilio
from tests.process import faults
from tests.process.citizens import TALKS
from tests.process.product import Product, wait_until
from tests.process.seen import replies

STOP_S, CAP, OTHERS_S, GAP_S, LEAD_S, WORKERS = 30.0, 20, 10.0, 60.0, 10.0, 4
HOLDER = "SELECT holder FROM leases WHERE name = 'scheduler'"


def leaders_killed(scale: Scale) -> str:
    """R16."""
    with tempfile.TemporaryDirectory(prefix="tanya-chaos-") as folder, FakeTwilio() as fake:
        product = Product(Path(folder), fake.url, RUNNER="external")
        try:
            product.spawn()
            for _ in range(WORKERS):
                product.command("worker")
            for _ in range(scale.leaders):
                leader = _leader(product)
                time.sleep(1 - time.time() % 1)  # jobs are due at whole seconds
                os.kill(leader, signal.SIGKILL)
                wait_until(lambda old=leader: _leader(product) != old, "another leader", LEAD_S)
                product.command("worker")
            return _judge_runs(product.rows("SELECT * FROM job_runs WHERE job = 'reconcile'"))
        finally:
            product.kill()


def _leader(product: Product) -> int:
    wait_until(lambda: product.rows(HOLDER), "a leader")
    return int(product.rows(HOLDER)[0]["holder"].split(":")[1])


def _judge_runs(runs: list[dict]) -> str:
    dues = sorted(datetime.fromisoformat(run["due_at"]) for run in runs)
    gap = max((b - a).total_seconds() for a, b in pairwise(dues))
    assert len(set(dues)) == len(dues), "a due time was run twice"
    assert gap <= GAP_S, f"a gap of {gap:.0f} s"
    leaders = len({run["holder"] for run in runs})
    return f"{len(dues)} due times, each run once, by {leaders} leaders; longest gap {gap:.0f} s"


def stopped(scale: Scale) -> str:
    """R18."""
    with stage() as on:
        slowest = max(faults.stop_often(on.crowd, scale.stops, scale.load))
        assert slowest <= STOP_S, f"left after {slowest:.1f} s"
        return f"{on.verdict()}; left after at most {slowest:.1f} s"


def frozen(scale: Scale) -> str:
    """R19."""
    with stage() as on:
        for number, seconds in enumerate(scale.freezes):
            faults.freeze(on.crowd, ("worker", "web")[number % 2], seconds, scale.load)
        return on.verdict()


def flooded(scale: Scale) -> str:
    """R20."""
    with stage(FLOOD_CAP=str(CAP)) as on, ThreadPoolExecutor(16) as pool:
        told = {"From": "whatsapp:+6281399999999", "Body": TALKS[0].texts[0]}
        answers = [
            pool.submit(on.fake.inbound, on.product.inbound, told) for _ in range(scale.flood)
        ]
        slow = percentile(waits(on, 20), 0.95)
        assert {answer.result() for answer in answers} == {200}, "not only 2xx"
        verdict, got = on.verdict(), len(replies(on.fake)[told["From"]])
        measured = f"{got} replies to {scale.flood} messages; others p95 {slow:.2f} s; {verdict}"
        assert got <= CAP, measured
        assert slow < OTHERS_S, measured
        return measured
