"""Promises of the HTTP interface: every public route is documented, and none answers with an error of ours."""

import re

import pytest

from bot.settings import read_settings
from tests.house.source import ROOT
from webhooks import create_app

INSIDE = "/console/"  # pages behind the sign-in; their own tests guard them


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("http")
    return create_app(read_settings({"DATABASE_URL": f"sqlite:///{folder / 'tanya.db'}"}))


def test_every_public_route_stands_in_the_documentation(app):
    page = (ROOT / "docs/reference/http.md").read_text(encoding="utf-8")
    public = {rule.rule for rule in app.url_map.iter_rules() if not rule.rule.startswith(INSIDE)}
    assert {rule for rule in public if _plain(rule) not in _plain(page)} == set()


def _plain(text: str) -> str:
    """Without the types and names of a rule's variable parts."""
    return re.sub(r"<[^<>]*>", "<>", text)
