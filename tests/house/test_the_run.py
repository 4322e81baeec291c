"""Promises of the test run itself: it stays on this machine."""

import socket

import pytest

from tests.clock import FakeClock
from tests.network import StrangerSpokenTo


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1"])
def test_a_test_cannot_reach_another_machine(host):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as plug, pytest.raises(StrangerSpokenTo):
        plug.connect((host, 80))


def test_a_test_cannot_look_up_another_machine():
    with pytest.raises(StrangerSpokenTo):
        socket.getaddrinfo("provider.example", 443)


def test_a_test_can_reach_this_machine():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=1).close()


def test_the_clock_moves_only_when_told(clock):
    before = clock()
    assert isinstance(clock, FakeClock)
    assert clock() == before
    assert (clock.forward(hours=25) - before).total_seconds() == 25 * 3600
