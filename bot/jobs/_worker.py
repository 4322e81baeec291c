"""The worker's threads: send, settle bursts, fetch files, watch the FAQ folder, lead the jobs."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bot.desk import Desk, bursts, deliver, fetching, looking, studying
from bot.desk.calendar import load_holidays
from bot.desk.holders import holder_name
from bot.errors import StoreUnavailable
from bot.jobs._runner import Runner

SENDERS = 32  # one hanging provider call holds one thread for 10 s
POLL_S, BURST_POLL_S, FILE_POLL_S, FAQ_POLL_S = 0.03, 0.05, 1.0, 0.5
QUIET_LOOKS = 4  # looks at an unchanged folder before an edit counts as finished: 2 s


def work(desk: Desk, stop: threading.Event) -> None:
    """Run every loop until `stop`; then let open sends finish, and end what studies meanwhile."""
    load_holidays(desk.local().year)
    loops = (_send, _settle, _fetch, _watch_faq, Runner(desk).run_with)
    threads = [
        threading.Thread(target=loop, args=(desk, stop), name=loop.__name__) for loop in loops
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    studying.leave()


def _send(desk: Desk, stop: threading.Event) -> None:
    free = threading.BoundedSemaphore(SENDERS)
    me, beaten = holder_name(), ""
    with ThreadPoolExecutor(SENDERS) as pool:
        while not stop.is_set():
            started = 0
            try:
                now = desk.now()
                if deliver.needs_beat(now, beaten):
                    deliver.beat(desk)
                    deliver.doubt_the_dead(desk)
                    beaten = now
                for piece in deliver.claim(desk, me, _room(free)):
                    free.acquire()
                    pool.submit(_guarded, desk, piece).add_done_callback(lambda _: free.release())
                    started += 1
            except StoreUnavailable as error:
                desk.log.warning("outbox unavailable", reason=str(error))
            except Exception:
                desk.log.exception("sender stumbled")
            if not started:
                stop.wait(POLL_S)


def _room(free: threading.BoundedSemaphore) -> int:
    return min(int(free._value), 16)  # noqa: SLF001 - the only thread that takes is this one


def _guarded(desk: Desk, piece: Callable[[], None]) -> None:
    try:
        piece()
    except Exception:
        desk.log.exception("send not marked")


def _settle(desk: Desk, stop: threading.Event) -> None:
    _loop(desk, stop, BURST_POLL_S, lambda: bursts.settle_due(desk))


def _fetch(desk: Desk, stop: threading.Event) -> None:
    _loop(desk, stop, FILE_POLL_S, lambda: fetching.fetch_due(desk))


def _watch_faq(desk: Desk, stop: threading.Event) -> None:
    seen, quiet = "", 0

    def look() -> None:
        nonlocal seen, quiet
        now = _signature(Path(desk.settings.faq_dir))
        quiet = quiet + 1 if now == seen else 0
        seen = now
        if quiet == QUIET_LOOKS:
            outcome = looking.look_apart(desk, lambda child: _ended(child, stop))
            desk.log.info("faq looked at", outcome=outcome)

    _loop(desk, stop, FAQ_POLL_S, look)


def _ended(child: subprocess.Popen[str], stop: threading.Event) -> bool:
    while child.poll() is None:
        if stop.wait(0.1):
            return False
    return True


def _signature(folder: Path) -> str:
    files = sorted(p for p in folder.rglob("*") if p.suffix in {".yaml", ".tsv"})
    return ";".join(f"{p}:{(s := p.stat()).st_mtime_ns}:{s.st_size}" for p in files)


def _loop(desk: Desk, stop: threading.Event, pause: float, step: Callable[[], object]) -> None:
    done: object = None
    while not stop.wait(0 if done else pause):  # where something was done there may be more
        try:
            done = step()
        except Exception:
            done = None
            desk.log.exception("loop step failed")
