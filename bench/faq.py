"""What the admins' studio costs: python -m bench.faq [--entries 1000]. Prints tables and whether bars are met."""

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bot.catalogue import differences, edit, lint, load, pack, read_files
from bot.channels._sms import segments
from bot.desk import Desk, _fit_model, faq, listing, open_desk, studio, versions
from bot.desk._faq_test import score
from bot.model.entry import Catalogue
from bot.model.officer import Officer
from bot.settings import read_settings
from intents import Matcher
from tests.console.visitor import hire
from tests.desks import SECRET, SHIPPED, open_test_desk
from tests.fake_twilio import FakeTwilio
from tests.process.product import PUBLIC, Product, wait_until
from tests.process.seen import replies

CHECKED_S, LIVE_S = 5.0, 6.0  # the bars
PHRASES_EACH, A_FILE, ASKED = 30, 90, 500
Row = tuple[str, float, str]


def main() -> int:
    """Measure, print, and tell by the exit code whether the bars are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=1000, help="size of the big catalogue")
    asked = parser.parse_args()
    checked, rows = _shipped()
    _print("the shipped catalogue", rows)
    live, rows = _published()
    _print("an edit in the running product", rows)
    _print(f"{asked.entries} entries x {PHRASES_EACH} phrases", _big(asked.entries))
    good = checked <= CHECKED_S and live <= LIVE_S
    print(f"lint + test + diff {checked:.1f} s (bar {CHECKED_S:.0f}), publish to live {live:.1f} s"
          f" (bar {LIVE_S:.0f}): {'met' if good else 'MISSED'}")  # fmt: skip
    return 0 if good else 1


def _shipped() -> tuple[float, list[Row]]:
    """Lint, test and diff of what we ship, with its model fitted already, as the command line does it."""
    with tempfile.TemporaryDirectory() as folder:
        desk = open_test_desk(Path(folder), shipped=True)
        files = read_files(SHIPPED)
        catalogue, read_s = _timed(lambda: load(files))
        _, lint_s = _timed(lambda: lint(catalogue, segments=segments, today=desk.local().date()))
        found, test_s = _timed(
            lambda: score(_fit_model.matcher_of(desk, catalogue), catalogue.questions)
        )
        row = faq.state(desk).published
        _, diff_s = _timed(lambda: versions.compare(desk, row["id"], "files"))
        desk.store.close()
    counts = found.counts()
    told = ", ".join(f"{counts[what]} {what}" for what in ("right", "offered", "handed", "wrong"))
    rows = [
        ("read", read_s, f"{len(catalogue.entries)} entries, {_phrases(catalogue)} phrases"),
        ("lint", lint_s, ""),
        ("test", test_s, told),
        ("diff", diff_s, ""),
    ]
    return read_s + lint_s + test_s + diff_s, rows


def _published() -> tuple[float, list[Row]]:
    """Save, report, publish, and the first reply with the new text, in the product as it runs."""
    with tempfile.TemporaryDirectory() as name, FakeTwilio() as provider:
        folder = Path(name)
        product = Product(folder, provider.url, shipped=True)
        provider.proxied = {PUBLIC: product.local}
        given = {"DATABASE_URL": f"sqlite:///{folder}/tanya.db", "FAQ_DIR": f"{folder}/faq_data"}
        try:
            product.start()
            desk = open_desk(read_settings(given | {"SECRET_KEY": SECRET}), process="bench")
            rows = list(_edits(desk, hire(desk, "admin", "Petugas C"), product, provider))
            desk.store.close()
        finally:
            product.kill()
    return max(took for what, took, _ in rows if what.startswith("publish")), rows


def _edits(desk: Desk, petugas_c: Officer, product: Product, provider: FakeTwilio) -> Iterator[Row]:
    for what, word in (("a text", "Pertama"), ("wordings", "Kedua")):
        page = studio.open_entry(desk, "nib-biaya")
        told = {"id": f"{word}: membuat NIB {{fact:nib_fee}}."}
        fields = {**page.fields, "answer": told, "sms": told}
        if what == "wordings":
            plain = ["bikin nib bayar nggak", "nib gratis kah", "ongkos nib"]
            fields["phrases"] = {**page.fields["phrases"], "biasa": plain}
        digest, save_s = _timed(
            lambda f=fields, b=page.base: studio.save(desk, petugas_c, "nib-biaya", b, f)
        )
        yield f"save {what}", save_s, ""
        report_s = wait_until(lambda: versions.waiting(desk).state == "waiting", "a report", 300)
        yield f"report of {what}", report_s, "2 s of it quiet"
        began = time.perf_counter()
        versions.publish(desk, petugas_c, digest, "bench")
        _asks_until(product, provider, word)
        yield (
            f"publish {what} to live",
            time.perf_counter() - began,
            "first reply with the new text",
        )


def _asks_until(product: Product, provider: FakeTwilio, told: str) -> None:
    """Ask, each time as somebody else, until the reply begins with the word."""
    heard = ""
    while not heard.startswith(told):
        address = f"+62813{random.randrange(10**8):08d}"  # noqa: S311
        provider.inbound(product.inbound, {"From": address, "Body": "bikin nib bayar nggak"})
        wait_until(lambda a=address: a in replies(provider), "a reply", 30)
        heard = replies(provider)[address][0]


def _big(entries: int) -> list[Row]:
    """The studio at a size that no office has yet."""
    with tempfile.TemporaryDirectory() as name:
        desk = open_test_desk(Path(name), shipped=True)
        folder = Path(name) / "faq_data"
        files, write_s = _timed(lambda: _grown(entries))
        for file, data in files.items():
            (folder / file).write_bytes(data)
        catalogue, read_s = _timed(lambda: load(files))
        petugas_c = hire(desk, "admin", "Petugas C")
        rows = [
            (
                "write them",
                write_s,
                f"{sum(map(len, files.values())) // 1000} kB, packed {len(pack(files)) // 1000} kB",
            ),
            ("read", read_s, f"{_phrases(catalogue)} phrases"),
            (
                "lint",
                _timed(lambda: lint(catalogue, segments=segments, today=desk.local().date()))[1],
                "",
            ),
            ("list", _timed(lambda: listing.entries(desk, listing.Filter()))[1], "with all marks"),
            ("open an entry", _timed(lambda: studio.open_entry(desk, "besar-1"))[1], ""),
            ("save an entry", _save(desk, petugas_c), ""),
            ("diff", _timed(lambda: differences(desk.minds.current().catalogue, catalogue))[1], ""),
            *_fitted(catalogue),
        ]
        desk.store.close()
    rows.append(
        ("memory", 0.0, f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most")
    )
    return rows


def _save(desk: Desk, petugas_c: Officer) -> float:
    page = studio.open_entry(desk, "besar-1")
    fields = {**page.fields, "title": {"id": "Judul baru"}}
    return _timed(lambda: studio.save(desk, petugas_c, "besar-1", page.base, fields))[1]


def _fitted(catalogue: Catalogue) -> Iterator[Row]:
    """Fit, keep and load as the worker and the web processes do, and ask."""
    matcher, fit_s = _timed(
        lambda: Matcher.fit(_fit_model.phrases(catalogue), lexicon=catalogue.lexicon)
    )
    data, keep_s = _timed(matcher.dump)
    loaded, load_s = _timed(lambda: Matcher.load(data))
    texts = [phrase.text for entry in catalogue.entries.values() for phrase in entry.phrases]
    asked = texts[:: max(1, len(texts) // ASKED)]
    _, ask_s = _timed(lambda: [loaded.match(text) for text in asked])
    yield f"fit {len(catalogue.entries)} entries", fit_s, ""
    yield "keep the model", keep_s, f"{len(data) // 1_000_000} MB"
    yield "load the model", load_s, ""
    yield f"ask {len(asked)} questions", ask_s, f"{1000 * ask_s / len(asked):.1f} ms each"


def _grown(entries: int) -> dict[str, bytes]:
    """The shipped files, and entries with made-up words until there are so many."""
    files = read_files(SHIPPED)
    shipped = load(files)
    chance = random.Random(1)  # noqa: S311 - repeatable on purpose
    texts = [phrase.text for entry in shipped.entries.values() for phrase in entry.phrases]
    words = sorted({word for text in texts for word in text.split() if word.isalpha()})
    for number in range(max(0, entries - len(shipped.entries)) // A_FILE + 1):
        first = number * A_FILE + 1
        data = edit.new_topic({"id": f"Besar {number}"}).replace(b"entries: []\n", b"entries:\n")
        told = [_entry(at, words, texts, chance) for at in range(first, first + A_FILE)]
        files[f"topics/besar{number}.yaml"] = data + "".join(told).encode()
    return files


def _entry(number: int, words: list[str], texts: list[str], chance: random.Random) -> str:
    own = [chance.choice(words) + chance.choice(words)[:4] for _ in range(4)]
    lines = []
    for _ in range(PHRASES_EACH):
        phrase = chance.choice(texts).replace('"', "").split()[:12]
        for word in chance.sample(own, 2):
            phrase.insert(chance.randrange(len(phrase) + 1), word)
        lines.append(f'        - "{" ".join(phrase)}"\n')
    return (
        f"  - id: besar-{number}\n    scope: city\n    title: {{id: Perihal {number}}}\n"
        f"    answer: {{id: Ini jawaban tentang perihal {number}.}}\n    phrases:\n      biasa:\n"
        + "".join(lines)
        + "    route: answer\n    source: uji\n    as_of: '2026-01-01'\n"
        "    review_by: '2027-01-01'\n    owner: admin\n"
    )


def _phrases(catalogue: Catalogue) -> int:
    return sum(len(entry.phrases) for entry in catalogue.entries.values())


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    began = time.perf_counter()
    found = work()
    return found, time.perf_counter() - began


def _print(title: str, rows: list[Row]) -> None:
    print(title)
    for what, seconds, more in rows:
        print(f"  {what:28} {f'{seconds:7.2f} s' if seconds else '':>10}  {more}")


if __name__ == "__main__":
    sys.exit(main())
