"""Promises of the filters of the queue: they narrow, say so, stay, and never make a number wrong."""

import re
from html import unescape

import pytest

from bot.desk import tickets
from tests.console.visitor import writes

ASKS = {  # who: channel and what is asked
    "+6281250000011": ("whatsapp", "berapa biaya bikin nib"),
    "+6281250000012": ("sms", "gmn cr dftr nib"),
    "+6281250000013": ("whatsapp", "syarat bikin pbg apa saja"),
}


@pytest.fixture
def three(desk):
    """Three tickets of three citizens: {address: id}."""
    found = {}
    for address, (channel, _) in ASKS.items():
        writes(desk, "petugas", address=address, channel=channel)
        sql = "SELECT t.id FROM tickets t ORDER BY t.id DESC LIMIT 1"
        found[address] = desk.store.read(lambda tx, sql=sql: tx.one(sql))["id"]
    entries = dict(zip(found.values(), ("nib-biaya", "nib-cek", "pbg"), strict=True))
    with desk.store.write() as tx:
        for ticket, entry in entries.items():
            tx.run("UPDATE tickets SET entry = :e WHERE id = :t", {"e": entry, "t": ticket})
    return list(found.values())


def _rows(visitor, query, view="waiting"):
    page = visitor.get(f"/console/?view={view}&{query}").text
    return set(re.findall(r'data-ticket-id="([^"]+)"', page))


def _link(page, mark):
    return unescape(re.search(rf'{mark}"[^>]* href="([^"]+)"', page)[1])


def _counted(page, view):
    return int(re.search(rf'id="tab-{view}".*?class="count">(\d+)<', page, re.DOTALL)[1])


def test_a_family_an_entry_and_a_channel_narrow_the_list(desk, petugas_a, three):
    family = desk.minds.current().catalogue.entries["nib-biaya"].family
    assert _rows(petugas_a, f"topic=family:{family}") == set(three[:2])
    assert _rows(petugas_a, "topic=entry:nib-biaya") == {three[0]}
    assert _rows(petugas_a, "channel=sms") == {three[1]}
    assert _rows(petugas_a, f"topic=family:{family}&channel=whatsapp") == {three[0]}


def test_a_ticket_handed_to_a_team_belongs_to_its_topic(desk, petugas_a, three):
    family = desk.minds.current().catalogue.entries["nib-biaya"].family
    tickets.claim(desk, petugas_a.officer, three[2])
    tickets.hand_to_team(desk, petugas_a.officer, three[2], family)
    assert _rows(petugas_a, f"topic=family:{family}") == set(three)


def test_an_officer_narrows_what_is_open_but_not_ones_own(desk, petugas_a, petugas_b, three):
    tickets.claim(desk, petugas_a.officer, three[0])
    tickets.claim(desk, petugas_b.officer, three[1])
    assert _rows(petugas_a, f"officer={petugas_b.officer.id}", "all") == {three[1]}
    assert _rows(petugas_a, f"officer={petugas_b.officer.id}", "mine") == {three[0]}


def test_days_are_those_of_the_office_both_included(clock, desk, petugas_a, three):
    today = desk.local().date()
    clock.forward(days=1)
    petugas_a.sign_in(petugas_a.officer.login)
    writes(desk, "petugas", address="+6281250000014")
    assert _rows(petugas_a, f"since={today}&until={today}") == set(three)
    assert len(_rows(petugas_a, f"since={desk.local().date()}")) == 1
    assert len(_rows(petugas_a, f"since={today}")) == 4


def test_the_counters_count_everything_and_the_line_what_is_left(petugas_a, three):
    page = petugas_a.get("/console/?channel=sms").text
    assert _counted(page, "waiting") == 3
    assert "1 dari 3 tiket" in page


def test_the_filter_stays_on_the_way_to_other_views_and_pages(desk, petugas_a, three, monkeypatch):
    monkeypatch.setattr("bot.desk.reading.PAGE", 1)
    page = petugas_a.get("/console/?channel=whatsapp").text
    assert "channel=whatsapp" in _link(page, 'id="tab-all')
    older = unescape(re.search(r'href="([^"]*page=1[^"]*)"', page)[1])
    assert re.findall(r'data-ticket-id="([^"]+)"', petugas_a.get(older).text) == [three[2]]


def test_an_empty_list_says_which_filter_hides_everything_and_leads_out(petugas_a, three):
    page = petugas_a.get("/console/?channel=sms&topic=entry:pbg-retribusi").text
    assert "Tidak ada tiket yang cocok dengan saringan ini" in page
    assert "Saluran saja: 1 tiket" in page
    assert "Topik saja: 0 tiket" in page
    assert _rows(petugas_a, _link(page, 'id="out-topic').partition("?")[2]) == {three[1]}
    assert _link(page, 'id="empty-out') == "/console/?view=waiting"


def test_what_nobody_knows_narrows_nothing(petugas_a, three):
    for query in ("topic=family:x", "topic=y", "channel=fax", "officer=z", "since=kemarin"):
        assert _rows(petugas_a, query, "all") == set(three)


def test_the_list_of_the_resolved_is_narrowed_too(desk, petugas_a, three):
    for ticket in three[:2]:
        tickets.claim(desk, petugas_a.officer, ticket)
        tickets.resolve(desk, petugas_a.officer, ticket)
    assert _rows(petugas_a, "channel=sms", "resolved") == {three[1]}


def test_whose_window_closes_first_stands_first_and_a_closed_one_last(
    clock, desk, petugas_a, three
):
    clock.forward(hours=2)
    writes(desk, "halo?", address="+6281250000011")  # this window is open longer now
    page = petugas_a.get("/console/").text if petugas_a.sign_in(petugas_a.officer.login) else ""
    assert re.findall(r'data-ticket-id="([^"]+)"', page) == [three[1], three[2], three[0]]
    clock.forward(hours=22)  # the third one's window is shut, the first one's is open
    petugas_a.sign_in(petugas_a.officer.login)
    page = petugas_a.get("/console/").text
    assert re.findall(r'data-ticket-id="([^"]+)"', page) == [three[1], three[0], three[2]]
