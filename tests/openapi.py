"""Whether what we asked the provider is what the published description of its API allows.

`twilio_openapi.json` says in our own short form what that description says of the paths that we
use, and at its head with which release it was compared: the published file comes in no installable
package. No promise of the product lives here.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote_plus, urlsplit

from openapi_core import Config, OpenAPI
from openapi_core.exceptions import OpenAPIError
from openapi_core.testing import MockRequest

from tests.fake_twilio import FakeTwilio

HOST = "https://api.twilio.com"
FORM = "application/x-www-form-urlencoded"
# files are fetched from where a message says they lie: that is no part of the API
FILE = re.compile(r"/2010-04-01/Accounts/\w+/Messages/\w+/Media/\w+")
# E.164, an address of a channel, a short code, or a sender's name
PHONE = re.compile(r"\+\d{1,15}|[a-z]+:\S+|\d{3,8}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}")
ID = re.compile("[0-9a-f]{8}[0-9a-f-]*")  # of a message, or a telephone number
Pairs = list[tuple[str, str]]


@contextmanager
def watched() -> Iterator[FakeTwilio]:
    """A pretended provider; in the end the description must allow whatever it was asked."""
    with FakeTwilio() as fake:
        yield fake
    found = breaches(shapes(fake.requests))
    assert not found, "\n".join(found)


def breaches(requests: Iterable[Mapping[str, Any]]) -> list[str]:
    """What is wrong with the requests that a pretended provider recorded; empty when nothing is."""
    return [f"{seen['method']} {seen['path']}: {why}" for seen in requests for why in _wrong(seen)]


def shapes(requests: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """One of all requests that differ in ids only: enough of thousands that a load made."""
    return list({_without_ids(seen): seen for seen in requests}.values())


def _without_ids(seen: Mapping[str, Any]) -> tuple[str, ...]:
    told = (seen[name] or "" for name in ("method", "path", "body", "content_type", "scheme"))
    return tuple(ID.sub(lambda found: "0" * len(found[0]), unquote_plus(part)) for part in told)


def _wrong(seen: Mapping[str, Any]) -> Iterator[str]:
    path, _, query = seen["path"].partition("?")
    if seen["method"] == "GET" and FILE.fullmatch(path) and not query + seen["body"]:
        return
    asked, told = (parse_qsl(part, keep_blank_values=True) for part in (query, seen["body"]))
    operation = _operation(seen["method"], path)
    yield from _unfit(asked, _questions(operation))
    yield from _unfit(told, _fields(operation))
    request = MockRequest(
        HOST,
        seen["method"].lower(),
        path,
        args=dict(asked),
        headers={"Authorization": f"{seen['scheme']} hidden"} if seen["scheme"] else {},
        data=seen["body"].encode() or None,
        content_type=seen["content_type"] or "",
    )
    try:
        _description().validate_request(request)
    except OpenAPIError as error:
        yield f"{error} ({error.__cause__})"


def _unfit(pairs: Pairs, known: Mapping[str, Any]) -> Iterator[str]:
    """Names that are unknown or told twice: the validator itself passes over both."""
    names = [name for name, _ in pairs]
    for name in dict.fromkeys(names):
        if name not in known:
            yield f"{name} is unknown"
        elif names.count(name) > 1 and known[name].get("type") != "array":
            yield f"{name} is told more than once"


def _operation(method: str, path: str) -> Mapping[str, Any]:
    for template, item in _text()["paths"].items():
        if re.fullmatch(re.sub(r"{\w+}", "[^/]+", template), path):
            return item.get(method.lower(), {})
    return {}


def _questions(operation: Mapping[str, Any]) -> Mapping[str, Any]:
    return {asked["name"]: asked["schema"] for asked in operation.get("parameters", ())}


def _fields(operation: Mapping[str, Any]) -> Mapping[str, Any]:
    if "requestBody" not in operation:
        return {}
    return operation["requestBody"]["content"][FORM]["schema"]["properties"]


@cache
def _text() -> dict[str, Any]:
    page = Path(__file__).with_name("twilio_openapi.json").read_text(encoding="utf-8")
    return json.loads(page)


@cache
def _description() -> OpenAPI:
    formats = {"uri": _is_url, "phone-number": lambda told: bool(PHONE.fullmatch(told))}
    return OpenAPI.from_dict(_text(), Config(extra_format_validators=formats))


def _is_url(told: str) -> bool:
    parts = urlsplit(told)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"\s", told)
