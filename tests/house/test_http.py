"""Promises of the HTTP interface: public routes are documented, all others are shut to strangers."""

import re

import pytest

from bot.desk import open_desk
from bot.desk.backup import migrate
from bot.model.officer import ROLES
from bot.settings import read_settings
from tests.house.source import ROOT
from webhooks import create_app

INSIDE = ("/console/", "/simulator/")  # what pages ask for by themselves
OPEN = {  # routes that answer anybody: a new one must be added here on purpose
    "/",
    "/webhooks/<line>/<kind>",  # guarded by the provider's signature
    "/healthz",
    "/readyz",
    "/metrics",  # guarded by its token
    "/files/<secret>",  # one file, for an hour after it was sent
    "/privasi",
    "/console/masuk",
    "/console/undangan/<token>",  # a one-time link
    "/console/static/<path:filename>",
}
PROVIDER = {
    "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
    "TWILIO_AUTH_TOKEN": "token",
    "TWILIO_WHATSAPP_FROM": "+6281100000001",
    "PUBLIC_BASE_URL": "https://tanya.example.org",
    "PRIVACY_CONTACT": "pdp@example.org",
}
SHUT = {302, 303, 401, 403}


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    database = tmp_path_factory.mktemp("http") / "tanya.db"
    desk = open_desk(read_settings({"DATABASE_URL": f"sqlite:///{database}", **PROVIDER}))
    migrate(desk)
    return create_app(desk=desk)


def _routes(app, *, public):
    methods = ((rule.rule, m) for rule in app.url_map.iter_rules() for m in rule.methods)
    useful = ((rule, m) for rule, m in methods if m in {"GET", "POST", "PUT", "PATCH", "DELETE"})
    return sorted((rule, m) for rule, m in useful if (rule in OPEN) == public)


def test_every_public_route_stands_in_the_documentation(app):
    page = (ROOT / "docs/reference/http.md").read_text(encoding="utf-8")
    told = {
        rule for rule in {r.rule for r in app.url_map.iter_rules()} if not rule.startswith(INSIDE)
    }
    assert {rule for rule in told if _bare(rule) not in _bare(page)} == set()


def test_no_other_route_opens_to_a_stranger(app):
    answers = {
        (rule, method): app.test_client().open(_example(rule), method=method, data={}).status_code
        for rule, method in _routes(app, public=False)
    }
    assert {route: status for route, status in answers.items() if status not in SHUT} == {}


def test_every_public_route_exists(app):
    assert {rule for rule, _ in _routes(app, public=True)} == OPEN


def test_every_page_asks_for_a_permission_that_somebody_has(app):
    known = frozenset.union(*ROLES.values()) | {"public", "trial"}
    asked = {name: page.permission for name, page in app.extensions["pages"].items()}
    assert {name for name, permission in asked.items() if permission not in known} == set()


def _bare(text: str) -> str:
    """Without the types and names of a rule's variable parts."""
    return re.sub(r"<[^<>]*>", "<>", text)


def _example(rule: str) -> str:
    """An address that the rule fits."""
    return re.sub(r"<(int:)?[^<>]*>", lambda part: "1" if part[1] else "x", rule)
