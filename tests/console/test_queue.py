"""Promises of the queue: who waits is seen at a glance, numbers are not."""

import re

from bot.desk import tickets
from tests.console.visitor import CITIZEN, writes


def _rows(page):
    return re.findall(r'data-ticket-id="([^"]+)"', page)


def test_a_ticket_that_waits_stands_in_the_queue_with_the_last_words(desk, sari, ticket):
    writes(desk, "tolong segera ya pak")
    page = sari.get("/console/").text
    assert _rows(page) == [ticket]
    assert "tolong segera ya pak" in page


def test_no_list_shows_a_whole_number(desk, sari, ticket):
    for view in ("waiting", "mine", "all", "resolved"):
        assert CITIZEN not in sari.get(f"/console/?view={view}").text
    assert "+62812****0001" in sari.get("/console/").text


def test_the_time_left_is_told_in_words(clock, sari, ticket):
    assert "jendela 23 jam" in sari.get("/console/").text
    clock.forward(hours=22)
    sari.sign_in("sari")
    page = sari.get("/console/").text
    assert 'class="time soon"' in page
    assert "jendela 1 jam" in page
    clock.forward(hours=3)
    sari.sign_in("sari")
    assert "jendela 24 jam tertutup" in sari.get("/console/").text


def test_a_late_first_answer_is_told_in_words(clock, sari, ticket):
    clock.forward(days=3)
    sari.sign_in("sari")
    assert "terlambat" in sari.get("/console/").text


def test_on_sms_there_is_no_time_limit(desk, sari):
    writes(desk, "petugas", channel="sms")
    assert "tanpa batas waktu" in sari.get("/console/").text


def test_urgent_tickets_stand_first(desk, sari, ticket):
    writes(desk, "ada calo minta uang 2 juta ngaku orang dinas", address="+6281250000002")
    rows = _rows(sari.get("/console/").text)
    assert len(rows) == 2
    assert rows[1] == ticket


def test_each_view_holds_its_own_tickets(desk, sari, budi, ticket):
    tickets.claim(desk, sari.officer, ticket)
    shown = {
        (who, view): ticket in _rows(visitor.get(f"/console/?view={view}").text)
        for who, visitor in (("sari", sari), ("budi", budi))
        for view in ("waiting", "mine", "all", "resolved")
    }
    assert {key for key, there in shown.items() if there} == {
        ("sari", "mine"), ("sari", "all"), ("budi", "all"),
    }  # fmt: skip
    tickets.resolve(desk, sari.officer, ticket)
    assert _rows(budi.get("/console/?view=resolved").text) == [ticket]


def test_an_empty_view_says_what_to_do(sari):
    assert "Nobody is waiting" not in sari.get("/console/").text
    assert "Tidak ada yang menunggu" in sari.get("/console/").text


def test_there_is_no_view_of_that_name(sari):
    assert sari.get("/console/?view=secret").status_code == 404


def test_a_strange_page_number_is_the_first_page(sari, ticket):
    for page in ("-1", "x", "99999999999999999999"):
        assert sari.get(f"/console/?page={page}").status_code == 200


def test_a_long_queue_has_more_pages(desk, sari, monkeypatch):
    monkeypatch.setattr("bot.desk.reading.PAGE", 2)
    for n in range(3):
        writes(desk, "petugas", address=f"+628125000001{n}")
    first, second = (_rows(sari.get(f"/console/?page={n}").text) for n in (0, 1))
    assert (len(first), len(second)) == (2, 1)
    assert not set(first) & set(second)


def test_an_auditor_sees_no_button(someone, ticket):
    page = someone("auditor").get("/console/").text
    assert ticket in page
    assert "/claim" not in page
    assert "/console/next" not in page
