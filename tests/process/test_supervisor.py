"""One command in the foreground: children live as long as it, are revived, and a second start does no harm."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.openapi import watched
from tests.process.product import COMMANDS, PUBLIC, Product, wait_until

REVIVED_S, GONE_S = 10.0, 10.0


@pytest.fixture(scope="module")
def product(tmp_path_factory) -> Iterator[Product]:
    with watched() as provider:
        house = Product(tmp_path_factory.mktemp("supervised"), provider.url)
        provider.proxied = {PUBLIC: house.local}
        house.start()
        yield house
        house.kill()


@pytest.fixture(scope="module", autouse=True)
def second(product) -> subprocess.Popen[bytes]:
    """Another `run` on the same data and port, from the beginning; it is given some seconds to see."""
    return product.command("run")


@pytest.mark.parametrize("role", ["web", "worker"])
def test_a_child_that_dies_is_revived(product, role):
    before = set(product.pids(role))
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: set(product.pids(role)) - before, "another one", REVIVED_S)
    wait_until(product.is_ready, "ready", REVIVED_S)


def test_what_is_taken_in_goes_before_what_is_sent(product):
    """Niceness counts only among processes of one session: Linux shares the processor out by session first."""
    webs, workers = product.pids("web"), product.pids("worker")
    assert len({os.getsid(pid) for pid in (*webs, *workers)}) == 1
    wait_until(lambda: min(map(_nice, workers)) > max(map(_nice, webs)), "the worker gives way")


def test_a_second_start_on_the_same_port_says_why_it_cannot_and_harms_nothing(product, second):
    assert second.wait(20) == 1
    assert f"PORT: 127.0.0.1:{product.port} cannot be used" in product.log.read_text()
    assert product.is_ready()


def test_the_children_die_with_the_supervisor_and_the_next_start_needs_no_hand(product):
    children = {*product.pids("web"), *product.pids("worker")}
    os.kill(product.process.pid, signal.SIGKILL)
    product.process.wait()
    wait_until(lambda: not children & _alive(product), "no orphans", GONE_S)
    product.start()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_leaves_when_asked_and_takes_everybody_along(product, number):
    if product.process.poll() is not None:
        product.start()
    begin = time.monotonic()
    product.process.send_signal(number)
    assert product.process.wait(30) == 0
    assert time.monotonic() - begin < 30
    assert not _alive(product)


def _nice(pid: int) -> int:
    return os.getpriority(os.PRIO_PROCESS, pid)


UGLY = ("Traceback", "Aborted", "SIGQUIT", "KeyboardInterrupt")


@pytest.mark.parametrize("moment", ["while it starts", "while it studies"])
def test_ctrl_c_in_a_terminal_stops_everybody_and_prints_nothing(own_product, moment):
    """A terminal sends it to the whole process group, not to the supervisor alone."""
    if moment == "while it starts":
        own_product.database.unlink()
        own_product.spawn()
        wait_until(own_product.database.exists, "it prepares")
    else:
        own_product.spawn()
        wait_until(lambda: _studies(own_product), "the study in the background")
    os.killpg(own_product.process.pid, signal.SIGINT)
    assert own_product.process.wait(30) == 0
    assert not _alive(own_product)
    log = own_product.log.read_text()
    assert [word for word in UGLY if word in log] == []


@pytest.mark.parametrize("verb", ["study", "look"])
def test_who_comes_after_its_parent_has_ended_leaves_at_once(own_product, verb):
    ended = own_product.run("faq", verb, "--parent", "1")
    assert (ended.returncode, ended.stdout) == (1, "")


def test_ctrl_c_while_the_product_is_still_being_loaded_prints_nothing(own_product):
    own_product.spawn()
    wait_until(lambda: "numpy" in _mapped(own_product), "half of it is loaded")
    os.killpg(own_product.process.pid, signal.SIGINT)
    assert own_product.process.wait(30) in {0, -signal.SIGINT}
    assert own_product.log.read_text() == ""


def _mapped(product: Product) -> str:
    return Path(f"/proc/{product.process.pid}/maps").read_text()


def _studies(product: Product) -> bool:
    files = (file for pid in product.pids("study") for file in Path(f"/proc/{pid}/fd").glob("*"))
    return any(file.resolve() == product.database for file in files)


def _alive(product: Product) -> set[int]:
    return {pid for role in COMMANDS for pid in product.pids(role)}
