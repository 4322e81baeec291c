"""A desk with one pretended line."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.desk import Desk
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
