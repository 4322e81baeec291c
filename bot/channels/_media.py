"""Fetch a citizen's file safely, and keep only what cannot harm. No provider's name here."""

from __future__ import annotations

import base64
import ipaddress
import re
import socket
import ssl
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import SplitResult, urljoin, urlsplit

from bot.channels._files import MOST_BYTES, checked
from bot.channels._line import Fetched
from bot.errors import BadInput, Outcome, SendFailed

TIMEOUT_S = 10.0  # without a byte
MOST_SECONDS = 30.0  # in all
MOST_REDIRECTS = 3
REDIRECTS = frozenset({301, 302, 303, 307, 308})
NOT_YET = frozenset({404, 408, 425, 429})  # a file may lag behind its message
REFUSED = frozenset({401, 403})
SERVER_ERROR = 500
OK = 200
CHUNK = 1 << 16
PATH = re.compile(r"[A-Za-z0-9/_.-]+")
PRINTED = re.compile(r"[!-~]*")


@dataclass(frozen=True)
class Source:
    """Where files may come from: one base, one folder below it, hosts it may point on to."""

    base: str  # scheme://host[:port]
    folder: str  # path prefix of our own files, with a slash at the end
    auth: tuple[str, str] = field(repr=False)
    onward: frozenset[str] = frozenset()  # exact hosts of redirects, https only
    public: bool = True  # False: the base is a fake on a private address

    def owns(self, url: str) -> bool:
        """Whether the URL names a file of ours at the provider, and so may see the password."""
        parts = _parts(url)
        return f"{parts.scheme}://{parts.netloc}" == self.base and _below(parts.path, self.folder)


def download(url: str, source: Source) -> Fetched:
    """Fetch the file behind `url`, checked and drawn anew; BadInput, or SendFailed to try again."""
    if not source.owns(url):
        raise BadInput("the file is not at the provider")
    deadline = time.monotonic() + MOST_SECONDS
    try:
        for _ in range(MOST_REDIRECTS + 1):
            found = _get(url, source, deadline)
            if isinstance(found, bytes):
                return checked(found)
            url = urljoin(url, _parts(found).geturl())
    except (OSError, HTTPException) as error:
        raise SendFailed(Outcome.RETRY, "media", type(error).__name__) from error
    raise BadInput("the file is redirected too often")


def public_address(host: str, port: int) -> str:
    """One address of the host, to connect to; BadInput if any of them is not public."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(info[4][0]) for info in found]
    if not all(_is_public(address) for address in addresses):
        raise BadInput("the file is at a private address")
    return addresses[0]


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None) or ip
    return bool(ip.is_global and inner.is_global and not ip.is_multicast)


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        readable = bool(PRINTED.fullmatch(url)) and parts.port != 0
    except ValueError:
        readable = False
    if not readable:
        raise BadInput("the file has no readable address")
    return parts


def _below(path: str, folder: str) -> bool:
    return path.startswith(folder) and bool(PATH.fullmatch(path)) and ".." not in path


def _get(url: str, source: Source, deadline: float) -> bytes | str:
    """Return the bytes, or the address it points on to."""
    parts = _parts(url)
    ours = source.owns(url)
    if not ours and (parts.scheme != "https" or parts.netloc not in source.onward):
        raise BadInput("the file is redirected to a foreign host")
    connection = _connect(parts, public=source.public or not ours)
    try:
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", target, headers=_headers(source) if ours else {})
        with connection.getresponse() as response:
            if response.status in REDIRECTS:
                return response.headers.get("Location", "")
            _check_status(response.status)
            return _read(response, deadline)
    finally:
        connection.close()


def _headers(source: Source) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(":".join(source.auth).encode()).decode()}


def _connect(parts: SplitResult, *, public: bool) -> HTTPConnection:
    """Return an open connection to exactly the address that was checked (no rebinding)."""
    host, secure = parts.hostname or "", parts.scheme == "https"
    made = (HTTPSConnection if secure else HTTPConnection)(host, parts.port)
    address = public_address(host, made.port) if public else host
    made.sock = socket.create_connection((address, made.port), TIMEOUT_S)
    if secure:
        made.sock = ssl.create_default_context().wrap_socket(made.sock, server_hostname=host)
    return made


def _check_status(status: int) -> None:
    if status in REFUSED:
        raise SendFailed(Outcome.STOP, str(status), "media")
    if status in NOT_YET or status >= SERVER_ERROR:
        raise SendFailed(Outcome.RETRY, str(status), "media", retry_after_s=1.0)
    if status != OK:
        raise BadInput(f"the provider has no such file ({status})")


def _read(response: HTTPResponse, deadline: float) -> bytes:
    data = bytearray()
    while chunk := response.read1(CHUNK):
        data += chunk
        if len(data) > MOST_BYTES:
            raise BadInput("the file is too large")
        if time.monotonic() > deadline:
            raise SendFailed(Outcome.RETRY, "media", "too slow")
    if response.length:
        raise SendFailed(Outcome.RETRY, "media", "cut short")
    return bytes(data)
