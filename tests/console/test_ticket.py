"""Promises of the ticket page: the talk, what the bot understood, who may see what; a look is kept."""

import re

import pytest

from bot.channels._twilio_errors import OUTCOMES
from bot.console.words import TEXTS
from bot.desk import tickets
from bot.errors import Outcome
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
    assert "<dd>Bot yakin apa yang dimaksud.</dd>" in page
    assert "the matcher is sure" not in page


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
        ("failed", "99999", "gagal: ditolak penyedia (kode 99999)"),
        ("failed", "63032", "gagal: Meta tidak meneruskan pesan ini kepada warga"),
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
    assert "Senin, 2 Maret 2026" in page
    assert "Selasa, 3 Maret 2026" in page


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


@pytest.mark.parametrize(
    ("template", "opted_out_at", "told"),
    [
        ("HX" + "1" * 32, None, "Warga dikirimi undangan untuk membalas"),
        ("", None, "Hubungi warga dengan cara lain (telepon)"),
        ("", None, "Belum ada pesan undangan yang disetujui WhatsApp"),
        ("HX" + "1" * 32, "2026-03-01T00:00:00.000000Z", "jadi ia tidak diundang"),
    ],
)
def test_outside_the_window_the_page_says_what_to_do(desk, petugas_a, template, opted_out_at, told):
    object.__setattr__(desk.settings, "twilio_reply_template", template)
    writes(desk, "petugas", line="twilio")
    ticket = desk.store.read(lambda tx: tx.one("SELECT id FROM tickets"))["id"]
    petugas_a.post(f"/console/tickets/{ticket}/claim")
    with desk.store.write() as tx:
        tx.run("UPDATE people SET opted_out_at = :at", {"at": opted_out_at})
    assert told not in petugas_a.get(f"/console/tickets/{ticket}").text
    desk.clock.forward(hours=24)
    petugas_a.sign_in("petugas-a")  # a day is longer than a session
    assert told in petugas_a.get(f"/console/tickets/{ticket}").text


def test_a_reply_outside_the_window_is_not_called_sent(desk, petugas_a, ticket):
    petugas_a.post(f"/console/tickets/{ticket}/claim")
    assert "Jawaban Anda dikirim." in petugas_a.get(f"/console/tickets/{ticket}?told=replied").text
    with desk.store.write() as tx:
        tx.run("UPDATE conversations SET last_inbound_at = '2020-01-01T00:00:00.000000Z'")
    page = petugas_a.get(f"/console/tickets/{ticket}?told=replied").text
    assert "Jawaban Anda disimpan." in page
    assert "Jawaban Anda dikirim." not in page


def test_what_the_bot_did_without_an_entry_is_not_called_understood(desk, petugas_a, ticket):
    petugas_a.post(f"/console/tickets/{ticket}/claim")
    writes(desk, "baik ditunggu")
    page = petugas_a.get(f"/console/tickets/{ticket}").text
    assert "Tindakan bot: diam" in page
    assert "Dipahami: diam" not in page


def test_the_invitation_is_shown_in_words(desk, petugas_a, ticket):
    with desk.store.write() as tx:
        tx.run("UPDATE outbox SET kind = 'template', body = '2603-0001'")
    page = petugas_a.get(f"/console/tickets/{ticket}").text
    assert "Undangan untuk membaca jawaban yang menunggu (tiket 2603-0001)" in page


def test_every_final_code_of_the_provider_has_words_of_its_own():
    final = {Outcome.PERMANENT, Outcome.OPTED_OUT, Outcome.WINDOW, Outcome.EXTRAS}
    codes = {f"code_{code}" for code, outcome in OUTCOMES.items() if outcome in final}
    assert codes - TEXTS["id"].keys() == set()


def test_the_history_says_to_whom_and_why(desk, petugas_a, petugas_b, ticket):
    path = f"/console/tickets/{ticket}"
    petugas_a.post(f"{path}/claim")
    petugas_a.post(f"{path}/snooze", {"until": "1h", "reason": "agency"})
    petugas_a.post(f"{path}/transfer", {"to": petugas_b.officer.id})
    petugas_b.post(f"{path}/team", {"team": "nib"})
    history = petugas_a.get(path).text.partition('<ol class="history">')[2]
    family = desk.minds.current().catalogue.families["nib"]["id"]
    for told in ("ditunda (dinas lain)", "dialihkan → Petugas B", f"tim lain → {family}"):
        assert told in history


@pytest.fixture
def long_talk(desk, petugas_a, ticket, clock, monkeypatch):
    """The ids of five messages, of which the page shows the last three lines at once."""
    monkeypatch.setattr("bot.desk.transcript.LONGEST", 3)
    petugas_a.post(f"/console/tickets/{ticket}/claim")
    for n in range(5):
        clock.forward(minutes=1)
        writes(desk, f"kalimat ke {n}")
    found = desk.store.read(lambda tx: tx.all("SELECT id FROM messages ORDER BY received_at"))
    return [row["id"] for row in found]


def _shown(page):
    return re.findall(r"kalimat ke (\d)</p>", page)


def test_a_long_talk_is_read_page_by_page(petugas_a, ticket, long_talk):
    path = f"/console/tickets/{ticket}"
    page = petugas_a.get(path).text
    assert _shown(page) == ["2", "3", "4"]
    older = re.search(r'id="older" href="([^"#]+)', page)[1].replace("&amp;", "&")
    page = petugas_a.get(older).text
    assert _shown(page)[-2:] == ["0", "1"]
    assert f'id="newest" href="{path}#end"' in page


def test_the_link_to_an_old_message_shows_it(petugas_a, ticket, long_talk):
    path = f"/console/tickets/{ticket}"
    old, new = long_talk[1], long_talk[-1]
    assert f'id="m-{old}"' in petugas_a.get(f"{path}?m={old}").text
    assert _shown(petugas_a.get(f"{path}?m={new}").text) == ["2", "3", "4"]
    assert _shown(petugas_a.get(f"{path}?m=nothing").text) == ["2", "3", "4"]


def test_a_search_leads_to_the_very_message(petugas_a, ticket, long_talk):
    page = petugas_a.post("/console/cari", {"text": "kalimat"}).text
    assert f"/console/tickets/{ticket}?m={long_talk[1]}#m-{long_talk[1]}" in page
