"""Why a signature does not fit, told so that an operator can act. Never the token."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from urllib.parse import urlsplit

from bot.channels._line import RawRequest

HOST_HEADERS = ("host", "x-forwarded-host", "x-original-host")


def signed_url(base_url: str, request: RawRequest) -> str:
    """Return the URL that the provider signs: ours as configured, path and query as they came."""
    return f"{base_url}{request.path}" + (f"?{request.query}" if request.query else "")


def diagnose(request: RawRequest, base_url: str, fits: Callable[[str], bool]) -> str:
    """One sentence on a refused request; `fits(url)` says whether a URL explains the signature."""
    if "x-twilio-webhooks-signature-settings" in request.headers:
        return "signed with a SharedKey, which is not supported: let the auth token sign"
    if not request.headers.get("x-twilio-signature"):
        return "the X-Twilio-Signature header is missing"
    for base in _likely_bases(request, base_url):
        if fits(signed_url(base, request)):
            return f"signed for {base}{request.path}, PUBLIC_BASE_URL is {base_url}"
    for changed in _likely_paths(request):
        if fits(signed_url(base_url, changed)):
            came = request.path + ("?..." if request.query else "")
            signed = f"{base_url}{changed.path}"
            return f"signed for {signed}, and came to us as {came}; make the proxy keep it"
    return f"wrong auth token, another path or query than {request.path}, or forged"


def _likely_paths(request: RawRequest) -> Iterator[RawRequest]:
    """The request as it may have been before a proxy: a slash at the end, a prefix, no query."""
    bare = request.path.rstrip("/")
    prefix = request.headers.get("x-forwarded-prefix", "").rstrip("/")
    paths = dict.fromkeys((request.path, bare, f"{bare}/", f"{prefix}{request.path}"))
    for path, query in product(paths, dict.fromkeys((request.query, ""))):
        yield replace(request, path=path, query=query)


def _likely_bases(request: RawRequest, base_url: str) -> Iterator[str]:
    named = [request.headers.get(name, "").split(",")[0].strip() for name in HOST_HEADERS]
    configured = urlsplit(base_url)
    named += [configured.netloc, configured.hostname or ""]
    named += [
        f"{host}:{request.headers['x-forwarded-port']}"
        for host in named[:1] + named[-1:]
        if "x-forwarded-port" in request.headers
    ]
    for host in dict.fromkeys(filter(None, named)):
        yield f"https://{host}"
        yield f"http://{host}"
