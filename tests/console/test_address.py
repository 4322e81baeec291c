"""Who tries to sign in is known by address: behind our own proxies by exactly so many hops, never by a stranger's word."""

import pytest

from bot.console import here

PEER = "127.0.0.1"


@pytest.mark.parametrize(
    ("hops", "told", "seen"),
    [
        ("0", "203.0.113.9", PEER),
        ("1", "203.0.113.9", "203.0.113.9"),
        ("1", "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("2", "198.51.100.1, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        ("2", "203.0.113.9", PEER),
        ("1", " , ", PEER),
    ],
)
def test_the_caller_is_what_our_outermost_proxy_saw(app, desk, hops, told, seen):
    object.__setattr__(desk.settings, "proxy_hops", hops)
    headers = {"X-Forwarded-For": told}
    with app.test_request_context(headers=headers, environ_base={"REMOTE_ADDR": PEER}):
        assert here.address() == seen


def test_without_the_header_it_is_the_other_end_of_the_line(app, desk):
    object.__setattr__(desk.settings, "proxy_hops", "1")
    with app.test_request_context(environ_base={"REMOTE_ADDR": PEER}):
        assert here.address() == PEER
