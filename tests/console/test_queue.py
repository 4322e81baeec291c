"""Promises of the queue: who waits is seen at a glance, numbers are not."""

import re

from bot.desk import tickets
from bot.store import tickets as rows
from tests.console.visitor import CITIZEN, writes


def _rows(page):
    return re.findall(r'data-ticket-id="([^"]+)"', page)


def test_a_ticket_that_waits_stands_in_the_queue_with_the_last_words(desk, petugas_a, ticket):
    writes(desk, "tolong segera ya pak")
    page = petugas_a.get("/console/").text
    assert _rows(page) == [ticket]
    assert "tolong segera ya pak" in page


def test_no_list_shows_a_whole_number(desk, petugas_a, ticket):
    for view in ("waiting", "mine", "all", "resolved"):
        assert CITIZEN not in petugas_a.get(f"/console/?view={view}").text
    assert "+62812****0001" in petugas_a.get("/console/").text


def test_the_time_left_is_told_in_words(clock, petugas_a, ticket):
    assert "jendela 23 jam" in petugas_a.get("/console/").text
    clock.forward(hours=22)
    petugas_a.sign_in("petugas-a")
    page = petugas_a.get("/console/").text
    assert 'class="time soon"' in page
    assert "jendela 1 jam" in page
    clock.forward(hours=3)
    petugas_a.sign_in("petugas-a")
    assert "jendela 24 jam tertutup" in petugas_a.get("/console/").text


def test_a_late_first_answer_is_told_in_words(clock, petugas_a, ticket):
    clock.forward(days=3)
    petugas_a.sign_in("petugas-a")
    assert "terlambat" in petugas_a.get("/console/").text


def test_on_sms_there_is_no_time_limit(desk, petugas_a):
    writes(desk, "petugas", channel="sms")
    facts = re.search(r'<p class="facts">.*?</p>', petugas_a.get("/console/").text, re.DOTALL)[0]
    assert "tenggat" in facts
    assert "jendela" not in facts


def test_urgent_tickets_stand_first(desk, petugas_a, ticket):
    writes(desk, "ada calo minta uang 2 juta ngaku orang dinas", address="+6281250000002")
    rows = _rows(petugas_a.get("/console/").text)
    assert len(rows) == 2
    assert rows[1] == ticket


def test_each_view_holds_its_own_tickets(desk, petugas_a, petugas_b, ticket):
    tickets.claim(desk, petugas_a.officer, ticket)
    shown = {
        (who, view): ticket in _rows(visitor.get(f"/console/?view={view}").text)
        for who, visitor in (("petugas-a", petugas_a), ("petugas-b", petugas_b))
        for view in ("waiting", "mine", "all", "resolved")
    }
    assert {key for key, there in shown.items() if there} == {
        ("petugas-a", "mine"), ("petugas-a", "all"), ("petugas-b", "all"),
    }  # fmt: skip
    tickets.resolve(desk, petugas_a.officer, ticket)
    assert _rows(petugas_b.get("/console/?view=resolved").text) == [ticket]


def test_an_empty_view_says_what_to_do(petugas_a):
    assert "Nobody is waiting" not in petugas_a.get("/console/").text
    assert "Tidak ada yang menunggu" in petugas_a.get("/console/").text


def test_there_is_no_view_of_that_name(petugas_a):
    assert petugas_a.get("/console/?view=secret").status_code == 404


def test_a_strange_page_number_is_the_first_page(petugas_a, ticket):
    for page in ("-1", "x", "99999999999999999999"):
        assert petugas_a.get(f"/console/?page={page}").status_code == 200


def test_a_long_queue_has_more_pages(desk, petugas_a, monkeypatch):
    monkeypatch.setattr("bot.desk.reading.PAGE", 2)
    for n in range(3):
        writes(desk, "petugas", address=f"+628125000001{n}")
    first, second = (_rows(petugas_a.get(f"/console/?page={n}").text) for n in (0, 1))
    assert (len(first), len(second)) == (2, 1)
    assert not set(first) & set(second)


def test_an_auditor_sees_no_button(someone, ticket):
    page = someone("auditor").get("/console/").text
    assert ticket in page
    assert "/claim" not in page
    assert "/console/next" not in page


def test_once_answered_the_row_tells_when_it_should_be_resolved(desk, petugas_a, ticket):
    assert "tenggat" in petugas_a.get("/console/").text
    petugas_a.post(f"/console/tickets/{ticket}/claim")
    with desk.store.write() as tx:
        rows.replied(tx, ticket, desk.now())
    page = petugas_a.get("/console/?view=mine").text
    assert 'class="time calm">selesaikan dalam' in page
    assert "tenggat" not in page


def test_a_late_resolution_is_told_in_words_and_colour(desk, clock, petugas_a, ticket):
    petugas_a.post(f"/console/tickets/{ticket}/claim")
    with desk.store.write() as tx:
        rows.replied(tx, ticket, desk.now())
    clock.forward(days=10)
    petugas_a.sign_in("petugas-a")
    assert 'class="time over">penyelesaian terlambat' in petugas_a.get("/console/?view=mine").text
    assert "Tenggat penyelesaian" in petugas_a.get(f"/console/tickets/{ticket}").text


def test_supervisors_see_on_every_page_what_is_past_its_time(clock, someone, petugas_a, ticket):
    boss = someone("supervisor", "Petugas B")
    assert 'id="overdue" data-part data-count="0"' in boss.get("/console/").text
    clock.forward(days=2)
    for visitor in (boss, petugas_a):
        visitor.sign_in(visitor.officer.login)
    assert 'id="overdue" data-part data-count="1"' in boss.get("/console/sakelar").text
    assert 'id="overdue"' not in petugas_a.get("/console/").text
