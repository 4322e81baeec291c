"""R14, R17: killed in the middle of a migration, a publication or a backup, or given a broken FAQ: it starts by itself."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fake_twilio import FakeTwilio
from tests.process.citizens import TALKS
from tests.process.product import PUBLIC, Product, wait_until
from tests.process.seen import replies


@pytest.fixture
def provider() -> Iterator[FakeTwilio]:
    with FakeTwilio() as fake:
        yield fake


@pytest.fixture
def product(provider, tmp_path) -> Iterator[Product]:
    house = Product(tmp_path, provider.url)
    provider.proxied = {PUBLIC: house.local}
    yield house
    house.kill()


def test_killed_in_its_very_first_start_it_starts_the_next_time(product):
    """Migration, first publication, first admin: whatever was half done is done."""
    for after_s in (0.0, 0.5):
        _forget(product.database)
        product.spawn()
        wait_until(product.database.exists, "the database is made")
        time.sleep(after_s)
        product.kill()
        product.start()
        assert product.run("db", "check").stdout == "sound\n"
        product.kill()


def test_killed_while_it_publishes_it_publishes_after_the_next_start(product):
    product.start()
    (page,) = (product.folder / "faq_data/topics").glob("nib.yaml")
    page.write_text(page.read_text().replace("Daftar di", "Mendaftar di"))
    versions = "SELECT hash FROM catalogue_versions WHERE state = 'published'"
    (old,) = product.rows(versions)
    time.sleep(2.2)  # an edit counts as finished after 2 s of quiet
    product.kill()
    product.start()
    wait_until(lambda: product.rows(versions) != [old], "the new version", 30)
    assert len(product.rows(versions)) == 1


def test_killed_while_it_backs_up_it_leaves_no_half_backup(product):
    target = product.folder / "backups/by-hand.tar.gz"
    backup = product.command("db", "backup", str(target))
    wait_until(lambda: list(target.parent.glob(".*/tanya.db")), "a copy")
    product.kill()
    assert not target.exists()
    assert backup.returncode == -signal.SIGKILL
    assert product.run("db", "backup", str(target)).returncode == 0
    assert list(target.parent.glob(".*")) == []


def test_a_broken_faq_changes_nothing_now_and_nothing_after_a_restart(product, provider):
    product.start()
    for path in (product.folder / "faq_data").rglob("*.yaml"):
        path.write_text("entries: [\n")
    wait_until(lambda: _refused(product), "the edit is refused", 10)
    assert product.is_ready()
    product.kill()
    product.start()
    provider.inbound(product.inbound, {"From": "+6281300000002", "Body": TALKS[0].texts[0]})
    wait_until(lambda: "+6281300000002" in replies(provider), "a reply")


def test_a_house_that_never_had_a_good_faq_opens_and_names_it(product):
    _forget(product.database)
    office = product.folder / "faq_data/office.yaml"
    good = office.read_text()
    office.write_text("office: [\n")
    product.spawn()
    wait_until(lambda: product.get("/readyz") == (503, "not ready: catalogue"), "red")
    assert product.get("/healthz") == (200, "ok")
    office.write_text(good)
    wait_until(product.is_ready, "ready once it is mended", 30)


def _refused(product: Product) -> list[dict[str, object]]:
    return product.rows("SELECT 1 FROM catalogue_versions WHERE state = 'refused'")


def _forget(database: Path) -> None:
    for path in database.parent.glob(f"{database.name}*"):
        path.unlink()
