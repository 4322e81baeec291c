"""Promises of a talk that never became a ticket: it is found, opened, read, and each look is kept."""

import re

import pytest

from tests.console.visitor import CITIZEN, writes

ASKED = "berapa biaya bikin nib"


@pytest.fixture
def talk(desk):
    """The id of a talk in which the bot answered by itself."""
    writes(desk, ASKED)
    assert desk.store.read(lambda tx: tx.all("SELECT id FROM tickets")) == []
    return desk.store.read(lambda tx: tx.one("SELECT id FROM conversations"))["id"]


def _path(talk):
    return f"/console/percakapan/{talk}"


def _looks(desk):
    found = desk.store.read(lambda tx: tx.all("SELECT * FROM audit WHERE what = 'talk_opened'"))
    return [(row["actor"], row["object"]) for row in found]


def _message(desk, text=ASKED):
    return desk.store.read(
        lambda tx: tx.one("SELECT id FROM messages WHERE body = :b", {"b": text})
    )["id"]


def _links(page, begin="/console/percakapan"):
    return [one.replace("&amp;", "&") for one in re.findall(rf'href="({begin}/[^"]+)"', page)]


def test_a_search_leads_to_the_very_message_of_a_talk_without_a_ticket(desk, petugas_a, talk):
    (link,) = _links(petugas_a.post("/console/cari", {"text": "bikin nib"}).text)
    message = _message(desk)
    assert link == f"{_path(talk)}?m={message}#m-{message}"
    page = petugas_a.get(link.partition("#")[0]).text
    assert re.findall(r'<li [^>]*id="([^"]+)" aria-current="true">', page) == [f"m-{message}"]
    assert ASKED in page
    assert "Dipahami:" in page


def test_a_number_leads_to_the_end_of_the_talk(petugas_a, talk):
    page = petugas_a.post("/console/cari", {"text": CITIZEN[-8:]}).text
    assert _links(page) == [f"{_path(talk)}#end"]


def test_who_has_a_ticket_is_found_at_the_ticket(desk, petugas_a, talk):
    writes(desk, "petugas")
    page = petugas_a.post("/console/cari", {"text": "bikin nib"}).text
    assert _links(page) == []
    assert _links(page, "/console/tickets")
    ticket = desk.store.read(lambda tx: tx.one("SELECT id, number FROM tickets"))
    page = petugas_a.get(_path(talk)).text
    assert f'<a href="/console/tickets/{ticket["id"]}">{ticket["number"]}</a>' in page


def test_a_talk_shows_no_whole_number_and_nothing_to_act_with(desk, someone, talk):
    with desk.store.write() as tx:
        tx.run("UPDATE outbox SET state = 'failed'")
    for role in ("officer", "supervisor", "admin", "auditor"):
        main = someone(role).get(_path(talk)).text.partition("<main")[2].partition("</main>")[0]
        assert "+62812****0001" in main
        assert CITIZEN not in main
        assert "<form" not in main


def test_opening_a_talk_is_kept_and_refreshing_it_is_not(desk, petugas_a, someone, talk):
    page = petugas_a.get(_path(talk)).text
    key = re.search(r'data-live="([^"]+)"', page)[1]
    petugas_a.get(_path(talk), headers={"X-Live": key})
    assert _looks(desk) == [(petugas_a.officer.id, talk)]
    petugas_a.get(_path(talk), headers={"X-Live": "1"})
    assert len(_looks(desk)) == 2
    audit = someone("auditor").get("/console/audit?what=talk_opened").text
    assert _links(audit) == [_path(talk)] * 2


def test_a_talk_that_does_not_exist_is_not_found(desk, petugas_a):
    assert petugas_a.get(_path("nothing")).status_code == 404
    assert _looks(desk) == []


def test_a_long_talk_is_read_page_by_page(desk, clock, petugas_a, talk, monkeypatch):
    monkeypatch.setattr("bot.desk.transcript.LONGEST", 2)
    clock.forward(minutes=1)
    writes(desk, "berapa lama bikin nib")
    page = petugas_a.get(_path(talk)).text
    assert ASKED not in page
    older, newest = (
        re.compile(r'id="older" href="([^"#]+)'),
        f'id="newest" href="{_path(talk)}#end"',
    )
    page = petugas_a.get(older.search(page)[1].replace("&amp;", "&")).text
    assert ASKED in page
    assert newest in page
    assert ASKED in petugas_a.get(f"{_path(talk)}?m={_message(desk)}").text
