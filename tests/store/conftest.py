"""A migrated database of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store import Connections, open_store
from bot.store.admin import migrate_database


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Connections]:
    opened = open_store(f"sqlite:///{tmp_path}/deep/down/tanya.db")
    migrate_database(opened)
    yield opened
    opened.close()
