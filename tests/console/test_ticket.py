"""Promises of the ticket page: the talk, what the bot understood, who may see what; a look is kept."""

import re

import pytest

from bot.desk import tickets
from bot.store import tickets as rows
from tests.console.visitor import CITIZEN, writes


def _looks(desk):
    return desk.store.read(lambda tx: tx.all("SELECT * FROM audit WHERE what = 'ticket_opened'"))


def test_only_its_holder_sees_the_whole_number(petugas_a, petugas_b, ticket):
    petugas_a.post(f"/console/tickets/{ticket}/claim")
    assert CITIZEN in petugas_a.get(f"/console/tickets/{ticket}").text
    assert CITIZEN not in petugas_b.get(f"/console/tickets/{ticket}").text


def test_opening_a_ticket_is_kept_in_the_audit(desk, petugas_a, ticket):
    petugas_a.get(f"/console/tickets/{ticket}")
    assert [(row["actor"], row["object"]) for row in _looks(desk)] == [
        (petugas_a.officer.id, ticket)
    ]


def test_a_page_that_refreshes_itself_is_no_new_look(desk, petugas_a, ticket):
    page = petugas_a.get(f"/console/tickets/{ticket}").text
    key = re.search(r'data-live="([^"]+)"', page)[1]
    petugas_a.get(f"/console/tickets/{ticket}", headers={"X-Live": key})
    assert len(_looks(desk)) == 1


@pytest.mark.parametrize("key", ["", "1", "0" * 64])
def test_a_made_up_key_does_not_hide_a_look(key, desk, petugas_a, ticket):
    petugas_a.get(f"/console/tickets/{ticket}", headers={"X-Live": key})
    assert len(_looks(desk)) == 1


def test_the_key_of_one_ticket_does_not_open_another(desk, petugas_a, ticket):
    writes(desk, "petugas", address="+6281250000002")
    other = desk.store.read(
        lambda tx: tx.one("SELECT id FROM tickets WHERE id <> :id", {"id": ticket})
    )
    key = re.search(r'data-live="([^"]+)"', petugas_a.get(f"/console/tickets/{ticket}").text)[1]
    petugas_a.get(f"/console/tickets/{other['id']}", headers={"X-Live": key})
    assert [row["object"] for row in _looks(desk)] == [ticket, other["id"]]


def test_a_ticket_can_be_opened_by_its_number(desk, petugas_a, ticket):
    number = desk.store.read(lambda tx: rows.one(tx, ticket))["number"]
    assert f'<b class="number">{number}</b>' in petugas_a.get(f"/console/tickets/{number}").text


def test_the_page_shows_what_the_bot_understood(desk, petugas_a):
    writes(desk, "berapa biaya bikin nib")
    writes(desk, "petugas")
    ticket = desk.store.read(lambda tx: tx.one("SELECT id FROM tickets"))["id"]
    page = petugas_a.get(f"/console/tickets/{ticket}").text
    assert "Dipahami:" in page
    assert "Kandidat" in page
    assert re.search(r"· \d+%", page)


@pytest.mark.parametrize(
    ("state", "code", "told"),
    [
        ("pending", "", "antre"),
        ("sending", "", "sedang dikirim"),
        ("unknown", "", "sedang dicek ke penyedia"),
        ("parked", "", "diparkir: menunggu warga membalas"),
        ("sent", "", "terkirim"),
        ("delivered", "", "sampai"),
        ("read", "", "dibaca"),
        ("failed", "99999", "gagal: 99999"),
        ("dropped", "officer", "dibatalkan: petugas mengambil alih"),
    ],
)
def test_what_became_of_a_message_is_told_in_words(state, code, told, desk, petugas_a, ticket):
    with desk.store.write() as tx:
        tx.run("UPDATE outbox SET state = :s, code = :c", {"s": state, "c": code})
    assert told in petugas_a.get(f"/console/tickets/{ticket}").text


def test_days_are_set_apart(desk, clock, petugas_a, ticket):
    clock.forward(days=1)
    writes(desk, "masih menunggu")
    petugas_a.sign_in("petugas-a")
    page = petugas_a.get(f"/console/tickets/{ticket}").text
    assert "Senin, 02 Maret 2026" in page
    assert "Selasa, 03 Maret 2026" in page


def test_a_rating_and_earlier_tickets_are_there(desk, petugas_a, ticket):
    tickets.claim(desk, petugas_a.officer, ticket)
    tickets.resolve(desk, petugas_a.officer, ticket)
    with desk.store.write() as tx:
        rows.rate(tx, ticket, score=4, comment="", now=desk.now())
        rows.rate(tx, ticket, score=None, comment="cepat sekali", now=desk.now())
    page = petugas_a.get(f"/console/tickets/{ticket}").text
    assert "4/4" in page
    assert "cepat sekali" in page
    number = desk.store.read(lambda tx: rows.one(tx, ticket))["number"]
    writes(desk, "petugas")
    later = desk.store.read(lambda tx: tx.one("SELECT id FROM tickets WHERE state = 'waiting'"))[
        "id"
    ]
    assert number in petugas_a.get(f"/console/tickets/{later}").text


def test_who_may_not_act_is_offered_no_act(petugas_a, petugas_b, someone, ticket):
    petugas_a.post(f"/console/tickets/{ticket}/claim")
    page = petugas_b.get(f"/console/tickets/{ticket}").text
    assert "Tiket ini dipegang Petugas A" in page
    for act in ("resolve", "release", "reply", "snooze"):
        assert f'/{act}"' not in page
    auditor = someone("auditor").get(f"/console/tickets/{ticket}").text
    assert 'method="post" action="/console/tickets/' not in auditor


def test_a_supervisor_may_take_it_from_the_holder(petugas_a, someone, ticket):
    petugas_a.post(f"/console/tickets/{ticket}/claim")
    page = someone("supervisor").get(f"/console/tickets/{ticket}").text
    for act in ("resolve", "release", "transfer"):
        assert f'/{act}"' in page


def test_wishes_of_the_citizen_are_shown(desk, petugas_a, ticket):
    with desk.store.write() as tx:
        tx.run(
            "UPDATE people SET text_only = 1, language = 'en', opted_out_at = :now",
            {"now": desk.now()},
        )
    page = petugas_a.get(f"/console/tickets/{ticket}").text
    for told in ("hanya tulisan", "Inggris", "Berhenti sejak"):
        assert told in page
