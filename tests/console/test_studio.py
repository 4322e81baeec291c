"""Promises of the studio's rights: every route, every role; looking changes nothing."""

import pytest

from tests.console.routes import ALL
from tests.console.studio_pages import ENTRY, topic
from tests.console.studio_routes import MAY, address

REFUSED = {401, 403}


def test_every_route_of_the_studio_stands_in_its_table(app):
    found = {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.rule.startswith(("/console/faq", "/console/studio"))
    }
    assert found == set(MAY)


@pytest.mark.parametrize("route", sorted(MAY))
def test_a_route_opens_to_those_who_may_and_to_nobody_else(route, everybody):
    method, path = address(route)
    opened = set()
    for who, visitor in everybody.items():
        answer = visitor.get(path) if method == "GET" else visitor.post(path)
        sent_away = "/console/masuk" in answer.headers.get("Location", "")
        if not (sent_away or answer.status_code in REFUSED):
            opened.add(who)
        assert answer.status_code != 500, (who, answer.text)
    assert opened == MAY[route]


@pytest.mark.parametrize("route", sorted(route for route in MAY if route.startswith("POST")))
def test_an_act_without_the_token_is_refused(route, petugas_c):
    _, path = address(route)
    assert petugas_c.client.post(path, data={}).status_code == 400


@pytest.mark.parametrize(
    "route", sorted(r for r, who in MAY.items() if r.startswith("GET") and who == ALL)
)
def test_looking_changes_nothing(route, desk, petugas_c):
    before = [desk.store.read(lambda tx: tx.one("SELECT COUNT(*) AS n FROM audit")), topic(desk)]
    petugas_c.get(address(route)[1])
    assert before == [
        desk.store.read(lambda tx: tx.one("SELECT COUNT(*) AS n FROM audit")),
        topic(desk),
    ]


def test_an_officer_reads_and_sees_no_way_to_save(someone):
    page = someone("officer").get(ENTRY).text
    assert "savebar" not in page
    assert "readonly" in page
    assert "/console/studio/belajar" not in page
