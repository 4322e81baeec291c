"""Promises against forged requests: no token, no change; reading changes nothing."""

import hashlib

import pytest

from tests.console.routes import MAY, address

UNSAFE = sorted(route for route in MAY if route.startswith("POST"))
# kept without anything being changed for a citizen or colleague
TRACES = {"audit", "beats", "sign_ins", "sessions", "gazes", "sqlite_sequence"}


@pytest.mark.parametrize("route", UNSAFE)
def test_nothing_is_done_without_the_token(route, someone, ticket):
    admin = someone("admin")
    _, path = address(route, ticket)
    assert admin.client.post(path, data={"text": "halo"}).status_code == 400


@pytest.mark.parametrize(
    "route", ["POST /console/next", "POST /console/masuk", "POST /simulator/send"]
)
def test_the_token_of_another_browser_does_not_count(route, petugas_a, someone, ticket):
    theirs = someone("admin").token()
    _, path = address(route, ticket)
    assert petugas_a.client.post(path, data={"csrf": theirs}).status_code == 400


def test_a_token_before_signing_in_is_worth_nothing_afterwards(app, someone, stranger):
    before = stranger.token()
    someone("officer", "Petugas C")
    stranger.sign_in("petugas-c")
    assert stranger.client.post("/console/next", data={"csrf": before}).status_code == 400


def test_reading_pages_changes_nothing(desk, someone, ticket):
    admin = someone("admin")
    before = _content(desk)
    for route in sorted(r for r in MAY if r.startswith("GET") and r != "GET /console/events"):
        admin.get(address(route, ticket)[1])
    assert _content(desk) == before


def _content(desk):
    tx = desk.store.here()
    tables = [row["name"] for row in tx.all("SELECT name FROM sqlite_master WHERE type = 'table'")]
    kept = [t for t in tables if t not in TRACES and not t.startswith("words")]
    rows = {t: tx.all(f"SELECT * FROM {t}") for t in kept}  # noqa: S608 - names from the schema
    return {t: hashlib.sha256(repr(told).encode()).hexdigest() for t, told in rows.items()}
