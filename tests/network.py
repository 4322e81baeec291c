"""Keeps the test process on this machine: a connection elsewhere is a mistake of the test."""

import ipaddress
import socket
from typing import Any

_connect, _connect_ex = socket.socket.connect, socket.socket.connect_ex
_look_up = socket.getaddrinfo


class StrangerSpokenTo(AssertionError):
    """A test tried to reach another machine."""


def forbid_strangers() -> None:
    """From now on sockets reach, and names are looked up on, this machine only."""
    socket.socket.connect = connect
    socket.socket.connect_ex = connect_ex
    socket.getaddrinfo = look_up


def connect(own: socket.socket, address: Any) -> None:
    """Connect, if the address is ours."""
    _refuse_strangers(own, address)
    _connect(own, address)


def connect_ex(own: socket.socket, address: Any) -> int:
    """Connect, if the address is ours; the error number."""
    _refuse_strangers(own, address)
    return _connect_ex(own, address)


def look_up(host: Any, *rest: Any, **named: Any) -> Any:
    """Look a name up, if it is ours."""
    if host and not is_ours(host):
        raise StrangerSpokenTo(str(host))
    return _look_up(host, *rest, **named)


def is_ours(host: str | bytes) -> bool:
    """Whether this name or number means this machine."""
    name = host.decode() if isinstance(host, bytes) else host
    try:
        return name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _refuse_strangers(own: socket.socket, address: Any) -> None:
    if own.family in (socket.AF_INET, socket.AF_INET6) and not is_ours(address[0]):
        raise StrangerSpokenTo(str(address))
