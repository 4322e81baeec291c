"""How much the whole product takes in, beside a bare Flask route; how soon it answers; what it costs. Prints tables.

usage: python bench/webhook.py [--seconds 8] [--rounds 3] [--folder var/bench]

The floor is `bench/_floor.py`: same server, same number of workers and threads, same disk, same durability; it checks
the same signature and commits one row. The product masks, matches, decides, keeps message, decision, memory and reply,
and sends: distinct citizens, distinct texts, the shipped catalogue, no answer is cached. In a flood it keeps first and
decides later, so the table says beside what is taken in also what is decided. Only ratios count: absolute figures belong to
the machine and the hour.
"""

import argparse
import json
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench._load import Hit, flood, percentile, steady
from bench._machine import ROOT, fetch, free_port, is_running, memory_mb, running
from bench._questions import shots, texts
from tests.fake_twilio import ACCOUNT, SENDERS, TOKEN

WORKERS, THREADS = 2, 64
STUDY_BEGINS_S = 75  # within which the worker starts it
PACE = 50  # messages a second: far above what one office gets
LAST_REPLY_S = 1.0  # within which the last of them has left


class Bench:
    """One folder on the disk that is measured; every round of the product starts from the same database."""

    def __init__(self, folder: Path) -> None:
        """Begin with an empty folder."""
        self.folder = folder
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(
            ROOT / "faq_data", folder / "faq_data"
        )  # an edit meanwhile would be published
        self.provider = f"http://127.0.0.1:{free_port()}"
        self.questions = texts()

    @contextmanager
    def product(self, name: str) -> Iterator[tuple[str, int, float]]:
        """Run the whole product on a copy of the prepared database; (url, process id, start in s)."""
        if (self.folder / "prepared").exists():
            shutil.copytree(self.folder / "prepared", self.folder / name)
        base = f"http://127.0.0.1:{free_port()}"
        with running(["-m", "bot", "run"], f"{base}/readyz", self.environment(name, base)) as (
            pid,
            took,
        ):
            yield f"{base}/webhooks/twilio/inbound", pid, took

    @contextmanager
    def floor(self, name: str) -> Iterator[str]:
        """Run the bare route under the same server; its address."""
        port = free_port()
        url = f"http://127.0.0.1:{port}/inbound"
        app = f"bench._floor:create_app({str(self.folder / name)!r}, {url!r}, {TOKEN!r})"
        server = ["-m", "gunicorn", "-k", "gthread", "-w", str(WORKERS), "--threads", str(THREADS)]
        server += ["--no-control-socket", "--graceful-timeout", "5", "-b", f"127.0.0.1:{port}", app]
        with running(server, f"http://127.0.0.1:{port}/"):
            yield url

    def environment(self, name: str, base: str) -> dict[str, str]:
        """Tell the product to speak to our provider, without a cap on a day's messages."""
        return {
            "DATABASE_URL": f"sqlite:///{self.folder / name / 'tanya.db'}",
            "FAQ_DIR": str(self.folder / "faq_data"),
            "HOST": "127.0.0.1",
            "PORT": base.rpartition(":")[2],
            "PUBLIC_BASE_URL": base,
            "WEB_WORKERS": str(WORKERS),
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": TOKEN,
            "TWILIO_API_BASE": self.provider,
            "TWILIO_WHATSAPP_FROM": SENDERS[0].removeprefix("whatsapp:"),
            "ALLOW_FAKE_PROVIDER": "1",
            "PRIVACY_CONTACT": "pdp@example.org",
            "DAILY_SEND_CAP": "1000000",
        }

    def decided(self, name: str) -> tuple[int, float]:
        """How many messages are decided by now, and seconds until all are."""
        begin, database = time.monotonic(), sqlite3.connect(self.folder / name / "tanya.db")
        (done,) = database.execute("SELECT COUNT(*) FROM decisions").fetchone()
        while database.execute("SELECT 1 FROM messages WHERE state = 'received'").fetchone():
            time.sleep(0.05)
        database.close()
        return done, time.monotonic() - begin

    def fire(self, url: str, seconds: float, per_second: int = 3000) -> list[Hit]:
        """Flood an address with fresh questions of fresh citizens."""
        ammunition = list(islice(shots(url, self.questions), int(seconds * per_second)))
        return flood(_port(url), ammunition, seconds)


def first_start(bench: Bench) -> None:
    """Prepare what every round starts from: the first start, and the study that follows a publishing."""
    with bench.product("first") as (_, pid, took):
        print(f"first start, with fitting the matcher: ready after {took:.1f} s")
        begin, peaks = time.monotonic(), [(0.0, 0.0)]
        while time.monotonic() - begin < STUDY_BEGINS_S or is_running(pid, "faq", "study"):
            peaks.append(_memory(pid))
            time.sleep(0.5)
        print(f"background study over after {time.monotonic() - begin:.0f} s")
        taken, resident = (max(values) for values in zip(*peaks, strict=True))
        print(f"memory of all processes meanwhile: {_told(taken, resident)} (bar: 1024)")
    (bench.folder / "first").rename(bench.folder / "prepared")


def take_in(bench: Bench, rounds: int, seconds: float) -> None:
    """Print how many messages each side takes in, round by round in turn, and what the product decides of them."""
    head = f"{'p50 ms':>8} {'p99 ms':>8}"
    print(f"\n{'':8} {'floor/s':>9} {head} {'product/s':>10} {head} {'ratio':>7} decided")
    ratios = []
    for number in range(rounds):
        with bench.floor(f"floor{number}.db") as url:
            bare = bench.fire(url, seconds)
        with bench.product(f"round{number}") as (url, _, _):
            whole = bench.fire(url, seconds)
            done, took = bench.decided(f"round{number}")
        ratios.append(_good(whole) / _good(bare))
        print(
            f"round {number + 1:2} {_row(bare, seconds, 9)} {_row(whole, seconds, 10)} {ratios[-1]:7.2f} "
            f"{done / seconds:.0f}/s meanwhile, {(_good(whole) - done) / took:.0f}/s after, all after {took:.0f} s"
        )
    print(f"the product takes in {median(ratios):.2f} of the floor (bar: 0.50)")


def answer(bench: Bench, seconds: float) -> None:
    """Print acknowledgement and reply times at a steady pace, memory, and the warm start."""
    with bench.product("steady") as (url, pid, start):
        sure = list(islice(_sure(bench, "steady", url), int(seconds * PACE)))
        hits = steady(_port(url), list(shots(url, iter(sure))), PACE)
        time.sleep(LAST_REPLY_S)
        replies = _replies(bench, hits)
        memory = _memory(pid)
    rows = [
        ("acknowledgement p50", percentile(hits, 50), 0, "ms"),
        ("acknowledgement p99", percentile(hits, 99), 50, "ms"),
        ("text in to reply out p50", percentile(replies, 50), 0, "ms"),
        ("text in to reply out p99", percentile(replies, 99), 500, "ms"),
        ("memory of all processes", memory[1], 1024, "MB"),
        ("warm start to ready", start, 5, "s"),
    ]
    print(
        f"\nat {PACE} messages/s: {len(hits)} sent, {sum(h.status == 200 for h in hits)} acknowledged, {len(replies)} answered"
    )
    for name, value, bar, unit in rows:
        print(f"{name:26} {value:9.1f} {unit:3} {f'(bar: {bar})' if bar else ''}")
    print(f"memory: {_told(*memory)}")


def _memory(pid: int) -> tuple[float, float]:
    each = memory_mb(pid).values()
    return sum(taken for taken, _ in each), sum(resident for _, resident in each)


def _told(taken: float, resident: float) -> str:
    return f"{resident:.0f} MB resident, {taken:.0f} MB with shared pages counted once"


def _sure(bench: Bench, name: str, url: str) -> Iterator[str]:
    """Keep the questions answered at once; a greeting or an unsure one waits for more, by design."""
    base = url.removesuffix("/webhooks/twilio/inbound")
    asked = list(islice(bench.questions, 4000))
    told = subprocess.run(
        [sys.executable, "-m", "bot", "faq", "ask", "--json"],
        input="".join(f"{json.dumps({'text': text})}\n" for text in asked),
        capture_output=True,
        check=True,
        cwd=ROOT,
        env=bench.environment(name, base),
        text=True,
    )
    rules = [json.loads(line)["rule"] for line in told.stdout.splitlines()]
    return (text for text, rule in zip(asked, rules, strict=True) if rule == "answer")


def _replies(bench: Bench, hits: Sequence[Hit]) -> list[Hit]:
    """For each citizen who got a reply: from the text going in to the reply going out."""
    first: dict[str, float] = {}
    for sent in fetch(f"{bench.provider}/__fake__/sent"):
        first.setdefault(sent["to"], sent["at"])
    return [Hit(h.who, h.at, first[h.who] - h.at, h.status) for h in hits if h.who in first]


def _good(hits: Sequence[Hit]) -> int:
    return sum(hit.status == 200 for hit in hits)


def _row(hits: Sequence[Hit], seconds: float, width: int) -> str:
    lost = len(hits) - _good(hits)
    rate = f"{_good(hits) / seconds:{width}.0f} {percentile(hits, 50):8.1f} {percentile(hits, 99):8.1f}"
    return rate + (f" ({lost} refused)" if lost else "")


def _port(url: str) -> int:
    return int(url.split(":")[2].partition("/")[0])


def main() -> None:
    """Prepare once, then measure."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=float, default=8)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--folder", type=Path, default=ROOT / "var/bench")
    given = asked.parse_args()
    bench = Bench(given.folder.resolve())
    provider = ["-m", "tests.fake_twilio", "--port", bench.provider.rpartition(":")[2]]
    with running(provider, f"{bench.provider}/__fake__/mode"):
        first_start(bench)
        take_in(bench, given.rounds, given.seconds)
        answer(bench, 20)


if __name__ == "__main__":
    main()
