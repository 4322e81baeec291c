"""Promise of the description: it sees requests that the provider would not understand."""

from pathlib import Path

import pytest
import requests

from tests.fake_twilio import ACCOUNT
from tests.openapi import FORM, breaches, shapes, watched

FOLDER = f"/2010-04-01/Accounts/{ACCOUNT}"
MESSAGES, SM, ME = f"{FOLDER}/Messages.json", "SM" + "a" * 32, "ME" + "b" * 32
ONE, MEDIA = f"{FOLDER}/Messages/{SM}.json", f"{FOLDER}/Messages/{SM}/Media/{ME}.json"
GOOD = (
    "To=whatsapp%3A%2B628123456789&From=whatsapp%3A%2B6281100000002&Body=halo&ValidityPeriod=3600"
    "&MediaUrl=https%3A%2F%2Fexample.org%2Fa&StatusCallback=https%3A%2F%2Fexample.org%2Fs%3Fo%3D1"
)
NEVER_USED = (
    f"ApplicationSid=AP{'a' * 32}&MessagingServiceSid=MG{'a' * 32}&ContentSid=HX{'a' * 32}"
    "&ContentVariables=%7B%7D&MaxPrice=0.5&ProvideFeedback=true&Attempt=1&ForceDelivery=false"
    "&ContentRetention=discard&AddressRetention=obfuscate&SmartEncoded=true&TrafficType=free"
    "&PersistentAction=geo%3A1&PersistentAction=geo%3A2&ShortenUrls=false&ScheduleType=fixed"
    "&SendAt=2026-03-01T00:00:00Z&SendAsMms=false&RiskCheck=enable&FallbackFrom=DPMPTSP"
)
EVERY_QUESTION = (
    "To=whatsapp%3AID.A1b2&From=%2B628123456789&DateSent=2026-03-01T00:00:00Z"
    "&DateSent%3C=2026-03-01T00:00:00Z&DateSent%3E=2026-03-01T00:00:00Z"
    "&PageSize=1000&Page=0&PageToken=PASM1"
)


def _seen(method: str, path: str, body: str = "") -> dict[str, str]:
    kind = FORM if body else ""
    return {"method": method, "path": path, "body": body, "content_type": kind, "scheme": "Basic"}


def _post(body: str, path: str = MESSAGES) -> dict[str, str]:
    return _seen("POST", path, body)


def _get(query: str) -> dict[str, str]:
    return _seen("GET", f"{MESSAGES}?{query}")


RIGHT = [
    _post(GOOD),
    _post(f"{GOOD}&{NEVER_USED}"),
    _post(GOOD + "&MediaUrl=https%3A%2F%2Fexample.org%2Fa" * 9),
    _get(EVERY_QUESTION),
    _get("PageSize=1"),
    _seen("GET", f"{FOLDER}.json"),
    _post("FriendlyName=Kantor&Status=active", f"{FOLDER}.json"),
    _seen("GET", ONE),
    _seen("DELETE", ONE),
    _seen("DELETE", ONE.replace("SM", "MM")),
    _post("Body=", ONE),
    _post("Status=canceled", ONE),
    _seen("GET", MEDIA),
    _seen("DELETE", MEDIA),
    _seen("GET", MEDIA.removesuffix(".json")),
]
WRONG_FIELDS = {
    "a name written wrongly": GOOD.replace("To=", "Too="),
    "an unknown name": f"{GOOD}&Text=halo",
    "an unknown name without a value": f"{GOOD}&Text=",
    "told twice": f"{GOOD}&Body=halo",
    "nobody to send to": GOOD.partition("&")[2],
    "no sender": "To=%2B628123456789&Body=halo",
    "nothing to send": "To=%2B628123456789&From=%2B6281100000002",
    "too long": GOOD.replace("halo", "x" * 1601),
    "too many files": GOOD + "&MediaUrl=https%3A%2F%2Fexample.org%2Fa" * 10,
    "no number": GOOD.replace("3600", "soon"),
    "too short a time": GOOD.replace("3600", "0"),
    "too long a time": GOOD.replace("3600", "36001"),
    "no address": GOOD.replace("whatsapp%3A%2B628123456789", "0812-3456-789"),
    "an empty address": GOOD.replace("whatsapp%3A%2B628123456789", ""),
    "no URL of a file": GOOD.replace("https%3A%2F%2Fexample.org%2Fa", "%2Fm%2Fa"),
    "no URL to call back": GOOD.replace("https%3A%2F%2Fexample.org%2Fs", "a+b"),
    "a template's id": f"{GOOD}&ContentSid=HX{'g' * 32}",
    "a service's id": f"{GOOD}&MessagingServiceSid=AC{'a' * 32}",
    "an application's id": f"{GOOD}&ApplicationSid=AP{'g' * 32}",
    "no boolean": f"{GOOD}&SmartEncoded=maybe",
    "no price": f"{GOOD}&MaxPrice=cheap",
    "no time": f"{GOOD}&SendAt=tomorrow",
    "content retention": f"{GOOD}&ContentRetention=obfuscate",
    "address retention": f"{GOOD}&AddressRetention=discard",
    "traffic": f"{GOOD}&TrafficType=paid",
    "schedule": f"{GOOD}&ScheduleType=later",
    "risk": f"{GOOD}&RiskCheck=off",
    "nothing at all": "",
}
WRONG_QUESTIONS = [
    "PageSize=0",
    "PageSize=1001",
    "PageSize=many",
    "Page=-1",
    "DateSent=2026-03-01",
    "DateSent%3C=today",
    "DateSent%3E=yesterday",
    "DateSent%3E%3D=2026-03-01T00:00:00Z",
    "To=0812-3456-789",
    "From=",
    "Status=sent",
    "Limit=",
    "Page=1&Page=2",
]
WRONG_PLACES = {
    "another account": _post(GOOD, MESSAGES.replace("AC6", "XX6")),
    "another version": _post(GOOD, MESSAGES.replace("2010", "2011")),
    "an id too long": _seen("DELETE", ONE.replace(SM, f"{SM}a")),
    "no message's id": _seen("DELETE", ONE.replace("SM", "IM")),
    "no file's id": _seen("DELETE", MEDIA.replace(ME, SM)),
    "no file's message": _seen("DELETE", MEDIA.replace(SM, ME)),
    "a file's own path": _seen("DELETE", MEDIA.removesuffix(".json")),
    "an unknown resource": _seen("GET", f"{FOLDER}/Balances.json"),
    "all messages": _seen("DELETE", MESSAGES),
    "an unknown method": _seen("PUT", ONE, "Body="),
    "a question where there is none": _seen("GET", f"{ONE}?Page=1"),
    "a question of a file": _seen("GET", f"{MEDIA.removesuffix('.json')}?Page=1"),
    "a question beside a form": _post(GOOD, f"{MESSAGES}?Page=1"),
    "a form where there is none": _seen("DELETE", ONE, "Body="),
    "fields of another form": _post("Status=canceled&To=%2B628123456789", ONE),
    "a status that cannot be set": _post("Status=sent", ONE),
    "no form": _post('{"To": "x"}') | {"content_type": "application/json"},
    "no type of content": _post(GOOD) | {"content_type": None},
    "no password": _post(GOOD) | {"scheme": ""},
    "another kind of password": _seen("DELETE", ONE) | {"scheme": "Bearer"},
}


@pytest.mark.parametrize("seen", RIGHT)
def test_what_is_right_passes(seen):
    assert breaches([seen]) == []


@pytest.mark.parametrize("body", WRONG_FIELDS.values(), ids=WRONG_FIELDS)
def test_a_wrong_message_is_seen(body):
    assert breaches([_post(body) | {"content_type": FORM}])


@pytest.mark.parametrize("query", WRONG_QUESTIONS)
def test_a_wrong_question_is_seen(query):
    assert breaches([_get(query)])


@pytest.mark.parametrize("seen", WRONG_PLACES.values(), ids=WRONG_PLACES)
def test_a_request_that_the_provider_does_not_know_is_seen(seen):
    assert breaches([seen])


def test_of_requests_that_differ_in_ids_only_one_is_looked_at():
    many = [_post(GOOD.replace("628123456789", f"62812345678{n}")) for n in range(10)]
    others = [
        _post(GOOD.replace("628123456789", "6281234567890")),
        _post(GOOD.replace("3600", "3601")),
        _post(f"{GOOD}&Text=1"),
        _post(GOOD) | {"scheme": ""},
        _get("PageSize=1000"),
        _get("PageSize=1001"),
    ]
    assert shapes([*many, *others]) == [many[-1], *others]


def test_a_watched_provider_tells_of_a_wrong_request():
    with pytest.raises(AssertionError, match="Text is unknown"), watched() as fake:
        requests.post(fake.url + MESSAGES, {"Text": "halo"}, timeout=5)


def test_no_test_has_a_provider_that_nobody_watches():
    root = Path(__file__).parents[1]
    users = {path.name for path in root.rglob("*.py") if "FakeTwilio(" in path.read_text("utf-8")}
    assert users - {Path(__file__).name} == {"fake_twilio.py", "openapi.py"}
