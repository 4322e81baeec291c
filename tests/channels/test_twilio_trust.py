"""Promises of the signature check: what Twilio signed gets in, nothing else does."""

import pytest

from bot.channels.twilio import open_twilio
from bot.errors import UntrustedRequest
from tests.channels import given
from tests.fake_twilio import TOKEN
from tests.fake_webhooks import sign

VECTOR = {
    "CallSid": "CA1234567890ABCDE",
    "Caller": "+14158675309",
    "Digits": "1234",
    "From": "+14158675309",
    "To": "+18005551212",
}
TRUSTED = {
    "as configured": {},
    "percent-encoded query": {"query": "o=%C3%A9%2F"},
    "plus and space in the query": {"query": "o=a+b&p=a%20b"},
    "the standard port named": {"signed_for": f"{given.BASE}:443"},
    "proxy headers name another host": {
        "headers": {"x-forwarded-host": "evil.example", "x-forwarded-proto": "http"}
    },
    "second token while rotating": {"token": "old-token"},
}
FORGED = {
    "no signature": {"signature": ""},
    "garbage": {"signature": "AAAA"},
    "not ascii": {"signature": "ä\udcff"},
    "wrong token": {"token": "guessed"},
    "empty token": {"token": ""},
    "token with a space": {"token": f"{TOKEN} "},
    "another path": {"signature": sign(TOKEN, given.BASE + "/other", given.form())},
    "no parameters signed": {"signature": sign(TOKEN, given.BASE + given.INBOUND)},
    "another query": {"signature": sign(TOKEN, f"{given.BASE}{given.INBOUND}?o=1", given.form())},
    "spoofed host": {"signed_for": "https://evil.example", "headers": {"host": "evil.example"}},
    "unreadable host": {"token": "guessed", "headers": {"host": "[:x", "x-forwarded-port": "x"}},
}
DIAGNOSES = {
    "missing": ({"signature": ""}, "header is missing"),
    "http": ({"signed_for": "http://tanya.example"}, "signed for http://tanya.example/"),
    "inner host": ({"signed_for": "http://127.0.0.1:8000"}, "signed for http://127.0.0.1:8000/"),
    "forwarded host": (
        {"signed_for": "https://a.example", "headers": {"x-forwarded-host": "a.example, b"}},
        "signed for https://a.example/",
    ),
    "forwarded port": (
        {"signed_for": "https://tanya.example:8443", "headers": {"x-forwarded-port": "8443"}},
        "signed for https://tanya.example:8443/",
    ),
    "shared key": (
        {"headers": {"x-twilio-webhooks-signature-settings": "key=k,algorithm=HMAC_SHA256"}},
        "SharedKey",
    ),
    "slash at the end": (
        {"signature": sign(TOKEN, f"{given.BASE}{given.INBOUND}/", given.form())},
        f"signed for {given.BASE}{given.INBOUND}/, and came to us as {given.INBOUND};",
    ),
    "prefix that a proxy names": (
        {
            "signature": sign(TOKEN, f"{given.BASE}/tanya{given.INBOUND}", given.form()),
            "headers": {"x-forwarded-prefix": "/tanya/"},
        },
        f"signed for {given.BASE}/tanya{given.INBOUND}, and came to us as {given.INBOUND};",
    ),
    "query that was added": (
        {"query": "x=1", "signature": sign(TOKEN, f"{given.BASE}{given.INBOUND}", given.form())},
        f"signed for {given.BASE}{given.INBOUND}, and came to us as {given.INBOUND}?...;",
    ),
    "prefix that nobody names": (
        {"signature": sign(TOKEN, f"{given.BASE}/tanya{given.INBOUND}", given.form())},
        f"wrong auth token, another path or query than {given.INBOUND}, or forged",
    ),
    "forged": ({"token": "guessed"}, "wrong auth token, another path or query than"),
}


@pytest.fixture
def line():
    return open_twilio(given.settings(twilio_auth_token=f"{TOKEN}, old-token"))


def test_our_own_signing_agrees_with_the_documented_vector():
    url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    assert sign("12345", url, VECTOR) == "RSOYDt4T1cUTdK1PDd93/VVr8B8="


@pytest.mark.parametrize("how", TRUSTED.values(), ids=TRUSTED)
def test_what_twilio_signed_is_heard(line, how):
    assert line.parse(given.request(given.form(), **how)).events


@pytest.mark.parametrize("body", ["", "  \n spasi \r\n", "a+b&c=d%20", "🙏 halo", "é", "\x0b"])
def test_a_body_is_signed_and_kept_untouched(line, body):
    (event,) = line.parse(given.request(given.form(Body=body))).events
    assert event.text == body


@pytest.mark.parametrize("how", FORGED.values(), ids=FORGED)
def test_what_twilio_did_not_sign_is_refused(line, how):
    with pytest.raises(UntrustedRequest):
        line.parse(given.request(given.form(), **how))


def test_a_shared_key_header_alone_opens_nothing(line):
    headers = {"x-twilio-webhooks-signature-settings": "key=k,algorithm=HMAC_SHA256"}
    with pytest.raises(UntrustedRequest):
        line.parse(given.request(given.form(), signature="x", headers=headers))


@pytest.mark.parametrize("changes", [{"Body": "lain"}, {"Added": "1"}, {"MessageSid": "SM2"}])
def test_a_changed_form_is_refused(line, changes):
    signature = sign(TOKEN, given.BASE + given.INBOUND, given.form())
    with pytest.raises(UntrustedRequest):
        line.parse(given.request(given.form(**changes), signature=signature))


@pytest.mark.parametrize("account", ["", "AC" + "1" * 32])
def test_another_account_is_refused(line, account):
    with pytest.raises(UntrustedRequest, match="TWILIO_ACCOUNT_SID"):
        line.parse(given.request(given.form(AccountSid=account)))


@pytest.mark.parametrize(("how", "says"), DIAGNOSES.values(), ids=DIAGNOSES)
def test_a_refusal_says_what_an_operator_can_do(line, how, says):
    how = {"signature": "x"} | how if "headers" in how and "signed_for" not in how else how
    with pytest.raises(UntrustedRequest) as refused:
        line.parse(given.request(given.form(), **how))
    assert says in str(refused.value)
    assert TOKEN not in str(refused.value)
