"""R17: killed in the middle of its first start or a backup, or without a good FAQ: it starts by itself."""

import signal
from pathlib import Path

import pytest

from tests.process.product import wait_until


@pytest.fixture
def product(own_product):
    return own_product


def test_killed_in_its_very_first_start_it_starts_the_next_time(product):
    """Migration, first publication, first admin: whatever was half done is done."""
    _forget(product.database)
    product.spawn()
    wait_until(product.database.exists, "the database is made")
    product.kill()
    product.start()
    assert product.run("db", "check").stdout.startswith("sound\n")


def test_killed_while_it_backs_up_it_leaves_no_half_backup(product):
    target = product.folder / "backups/by-hand.backup"
    backup = product.command("db", "backup", str(target))
    wait_until(lambda: list(target.parent.glob(".*/tanya.db")), "a copy")
    product.kill()
    assert not target.exists()
    assert backup.returncode == -signal.SIGKILL
    assert product.run("db", "backup", str(target)).returncode == 0
    assert list(target.parent.glob(".*")) == []


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


def _forget(database: Path) -> None:
    for path in database.parent.glob(f"{database.name}*"):
        path.unlink()
