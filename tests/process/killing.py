"""Ways to hurt a running product: kill -9 of all or one, again and again, while citizens write. Judges nothing."""

from __future__ import annotations

import os
import random
import signal
import time

from tests.process.citizens import Crowd
from tests.process.product import Product, wait_until

ALL_SHARE = 2 / 3  # of the kills that take every process; the others take one
SHORTEST_S, LONGEST_S = 0.1, 2.0
READY_S = 60.0


def kill_often(crowd: Crowd, kills: int, per_second: float, seed: int) -> list[float]:
    """Kill under load, start again at once; seconds until each time it was ready again."""
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    crowd.begin(per_second)
    took = []
    for _ in range(kills):
        time.sleep(chance.uniform(SHORTEST_S, LONGEST_S))
        took.append(
            _kill_all(crowd.product)
            if chance.random() < ALL_SHARE
            else _kill_one(crowd.product, chance)
        )
    crowd.end()
    return took


def _kill_all(product: Product) -> float:
    product.kill()
    return product.start()


def _kill_one(product: Product, chance: random.Random) -> float:
    """One process, the supervisor too: only for its death somebody outside must start again."""
    victim = chance.choice(
        [pid for role in ("supervisor", "web", "worker") for pid in product.pids(role)]
    )
    supervisor = victim in product.pids("supervisor")
    os.kill(victim, signal.SIGKILL)
    begin = time.monotonic()
    if supervisor:
        product.process.wait()
        product.spawn()
        wait_until(lambda: product.process.poll() is None and product.pids("web"), "started")
    wait_until(product.is_ready, "ready again", READY_S)
    return time.monotonic() - begin
