"""Ways to hurt a running product while citizens write, at any scale: a few in a test, many in a benchmark. Judges nothing."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

from tests.fake_twilio import Mode
from tests.process.citizens import TALKS, Citizen, Crowd
from tests.process.product import ROLES, Product, wait_until
from tests.process.tracing import killed_at, writers

ALL_SHARE = 2 / 3  # of the kills that take every process; the others take one
SHORTEST_S, LONGEST_S = 0.1, 2.0


def kill_often(crowd: Crowd, kills: int, per_second: float, seed: int) -> list[float]:
    """Kill -9 under load, start again at once; seconds until each time it was ready again."""
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    crowd.begin(per_second)
    took = []
    for _ in range(kills):
        time.sleep(chance.uniform(SHORTEST_S, LONGEST_S))
        one = chance.random() >= ALL_SHARE
        took.append(_kill_one(crowd.product, chance) if one else kill_all(crowd.product))
    crowd.end()
    return took


def kill_all(product: Product) -> float:
    """Every process at one instant, and start again; seconds until it was ready."""
    product.kill()
    return product.start()


def _kill_one(product: Product, chance: random.Random) -> float:
    """One process, the supervisor too: only for its death somebody outside must start again."""
    everybody = {pid: role for role in ROLES for pid in product.pids(role)}
    victim = chance.choice(list(everybody))
    os.kill(victim, signal.SIGKILL)
    begin = time.monotonic()
    if everybody[victim] == "supervisor":
        product.process.wait()
        product.spawn()
    revived = everybody[victim]
    wait_until(lambda: set(product.pids(revived)) - everybody.keys(), "revived")
    wait_until(product.is_ready, "ready again")
    return time.monotonic() - begin


def stop_often(crowd: Crowd, stops: int, per_second: float) -> list[float]:
    """SIGTERM under load; seconds until each time the last process had left."""
    crowd.begin(per_second)
    took = []
    for _ in range(stops):
        time.sleep(0.5)
        took.append(crowd.product.stop())
        kill_all(crowd.product)
    crowd.end()
    return took


def freeze(crowd: Crowd, role: str, seconds: float, per_second: float) -> None:
    """SIGSTOP every process of a role under load, and SIGCONT."""
    crowd.begin(per_second)
    time.sleep(0.5)
    pids = crowd.product.pids(role)
    for number, wait_s in ((signal.SIGSTOP, seconds), (signal.SIGCONT, 0.5)):
        for pid in pids:
            os.kill(pid, number)
        time.sleep(wait_s)
    crowd.end()


def kill_at_points(crowd: Crowd, call: str, points: range | tuple[int, ...], load: float) -> int:
    """kill -9 at the N-th write or flush of the database, web and worker in turn; how many came so far."""
    crowd.begin(load)
    hits = 0
    for number, role in zip(points, ("web", "worker") * len(points), strict=False):
        wait_until(lambda r=role: writers(crowd.product, r), "somebody to kill")
        hits += killed_at(crowd.product, writers(crowd.product, role)[0], call, number)
        wait_until(crowd.product.is_ready, "ready again")
    crowd.end()
    return hits


def provider_down(crowd: Crowd, seconds: float, per_second: float) -> None:
    """No REST request is heard for a while, under load."""
    crowd.begin(per_second)
    time.sleep(0.5)
    crowd.fake.mode = Mode(down=True)
    time.sleep(seconds)
    crowd.fake.mode = Mode()
    crowd.end()


def away(crowd: Crowd, seconds: float, each: int) -> None:
    """Nobody listens for a while; the provider tries each message as it does by default, and gives up."""
    crowd.hasty = True
    crowd.product.kill()
    crowd.send([crowd.newcomer(talk) for talk in TALKS for _ in range(each)])
    crowd.end()
    time.sleep(seconds)
    crowd.product.start()


def tell_at_once(crowd: Crowd, citizens: list[Citizen], most: int, seed: int) -> set[int]:
    """Each citizen's one message is told 2 to `most` times at one instant; the answers' statuses."""
    chance, statuses = random.Random(seed), set[int]()  # noqa: S311 - repeatable on purpose
    with ThreadPoolExecutor(most) as pool:
        for citizen in citizens:
            copies = chance.randint(2, most)
            start = Barrier(copies)
            citizen.sids = [f"SM{citizen.address[-8:]:0>32}"]
            params = {"MessageSid": citizen.sids[0], "From": citizen.address}
            params["Body"] = citizen.talk.texts[0]

            def tell(_: int, start: Barrier = start, params: dict[str, str] = params) -> int:
                start.wait()
                return crowd.fake.inbound(crowd.product.inbound, params)

            statuses |= set(pool.map(tell, range(copies)))
    return statuses


@contextmanager
def locked(product: Product) -> Iterator[None]:
    """A foreign EXCLUSIVE lock on the database."""
    stranger = sqlite3.connect(product.database, timeout=10, isolation_level=None)
    try:
        stranger.execute("BEGIN EXCLUSIVE")
        yield
        stranger.execute("ROLLBACK")
    finally:
        stranger.close()
