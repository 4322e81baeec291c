"""Server time of every page, of searches, and of live events, in an office with a million messages. Prints tables.

usage: python -m bench.console [--scale 1.0] [--loads 9] [--folder var/bench] [--only pages|search|live]

The database is made once (a few minutes at scale 1.0) and kept in the folder. Every GET route of the address map is
loaded by each role that may open it, signed in, through the application itself; the clock stands where the data end.
Live events are measured on a running product: 50 officers hold a stream each while 50 messages a second come in.
"""

import argparse
import gc
import hashlib
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median, quantiles

from flask import Flask

from bench import _office, _officers
from bench._machine import ROOT, free_port, running
from bench._office_size import PASSWORD, RARE, ROLES
from bot.desk import open_desk
from bot.desk.desk import Desk, system_clock
from bot.settings import read_settings
from bot.store.migrations import m001_the_house as first
from tests.console.visitor import Visitor
from webhooks import create_app

PAGE_MS, SEARCH_MS, LIVE_MS = 100, 200, 300
APART = (
    "/webhooks/",
    "/healthz",
    "/readyz",
    "/files/",
    "/metrics",
    "/console/static/",
    "/console/events",
)
GOOD = {200, 303}


class Gallery:
    """The filled database, and the application over it."""

    def __init__(self, folder: Path, scale: float) -> None:
        """Make what lacks; `prepared` has catalogue and matcher, the other one a year of work too."""
        self.scale = scale
        self.folder = folder / f"console-{scale:g}-{_schema()}"
        self.prepare()

    def prepare(self) -> None:
        """Start the product once on an empty folder, then pour the year into its database."""
        if (self.folder / "done").exists():
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(ROOT / "faq_data", self.folder / "faq_data")
        port = free_port()
        with running(
            ["-m", "bot", "run"],
            f"http://127.0.0.1:{port}/readyz",
            _officers.environment(self.folder, port),
        ):
            pass
        began = time.monotonic()
        _office.fill(self.folder / "tanya.db", self.scale, system_clock())
        (self.folder / "done").touch()
        print(f"filled in {time.monotonic() - began:.0f} s")

    def desk(self) -> Desk:
        """Open it with a clock that goes on from where the data end."""
        began, end = time.monotonic(), _office.newest(self.folder / "tanya.db")

        def clock() -> datetime:
            return end + timedelta(seconds=time.monotonic() - began)

        settings = read_settings(_officers.environment(self.folder, 8000))
        return open_desk(settings, clock, process="bench")


def _schema() -> str:
    text = "".join(
        path.read_text(encoding="utf-8")
        for path in sorted(Path(first.__file__).parent.glob("m*.py"))
    )
    text += (Path(first.__file__).parents[1] / "_fulltext.py").read_text(encoding="utf-8")
    return hashlib.blake2b(text.encode(), digest_size=4).hexdigest()


@dataclass(frozen=True)
class Took:
    """Milliseconds of each load: on the wall, and of the processor alone."""

    wall: list[float]
    cpu: list[float]


def timed(act: Callable[[], object], loads: int) -> Took:
    """Load several times; once before, to warm."""
    wall, cpu = [], []
    act()
    for _ in range(loads):
        began, spent = time.perf_counter(), time.process_time()
        act()
        cpu.append(1000 * (time.process_time() - spent))
        wall.append(1000 * (time.perf_counter() - began))
    return Took(wall, cpu)


class Table:
    """Rows of name, p50, p95; counts what misses its bar."""

    def __init__(self, title: str, bar: int) -> None:
        """Print the head."""
        self.bar, self.slow, self.rows = bar, 0, 0
        print(f"\n{title:66} {'p50 ms':>8} {'p95 ms':>8} {'cpu ms':>8}   (bar: {bar} ms)")

    def add(self, name: str, took: Took) -> None:
        """Print one row."""
        p95 = quantiles(took.wall, n=20, method="inclusive")[-1]
        missed = " MISSED" if p95 >= self.bar else ""
        self.rows, self.slow = self.rows + 1, self.slow + bool(missed)
        print(
            f"{name:66} {median(took.wall):8.1f} {p95:8.1f} {median(took.cpu):8.1f}{missed}",
            flush=True,
        )

    def end(self) -> None:
        """Print how many keep the bar."""
        print(f"{self.rows - self.slow} of {self.rows} keep the bar")


def examples(desk: Desk) -> dict[str, str]:
    """Give something real for every argument of an address."""

    def id_of(table: str, where: str = "1 = 1") -> str:
        row = desk.store.read(
            lambda tx: tx.one(f"SELECT id FROM {table} WHERE {where} ORDER BY id DESC LIMIT 1")  # noqa: S608
        )
        return str(row["id"]) if row else ""

    return {
        "ticket": id_of("tickets", "state = 'waiting'"), "file": "none", "token": "none", "talk": id_of("conversations", "id NOT IN (SELECT conversation_id FROM tickets)"),
        "name": "nib-biaya", "key": "nib_fee", "sentence": "hello_again", "kind": "zip", "proposal": id_of("proposals", "state = 'open'"),
        "before": "files", "after": "files", "language": "id",
    }  # fmt: skip


def addresses(app: Flask, known: dict[str, str]) -> Iterator[str]:
    """Every GET address of the pages, and the views that weigh most."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        if "GET" in (rule.methods or ()) and not rule.rule.startswith(APART):
            with app.test_request_context():
                yield app.url_map.bind("localhost").build(
                    rule.endpoint, {a: known[a] for a in rule.arguments}
                )


def heavier(desk: Desk) -> list[str]:
    """Name views of pages with more behind them."""
    long = desk.store.read(
        lambda tx: tx.one(
            "SELECT t.id, c.id AS talk FROM tickets t JOIN conversations c ON c.id = t.conversation_id JOIN addresses a ON a.id = c.address_id WHERE a.address = '+6281300000000' ORDER BY t.opened_at DESC LIMIT 1"
        )
    ) or {"id": "", "talk": ""}
    queue = [f"/console/?view={view}" for view in ("waiting", "mine", "all", "resolved")]
    return [
        *queue, "/console/?view=resolved&page=40", f"/console/tickets/{long['id']}", f"/console/percakapan/{long['talk']}",
        "/console/hari-ini?days=7", "/console/hari-ini?days=30", "/console/audit?what=ticket_replied",
        "/console/audit?what=exported", "/console/events.json?since=0",
    ]  # fmt: skip


def pages(gallery: Gallery, loads: int) -> None:
    """Print the server time of every page, for the role that waits longest for it."""
    desk = gallery.desk()
    app = create_app(desk=desk)
    people = {role: Visitor(app) for role in ROLES}
    for role, person in people.items():
        assert person.sign_in(f"seorang-{role}", PASSWORD).status_code == 303, role
    gc.freeze()  # as every web process does
    table = Table("page and role", PAGE_MS)
    for address in [*addresses(app, examples(desk)), *heavier(desk)]:
        took = {role: _loaded(person, address, loads) for role, person in people.items()}
        slowest = {role: one for role, one in took.items() if one}
        if slowest:
            role = max(slowest, key=lambda role: median(slowest[role].wall))
            table.add(f"{address[:46]} ({len(slowest)} roles, {role})", slowest[role])
    table.end()
    desk.store.close()


def _loaded(person: Visitor, address: str, loads: int) -> Took | None:
    """Load a page several times; None where it is shut to this person."""
    answer = person.get(address)
    if answer.status_code in GOOD:
        return timed(lambda: person.get(address), loads)
    assert answer.status_code in {403, 404}, (address, answer.status_code)
    return None


def searches(gallery: Gallery, loads: int) -> None:
    """Print the server time of searches."""
    desk = gallery.desk()
    visitor = Visitor(create_app(desk=desk))
    visitor.sign_in("seorang-officer", PASSWORD)
    row = desk.store.read(
        lambda tx: tx.one(
            "SELECT number, opened_at FROM tickets ORDER BY id DESC LIMIT 1 OFFSET 900"
        )
    )
    asked = {
        "a rare word": RARE, "a very common word": "izin", "its beginning": "izi", "three letters": "nib",
        "two common words": "biaya nib", "many words": "berapa biaya urus nib rumah nomor 7", "no such word": "xyzzyq",
        "ticket number": row["number"], "phone number": "081300000123", "last digits": "00123", "date": row["opened_at"][:10],
    }  # fmt: skip
    table, token = Table("search", SEARCH_MS), visitor.token()
    for name, text in asked.items():
        form = {"csrf": token, "text": text}
        found = visitor.client.post("/console/cari", data=form).text.count('class="card"')
        table.add(
            f"{name}: {text} ({found} hits)",
            timed(lambda f=form: visitor.client.post("/console/cari", data=f), loads),
        )
    table.end()
    desk.store.close()


def main() -> None:
    """Prepare once, then measure."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--scale", type=float, default=1.0)
    asked.add_argument("--loads", type=int, default=9)
    asked.add_argument("--folder", type=Path, default=ROOT / "var/bench")
    asked.add_argument("--only", choices=("pages", "search", "live"), default="")
    given = asked.parse_args()
    gallery = Gallery(given.folder.resolve(), given.scale)
    for name, measure in (("pages", pages), ("search", searches)):
        if given.only in {"", name}:
            measure(gallery, given.loads)
    if given.only in {"", "live"}:
        _officers.measure(gallery.folder, LIVE_MS)


if __name__ == "__main__":
    sys.exit(main())
