"""Promises about several tickets at once: assigned, set aside, answered after a look, the losers named."""

import re

import pytest

from bot.desk import tickets
from tests.console.visitor import writes

WAITING = "SELECT id FROM tickets ORDER BY opened_at"


@pytest.fixture
def boss(someone):
    return someone("supervisor", "Petugas B")


@pytest.fixture
def three(desk, petugas_a):
    """Three tickets that Petugas A holds."""
    for n in range(3):
        writes(desk, "petugas", address=f"+628125000010{n}")
    ids = [row["id"] for row in desk.store.read(lambda tx: tx.all(WAITING))]
    for one in ids:
        tickets.claim(desk, petugas_a.officer, one)
    return ids


def _states(desk, column="state"):
    rows = desk.store.read(lambda tx: tx.all(f"SELECT {column} FROM tickets"))  # noqa: S608 - ours
    return {row[column] for row in rows}


def test_all_are_set_aside(desk, petugas_a, three):
    form = {"ticket": three, "until": "1h", "reason": "agency"}
    assert petugas_a.post("/console/beberapa/snooze", form).status_code == 303
    assert _states(desk) == {"snoozed"}


def test_all_go_to_a_colleague(desk, petugas_a, petugas_b, three):
    petugas_a.post("/console/beberapa/assign", {"ticket": three, "to": petugas_b.officer.id})
    assert _states(desk, "officer_id") == {petugas_b.officer.id}


def test_a_reply_is_previewed_and_then_sent_once_to_each(desk, petugas_a, three):
    page = petugas_a.post(
        "/console/beberapa/preview", {"ticket": three, "text": "Portal sudah pulih."}
    ).text
    assert "Portal sudah pulih." in page
    assert "3 tiket" in page
    token = re.search(r'name="token" value="([^"]+)"', page)[1]
    form = {"ticket": three, "text": "Portal sudah pulih.", "token": token}
    for _ in range(2):
        assert petugas_a.post("/console/beberapa/reply", form).status_code == 303
    said = desk.store.read(lambda tx: tx.all("SELECT * FROM outbox WHERE author = 'officer'"))
    assert len(said) == 3


def test_each_ticket_gets_its_own_number_in_the_one_reply(desk, petugas_a, three):
    form = {"ticket": three, "text": "Tiket {tiket}: portal sudah pulih."}
    preview = petugas_a.post("/console/beberapa/preview", form).text
    assert "Diisi sendiri: {nama}" in preview
    petugas_a.post("/console/beberapa/reply", {**form, "token": "1"})
    said = desk.store.read(lambda tx: tx.all("SELECT * FROM outbox WHERE author = 'officer'"))
    rows = desk.store.read(lambda tx: tx.all("SELECT * FROM tickets"))
    told = {f"Tiket {row['number']}: portal sudah pulih." for row in rows}
    assert {row["body"] for row in said} == told


def test_those_that_refused_are_named(desk, petugas_a, boss, three):
    tickets.release(desk, boss.officer, three[0])
    answer = petugas_a.post("/console/beberapa/snooze", {"ticket": three, "until": "1h"})
    assert answer.status_code == 409
    assert "1 dari 3" in answer.text
    assert three[0] in answer.text
    assert "sekarang: Menunggu" in answer.text


def test_the_preview_lists_who_is_meant(desk, petugas_a, three):
    form = {"ticket": three, "text": "Portal sudah pulih."}
    page = petugas_a.post("/console/beberapa/preview", form).text
    numbers = [row["number"] for row in desk.store.read(lambda tx: tx.all("SELECT * FROM tickets"))]
    assert all(number in page for number in numbers)


@pytest.mark.parametrize(("count", "text"), [(0, "Halo"), (21, "Halo"), (1, " ")])
def test_nothing_is_previewed_for_nobody_too_many_or_without_words(count, text, petugas_a):
    form = {"ticket": [f"t{n}" for n in range(count)], "text": text}
    assert petugas_a.post("/console/beberapa/preview", form).status_code == 400


@pytest.mark.parametrize(
    ("view", "back"), [("all", "all"), ("waiting", "waiting"), ("//x", "mine"), ("", "mine")]
)
def test_one_comes_back_to_the_view_one_came_from(view, back, boss, petugas_a, three):
    form = {"ticket": three, "to": petugas_a.officer.id, "view": view}
    answer = boss.post("/console/beberapa/assign", form)
    assert answer.headers["Location"] == f"/console/?view={back}&told=many"


def test_the_form_is_there_for_tickets_that_are_still_to_come(boss):
    page = boss.get("/console/").text
    assert re.search(r'<form class="many card" id="many"[^>]* hidden>', page)


@pytest.mark.parametrize("count", [0, 21])
def test_none_or_too_many_are_refused(count, petugas_a):
    form = {"ticket": [f"t{n}" for n in range(count)], "until": "1h"}
    assert petugas_a.post("/console/beberapa/snooze", form).status_code == 400


def test_closed_windows_stand_apart(desk, petugas_a, three, clock):
    clock.forward(hours=25)
    petugas_a.sign_in("petugas-a")
    assert "Jendela 24 jam tertutup: jawaban menunggu" in petugas_a.get("/console/?view=mine").text
