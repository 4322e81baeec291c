"""Promises of the worker: it sends, settles, fetches and publishes by itself, and stops when told."""

import threading
import time
from pathlib import Path

import pytest

from bot.channels._line import Fetched
from bot.desk import faq
from bot.errors import StoreUnavailable
from bot.jobs import _worker
from bot.model.message import Media
from bot.store import outbox
from tests.desk import given


@pytest.fixture
def working(desk, monkeypatch):
    """The desk's worker, until the test ends."""
    for name in ("FILE_POLL_S", "FAQ_POLL_S"):
        monkeypatch.setattr(_worker, name, 0.02)
    Path(desk.settings.faq_dir).mkdir()
    stop = threading.Event()
    thread = threading.Thread(target=_worker.work, args=(desk, stop))
    thread.start()
    yield desk
    stop.set()
    thread.join(timeout=20)
    assert not thread.is_alive()


def _soon(wish, seconds=10.0):
    until = time.monotonic() + seconds
    while not wish() and time.monotonic() < until:
        time.sleep(0.01)
    return wish()


def test_an_answer_leaves_by_itself(working, line):
    given.hear(working)
    assert _soon(lambda: len(line.sent) == 1)


def test_a_burst_is_settled_by_itself(working, line):
    given.hear(working, "halo")
    assert _soon(lambda: len(line.sent) == 1)


def test_a_file_is_fetched_by_itself(working, line):
    line.files = {"u": Fetched(b"pixels", "image/png")}
    given.hear(working, "petugas")
    given.hear(working, "", media=(Media("u", "image/png"),), kind="photo")
    assert _soon(lambda: [f["state"] for f in given.rows(working, "files")] == ["kept"])


def test_sender_and_scheduler_show_that_they_live(working):
    assert _soon(
        lambda: {b["name"] for b in given.rows(working, "beats")} >= {"sender", "scheduler"}
    )


def test_an_edited_file_is_looked_at_once_it_rests(working, monkeypatch):
    looked = []
    monkeypatch.setattr(faq, "look", lambda desk: looked.append(1) or "published")
    (Path(working.settings.faq_dir) / "office.yaml").write_text("a")
    assert _soon(lambda: looked)
    time.sleep(0.3)
    before = len(looked)
    (Path(working.settings.faq_dir) / "office.yaml").write_text("ab")
    assert _soon(lambda: len(looked) > before)
    assert "faq looked at" in working.log.text


def test_a_locked_database_and_odd_faults_stop_no_loop(working, line, monkeypatch):
    real, errors = outbox.anything_due, iter([StoreUnavailable("locked"), KeyError("odd")])

    def stumbling(tx, now):
        error = next(errors, None)
        if error:
            raise error
        return real(tx, now)

    monkeypatch.setattr(outbox, "anything_due", stumbling)
    given.hear(working)
    assert _soon(lambda: len(line.sent) == 1)
    assert "outbox unavailable" in working.log.text
    assert "sender stumbled" in working.log.text


def test_a_send_that_cannot_be_marked_is_logged_and_stops_nobody(desk):
    def broken():
        raise StoreUnavailable("locked")

    _worker._guarded(desk, broken)  # noqa: SLF001 - what a sender thread runs
    assert "send not marked" in desk.log.text


def test_a_step_that_fails_is_tried_again(desk):
    stop, steps = threading.Event(), []

    def step():
        steps.append(1)
        if len(steps) == 1:
            raise KeyError("once")
        stop.set()

    _worker._loop(desk, stop, 0.01, step)  # noqa: SLF001 - what every thread runs
    assert len(steps) == 2
    assert "loop step failed" in desk.log.text
