"""Desks over real SQLite files for tests: the shipped catalogue, or the tiny one of tests/make.py."""

from __future__ import annotations

import functools
import io
import shutil
from pathlib import Path

import structlog

from bot.desk import Desk, backup, faq, open_desk
from bot.settings import read_settings
from tests import make
from tests.folders import for_this_run

SHIPPED = Path(__file__).resolve().parents[1] / "faq_data"
SECRET = "a-secret-for-tests-only-0123456789abcdef"  # noqa: S105 - of nobody


@functools.cache
def _prepared(*, shipped: bool) -> Path:
    """A migrated database with a published catalogue and a fitted model, made once a run."""
    folder = for_this_run("prepared")
    faq_dir = folder / "faq_data"
    _write_faq(faq_dir, shipped=shipped)
    desk = open_desk(_settings(folder), process="test")
    backup.migrate(desk)
    faq.ensure_published(desk)
    with desk.store.write() as tx:  # nothing of it may depend on when it was made
        tx.run("DELETE FROM audit")
        tx.run("UPDATE catalogue_versions SET at = '2026-01-01T00:00:00.000000Z'")
    desk.store.here().database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    desk.store.close()
    return folder


def _write_faq(faq_dir: Path, *, shipped: bool) -> None:
    if shipped:
        shutil.copytree(SHIPPED, faq_dir)
        return
    for name, data in make.faq_files().items():
        path = faq_dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _settings(folder: Path, **environment: str):
    given = {
        "DATABASE_URL": f"sqlite:///{folder}/tanya.db",
        "FAQ_DIR": str(folder / "faq_data"),
        "SECRET_KEY": SECRET,
        "BURST_QUIET_S": "4",
    }
    return read_settings(given | environment)


def open_test_desk(
    tmp_path: Path, clock=None, *, shipped: bool = False, **environment: str
) -> Desk:
    """A desk of its own in `tmp_path`, ready at once; extra settings as environment names."""
    source = _prepared(shipped=shipped)
    shutil.copy(source / "tanya.db", tmp_path / "tanya.db")
    shutil.copytree(source / "faq_data", tmp_path / "faq_data", dirs_exist_ok=True)
    settings = _settings(tmp_path, **environment)
    desk = (
        open_desk(settings, clock, process="test") if clock else open_desk(settings, process="test")
    )
    object.__setattr__(desk, "log", _silent())
    return desk


def _silent():
    plain = [structlog.processors.JSONRenderer()]  # the default draws every local variable
    return structlog.wrap_logger(structlog.PrintLogger(io.StringIO()), processors=plain)
