"""The command line on a folder of its own, with the small catalogue in force."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import commands
from bot.desk import Desk, open_desk
from bot.settings import read_settings
from tests.desks import SECRET, open_test_desk

Cli = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where database and FAQ files lie."""
    open_test_desk(tmp_path).store.close()
    return tmp_path


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    return {
        "DATABASE_URL": f"sqlite:///{home}/tanya.db",
        "FAQ_DIR": str(home / "faq_data"),
        "SECRET_KEY": SECRET,
    }


@pytest.fixture
def cli(environment: dict[str, str]) -> Cli:
    """Run a command line as `python -m bot` would; its result with output and exit code."""

    def run(*words: str, stdin: str = "", **more: str) -> Result:
        runner = CliRunner(env=environment | more)
        return runner.invoke(commands(), words, input=stdin)

    return run


@pytest.fixture
def desk(environment: dict[str, str]) -> Desk:
    """The desk that the commands act on."""
    opened = open_desk(read_settings(environment), process="test")
    yield opened
    opened.store.close()


@pytest.fixture
def empty(home: Path) -> Path:
    """The same folder before the first start."""
    for path in home.glob("tanya.db*"):
        path.unlink()
    shutil.rmtree(home / "faq_data")
    return home
