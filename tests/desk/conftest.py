"""A desk with one pretended line."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from bot.desk import Desk, _passwords, officers
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
    """The one-time password of Rina, a new officer."""
    return officers.add(desk, "Rina ", "Rina", "officer", by="admin")
