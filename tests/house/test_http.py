"""Promise of the HTTP interface: every public route is documented."""

import re

import pytest

from bot.desk import open_desk
from bot.desk.backup import migrate
from bot.settings import read_settings
from tests.house.source import ROOT
from webhooks import create_app

INSIDE = ("/console/", "/simulator/")  # what pages ask for by themselves


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("http")
    desk = open_desk(read_settings({"DATABASE_URL": f"sqlite:///{folder / 'tanya.db'}"}))
    migrate(desk)
    return create_app(desk=desk)


def test_every_public_route_stands_in_the_documentation(app):
    page = (ROOT / "docs/reference/http.md").read_text(encoding="utf-8")
    public = {rule.rule for rule in app.url_map.iter_rules() if not rule.rule.startswith(INSIDE)}
    assert {rule for rule in public if _plain(rule) not in _plain(page)} == set()


def _plain(text: str) -> str:
    """Without the types and names of a rule's variable parts."""
    return re.sub(r"<[^<>]*>", "<>", text)
