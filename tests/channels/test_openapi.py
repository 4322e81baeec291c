"""Promise of the description: it sees requests that the provider would not understand."""

import pytest

from tests.fake_twilio import ACCOUNT, SENDERS
from tests.openapi import breaches

FORM = "application/x-www-form-urlencoded"
MESSAGES = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
GOOD = "To=%2B628123456789&From=%2B6281100000002&Body=halo&ValidityPeriod=3600&MediaUrl=https%3A%2F%2Fexample.org%2Fa"


def _post(body: str, path: str = MESSAGES) -> dict[str, str]:
    return {"method": "POST", "path": path, "body": body, "content_type": FORM}


def _get(query: str) -> dict[str, str]:
    return {"method": "GET", "path": f"{MESSAGES}?{query}", "body": "", "content_type": ""}


def test_what_is_right_passes():
    assert (
        breaches(
            [_post(GOOD), _get(f"To={SENDERS[1]}&PageSize=1000&DateSent%3E=2026-03-01T00:00:00Z")]
        )
        == []
    )


@pytest.mark.parametrize(
    "request_",
    [
        _post(GOOD.replace("To=", "Too=")),
        _post(f"{GOOD}&Text=halo"),
        _post(GOOD.replace("Body=halo", f"Body={'x' * 1601}")),
        _post("To=%2B628123456789&From=%2B6281100000002"),
        _post("To=%2B628123456789&Body=halo"),
        _post(f"{GOOD}&ContentSid=HX1"),
        _post(GOOD.replace("3600", "soon")),
        _post(GOOD, MESSAGES.replace("AC0", "XX0")),
        _post(GOOD) | {"content_type": "application/json"},
        _get("PageSize=2000"),
        _get("DateSent%3E=yesterday"),
    ],
)
def test_what_the_provider_would_not_understand_is_seen(request_):
    assert breaches([request_])
