"""Whether what we asked the provider is what a description of its API allows. Asks nothing.

`twilio_openapi.json` was written by hand after the published description, only the operations that
we use: the published file itself comes in no installable package, so this is no copy of it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from openapi_core import OpenAPI
from openapi_core.exceptions import OpenAPIError
from openapi_core.testing import MockRequest

HOST = "https://api.twilio.com"
MEDIA = (
    "/Media/"  # files are fetched from where a message says they lie: that is no part of the API
)


def breaches(requests: Iterable[Mapping[str, Any]]) -> list[str]:
    """What is wrong with the requests that a pretended provider recorded; empty when nothing is."""
    return [f"{seen['method']} {seen['path']}: {why}" for seen in requests for why in _wrong(seen)]


def shapes(requests: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """One request of each kind and set of names: enough of thousands that a load made."""
    kinds = {}
    for seen in requests:
        path, _, query = seen["path"].partition("?")
        names = frozenset(name for name, _ in parse_qsl(query or seen["body"]))
        kinds[seen["method"], path, names] = seen
    return list(kinds.values())


def _wrong(seen: Mapping[str, Any]) -> Iterator[str]:
    path, _, query = seen["path"].partition("?")
    if MEDIA in path and seen["method"] == "GET":
        return
    told, known = dict(parse_qsl(seen["body"], keep_blank_values=True)), _fields()
    yield from (f"{name} is unknown" for name in told if name not in known)
    request = MockRequest(
        HOST,
        seen["method"].lower(),
        path,
        args=dict(parse_qsl(query)),
        data=seen["body"].encode() or None,
        content_type=seen["content_type"] or "",
    )
    try:
        _description().validate_request(request)
    except OpenAPIError as error:
        yield f"{error} ({error.__cause__})"


@cache
def _text() -> dict[str, Any]:
    page = Path(__file__).with_name("twilio_openapi.json").read_text(encoding="utf-8")
    return json.loads(page)


@cache
def _description() -> OpenAPI:
    return OpenAPI.from_dict(_text())


def _fields() -> Mapping[str, Any]:
    """Names that a message may have: the validator itself passes over others."""
    return _text()["components"]["schemas"]["Message"]["properties"]
