"""Promises about who may do what: every route, every role, strangers; shut unless the table says otherwise."""

import pytest
from flask import Blueprint

from tests.console.routes import MAY, address, routes

REFUSED = {401, 403}


def test_every_route_stands_in_the_table_of_rights(app):
    assert set(routes(app)) == set(MAY)


@pytest.mark.parametrize(
    "route", sorted(set(MAY) - {"GET /console/events", "POST /console/keluar"})
)
def test_a_route_opens_to_those_who_may_and_to_nobody_else(route, everybody, ticket):
    method, path = address(route, ticket)
    opened = set()
    for who, visitor in everybody.items():
        answer = visitor.get(path) if method == "GET" else visitor.post(path)
        sent_away = "/console/masuk" in answer.headers.get("Location", "")
        if route == "POST /console/masuk" or not (sent_away or answer.status_code in REFUSED):
            opened.add(who)
        assert answer.status_code != 500, (who, answer.text)
    assert opened == MAY[route]


@pytest.mark.parametrize("path", ["/console/events", "/console/events.json"])
def test_a_stranger_cannot_follow_what_happens(path, stranger):
    answer = stranger.get(path, headers={"Accept": "text/event-stream"})
    assert answer.status_code == 401


def test_a_stranger_cannot_sign_anybody_out(stranger):
    assert stranger.post("/console/keluar").status_code == 401


def test_a_route_that_no_page_answers_for_is_shut_even_to_admins(someone, app):
    stray = Blueprint("stray", __name__)
    stray.add_url_rule("/console/stray", view_func=lambda: "open")
    app.register_blueprint(stray)
    assert someone("admin").get("/console/stray").status_code == 403


def test_a_refusal_is_kept_in_the_audit(desk, petugas_a):
    petugas_a.get("/console/audit")
    kept = desk.store.read(lambda tx: tx.one("SELECT * FROM audit WHERE what = 'denied'"))
    assert (kept["actor"], kept["object"]) == (petugas_a.officer.id, "audit.show")


def test_no_field_of_a_form_makes_an_officer_an_admin(desk, petugas_a):
    more = {"role": "admin", "is_admin": "1", "user_id": "1"}
    petugas_a.post("/console/bahasa", {"language": "en", **more})
    petugas_a.post("/console/sandi", {"old": "x", "new": "y", "again": "y", **more})
    kept = desk.store.read(lambda tx: tx.one("SELECT role FROM officers WHERE login = 'petugas-a'"))
    assert kept["role"] == "officer"


class TestWithAProvider:
    """The simulator belongs to admins once real citizens can be reached."""

    @pytest.fixture
    def settings(self):
        return {
            "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
            "TWILIO_AUTH_TOKEN": "token",
            "TWILIO_SMS_FROM": "+6281100000001",
            "PUBLIC_BASE_URL": "http://tanya.example.org",
            "PRIVACY_CONTACT": "pdp@example.org",
        }

    @pytest.mark.parametrize("route", [r for r in MAY if "/simulator" in r])
    def test_the_phone_opens_to_admins_only(self, route, everybody):
        method, path = address(route, "")
        opened = {
            who
            for who, visitor in everybody.items()
            if (visitor.get(path) if method == "GET" else visitor.post(path)).status_code
            not in {401, 403, 303}
        }
        assert opened == {"admin"}

    def test_the_bare_address_leads_to_the_console(self, stranger):
        assert stranger.get("/").headers["Location"] == "/console/"
