"""The promises of delivery, R1 to R10, as something to do and to measure at the scale given. Prints nothing."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

from bench._stage import PATIENCE_S, Scale, percentile, stage, waits
from tests.fake_twilio import Mode
from tests.process import faults
from tests.process.citizens import TALKS
from tests.process.product import wait_until
from tests.process.seen import busiest
from tests.process.tracing import injected, writers

READY_S, HEAL_S, LEAST_HIT, MOST_CALLS, SPAN_S = 5.0, 10.0, 0.75, 12, 5.0


def killed(scale: Scale) -> str:
    """R1."""
    with stage() as on:
        on.fake.account.hide_acknowledged = True
        took = faults.kill_often(on.crowd, scale.kills, scale.load, scale.seed)
        verdict, slow = on.verdict(), percentile(took, 0.95)
        measured = f"{verdict}; {scale.kills} kills, ready again p95 {slow:.1f} s"
        assert slow <= READY_S, measured
        assert {entry["decisions"] for entry in on.product.ledger()} == {1}
        return measured


def killed_at_points(scale: Scale) -> str:
    """R2."""
    hits = 0
    with stage() as on:
        on.fake.account.hide_acknowledged = True
        points = range(1, scale.points + 1)
        for call in ("fdatasync", "pwrite64"):
            hits += faults.kill_at_points(on.crowd, call, points, scale.load)
        tried = 2 * scale.points
        assert hits >= LEAST_HIT * tried, f"only {hits} of {tried} points hit"
        return f"{on.verdict()}; {hits} of {tried} points hit"


def told_many_times(scale: Scale) -> str:
    """R3."""
    with stage(WEB_WORKERS="4") as on:
        citizens = [on.crowd.newcomer(TALKS[0]) for _ in range(scale.messages)]
        statuses = faults.tell_at_once(on.crowd, citizens, 8, scale.seed)
        on.verdict()
        faults.kill_all(on.product)
        statuses |= faults.tell_at_once(on.crowd, citizens, 4, scale.seed)
        verdict = on.verdict()
        assert statuses == {200}, f"answered {statuses}"
        assert {entry["decisions"] for entry in on.product.ledger()} == {1}
        return verdict


def provider_down(scale: Scale) -> str:
    """R4: killed again and again while the provider comes and goes."""
    with stage() as on:
        chance, over = random.Random(scale.seed), Event()  # noqa: S311 - repeatable on purpose

        def come_and_go() -> None:
            while not over.is_set():
                on.fake.mode = Mode(down=chance.random() < 0.5)
                time.sleep(chance.uniform(0.5, 3))
            on.fake.mode = Mode()

        with ThreadPoolExecutor(1) as pool:
            pool.submit(come_and_go)
            faults.kill_often(on.crowd, max(2, scale.kills // 5), scale.load, scale.seed)
            over.set()
        return on.verdict(60)


def unknown_ends(scale: Scale) -> str:
    """R5."""
    with stage() as on:
        on.fake.mode = Mode(
            accept_reset=0.2, accept_hang=0.03, hang_s=12, accept_503=0.1, reset=0.1
        )
        on.crowd.send(on.crowd.newcomer(TALKS[n % 2]) for n in range(scale.sends))
        on.crowd.end()
        time.sleep(1)
        faults.kill_all(on.product)  # some POSTs are open
        return on.verdict(180)


def stuck(scale: Scale) -> str:
    """R6."""
    with stage() as on:
        refused = on.crowd.newcomer(TALKS[1])
        on.fake.account.refuse[refused.address] = 63018
        on.crowd.tell(refused)
        took = waits(on, scale.messages)
        on.fake.account.refuse.clear()
        slow = percentile(took, 0.95)
        assert slow < READY_S, f"others p95 {slow:.1f} s"
        return f"{on.verdict()}; others p95 {slow:.2f} s"


def away(scale: Scale) -> str:
    """R7."""
    with stage() as on:
        faults.away(on.crowd, scale.down_s, each=max(5, int(scale.load * scale.down_s / 12)))
        begin = time.monotonic()
        unheard = sum(len(citizen.sids) - citizen.acknowledged for citizen in on.crowd.citizens)
        verdict = on.verdict(PATIENCE_S)
        return f"{verdict}; {unheard} unheard, all answered {time.monotonic() - begin:.0f} s after the return"


def locked(scale: Scale) -> str:
    """R8."""
    with stage() as on:
        healed = []
        on.crowd.begin(scale.load)
        for seconds in scale.locks:
            with faults.locked(on.product):
                time.sleep(seconds)
            healed.append(wait_until(on.product.is_ready, "healed", HEAL_S))
        on.crowd.end()
        return f"{on.verdict()}; healed after {max(healed):.1f} s"


def full_disk(scale: Scale) -> str:
    """R9."""
    with stage() as on:
        pids = [*writers(on.product, "web"), *writers(on.product, "worker")]
        on.crowd.begin(scale.load)
        with injected(on.product, pids, "pwrite64:error=ENOSPC"):
            red = wait_until(lambda: on.product.get("/readyz")[0] == 503, "red", READY_S)
            time.sleep(scale.down_s / 5)
        healed = wait_until(on.product.is_ready, "healed", HEAL_S)
        on.crowd.end()
        verdict = on.verdict()
        told = on.product.run("db", "check").stdout
        assert told.startswith("sound\n"), f"the database is not sound: {told}"
        return f"{verdict}; red after {red:.1f} s, healed after {healed:.1f} s"


def in_trouble(scale: Scale) -> str:
    """R10."""
    with stage() as on:
        begin = time.time()
        for mode in (
            Mode(error_500=1),
            Mode(error_429=1),
            Mode(reset=1),
            Mode(error_500=0.4, reset=0.3),
        ):
            on.fake.mode = mode
            on.crowd.send([on.crowd.newcomer(TALKS[0]) for _ in range(10)])
            time.sleep(scale.down_s / 3)
        on.fake.mode = Mode()
        on.crowd.end()
        verdict, most = on.verdict(), busiest(on.fake, begin, SPAN_S)
        assert most <= MOST_CALLS, f"{most} calls to one number in {SPAN_S:.0f} s"
        return f"{verdict}; at most {most} calls to one number in {SPAN_S:.0f} s"
