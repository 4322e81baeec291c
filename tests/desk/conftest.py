"""A desk with one pretended line."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from bot.desk import Desk, _passwords, backup, fetching, officers
from bot.store import open_store
from tests.clock import FakeClock
from tests.desk import given
from tests.lines import FakeLine


@pytest.fixture
def line() -> FakeLine:
    return FakeLine()


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock, line: FakeLine) -> Iterator[Desk]:
    opened = given.desk(tmp_path, clock, line)
    yield opened
    opened.store.close()


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same argon2id, cheap enough for hundreds of tries."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(_passwords, "_hasher", quick)
    monkeypatch.setattr(officers, "NOBODY", quick.hash("nobody"))


@pytest.fixture
def password(desk: Desk) -> str:
    """The one-time password of Petugas C, a new officer."""
    return officers.add(desk, "Petugas-C ", "Petugas C", "officer", by="admin")


@pytest.fixture
def kept(desk: Desk, tmp_path: Path) -> Path:
    """A backup of a desk with an answer on its way, an FAQ file and a citizen's photo."""
    faq = Path(desk.settings.faq_dir)
    faq.mkdir()
    (faq / "office.yaml").write_text("office: ours", encoding="utf-8")
    fetching.keep(desk, "photo", b"pixels")
    given.hear(desk)
    target = tmp_path / "backups" / "one.backup"
    backup.back_up(desk, target)
    return target


@pytest.fixture
def fresh(desk: Desk, tmp_path: Path) -> Iterator[Desk]:
    """The same desk on an empty host."""
    folder = tmp_path / "new"
    url, faq = f"sqlite:///{folder}/tanya.db", str(folder / "faq_data")
    settings = replace(desk.settings, database_url=url, faq_dir=faq)
    store = open_store(url)
    yield replace(desk, settings=settings, store=store)
    store.close()
