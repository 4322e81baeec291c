"""R14: killed in the middle of publishing, or given ten kinds of bad files: the old or the new version, never a mixture."""

import random
import subprocess
import sys
import time

import pytest

from bot.catalogue import content_hash, load, read_files, unpack
from bot.desk import faq
from bot.store import catalogues
from tests.desks import open_test_desk
from tests.fake_twilio import FakeTwilio
from tests.process.product import ROOT, Product, wait_until
from tests.process.publisher import desk_in, numbers
from tests.process.seen import replies

KILLS, SEED, LONGEST_S = 20, 7, 0.6


def _mixed(files) -> bool:
    fact, answer = numbers(files)
    return fact != answer


def _killed_while_publishing(folder, after_s: float) -> None:
    command = [sys.executable, "-m", "tests.process.publisher", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"ready\n"
        time.sleep(after_s)
        process.kill()


def test_killed_while_it_publishes_the_old_or_the_new_version_is_in_force_never_a_mixture(tmp_path):
    open_test_desk(tmp_path).store.close()
    chance, seen = random.Random(SEED), set()  # noqa: S311 - repeatable on purpose
    for _ in range(KILLS):
        _killed_while_publishing(tmp_path, chance.uniform(0.05, LONGEST_S))
        desk = desk_in(tmp_path)
        for _ in range(2):  # what is there, and what the worker makes of the files that were left
            (row,) = desk.store.read(
                lambda tx: tx.all("SELECT * FROM catalogue_versions WHERE state = 'published'")
            )
            files = unpack(row["files"])
            assert content_hash(files) == row["hash"]
            assert not _mixed(files)
            assert desk.store.read(lambda tx, key=row["model_key"]: catalogues.has_model(tx, key))
            load(read_files(tmp_path / "faq_data"))
            faq.look(desk)
        seen.add(row["hash"])
        desk.store.close()
    assert len(seen) > KILLS / 4  # it was really publishing


# --- ten bad files


GOOD = "family: {id: Uji}\nentries: []\n"
BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
ENTRY = """family: {id: Uji}
entries:
  - id: uji
    scope: city
    title: {id: Uji}
    answer: {id: "Ini uji."}
    phrases: [uji coba]
    route: answer
    source: uji
    as_of: '2026-01-01'
    review_by: '2027-01-01'
    owner: admin
"""
BAD = {
    "truncated": ENTRY[: ENTRY.index("answer:") + 12].encode(),
    "tag": ENTRY.replace("[uji coba]", "!!python/object/apply:os.abort []").encode(),
    "bomb": (BOMB + GOOD).encode(),
    "huge": GOOD.encode() + b"# " + b"x" * 600_000,
    "binary": b"\x7fELF\x00\x01" + bytes(range(256)),
    "twice": ENTRY.replace("id: uji", "id: nib-biaya").encode(),
    "tabs": ENTRY.replace("    route", "\troute").encode(),
    "encoding": ENTRY.replace("Ini uji.", "Ini ujié.").encode("latin-1"),
    "missing": ENTRY.replace("    route: answer\n", "").encode(),
    "link": ENTRY.replace("Ini uji.", "Buka https://oss-go-id.example/masuk").encode(),
}


@pytest.fixture
def provider(own_provider):
    return own_provider


@pytest.fixture
def product(own_product):
    return own_product


def _problems(product: Product) -> str:
    rows = product.rows("SELECT report FROM catalogue_versions WHERE state = 'refused'")
    return rows[0]["report"] if rows else ""


def _answers(product: Product, provider: FakeTwilio, number: int) -> tuple[str, ...]:
    address = f"+62813000000{number:02d}"
    provider.inbound(product.inbound, {"From": address, "Body": "bikin nib bayar nggak"})
    wait_until(lambda: address in replies(provider), "a reply", 30)
    return replies(provider)[address]


def test_ten_bad_files_change_nothing_live_and_nothing_after_a_restart(product, provider):
    product.start()
    topics = product.folder / "faq_data/topics"
    usual = _answers(product, provider, 0)
    for number, (kind, data) in enumerate(BAD.items(), start=1):
        (topics / f"{kind}.yaml").write_bytes(data)
        wait_until(lambda k=kind: f"topics/{k}.yaml:" in _problems(product), f"{kind} is named", 30)
        assert product.is_ready()
        assert product.get("/healthz") == (200, "ok")
        if number % 5 == 0:  # they pile up: the fifth and the tenth have all before them
            assert _answers(product, provider, number) == usual
    product.kill()
    product.start()
    assert product.is_ready()
    assert _answers(product, provider, 20) == usual
    wait_until(lambda: "topics/link.yaml:" in _problems(product), "told again", 30)
    for kind in BAD:
        (topics / f"{kind}.yaml").unlink()
    wait_until(lambda: not _problems(product), "mended", 30)
