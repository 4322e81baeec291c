"""Promises about what browsers are told: on every route, on every error."""

import pytest

from bot.console import assets
from tests.console.routes import MAY, address

ERRORS = [
    "GET /console/nothing",
    "POST /privasi",
    "GET /console/tickets/nothing",
    "GET /console/?view=x",
]
EVERY = sorted(set(MAY) - {"GET /console/events"}) + ERRORS


@pytest.fixture(params=["http://127.0.0.1:8000", "https://tanya.example.org"])
def settings(request):
    return {"PUBLIC_BASE_URL": request.param}


def _answers(someone, ticket):
    admin = someone("admin")
    for route in EVERY:
        method, path = address(route, ticket)
        if path != "/console/keluar":
            yield route, admin.client.open(path, method=method)
    yield "POST /console/keluar", admin.post("/console/keluar")


def test_every_answer_carries_the_policy(someone, ticket, desk):
    for route, answer in _answers(someone, ticket):
        told = answer.headers
        assert told["Content-Security-Policy"].startswith("default-src 'none'; "), route
        for part in (
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "script-src 'self'",
            "form-action 'self'",
        ):
            assert part in told["Content-Security-Policy"], route
        assert "unsafe" not in told["Content-Security-Policy"], route
        assert told["X-Content-Type-Options"] == "nosniff", route
        assert told["Referrer-Policy"] == "no-referrer", route
        assert told["Cache-Control"] == "no-store", route
        assert ("Strict-Transport-Security" in told) == desk.settings.https, route


def test_hsts_lasts_a_year(someone, stranger, desk):
    told = stranger.get("/privasi").headers.get("Strict-Transport-Security", "max-age=31536000")
    assert int(told.partition("max-age=")[2]) >= 31536000


def test_a_script_stays_in_the_browser_for_ever_under_an_address_of_its_content(stranger, app):
    with app.test_request_context(), stranger.get(assets.address("live.js")) as answer:
        assert "immutable" in answer.headers["Cache-Control"]


def test_the_cookies_cannot_be_read_by_scripts_nor_sent_by_other_sites(desk, someone, stranger):
    someone("officer", "Petugas C")
    answers = [stranger.get("/console/masuk"), stranger.sign_in("petugas-c")]
    cookies = [c for answer in answers for c in answer.headers.getlist("Set-Cookie")]
    assert len(cookies) == 2
    for cookie in cookies:
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Path=/" in cookie
        assert ("Secure" in cookie) == desk.settings.https
        assert cookie.startswith("__Host-") == desk.settings.https
