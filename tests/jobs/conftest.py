"""A desk on the machine's own clock, with one pretended line."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.desk import Desk
from tests.desk import given
from tests.lines import FakeLine


@pytest.fixture
def line() -> FakeLine:
    return FakeLine()


class Now:
    """The machine's time; `forward` does nothing, time passes by itself."""

    def __call__(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - real threads need a real clock

    def forward(self, **_amount: float) -> None:
        """Time passes by itself."""


@pytest.fixture
def desk(tmp_path: Path, line: FakeLine) -> Iterator[Desk]:
    opened = given.desk(tmp_path, Now(), line, BURST_QUIET_S="0.2")
    yield opened
    opened.store.close()
