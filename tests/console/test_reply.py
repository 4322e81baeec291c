"""Promises of the reply box: neither lost nor doubled, taken back in time, kept as a draft when refused."""

import re

import pytest

from bot.desk import tickets
from tests.console.visitor import writes

DATA = {"Accept": "application/json"}


@pytest.fixture
def held(sari, ticket):
    """A ticket that Sari holds."""
    sari.post(f"/console/tickets/{ticket}/claim")
    return f"/console/tickets/{ticket}"


def _form(visitor, path, **changes):
    page = visitor.get(path).text
    hidden = {n: re.search(f'name="{n}" value="([^"]*)"', page)[1] for n in ("token", "version")}
    return {"text": "Selamat pagi, kami cek dulu.", **hidden, **changes}


def _said(desk):
    return desk.store.read(
        lambda tx: tx.all("SELECT * FROM outbox WHERE author = 'officer' ORDER BY seq")
    )


def test_a_reply_is_queued_for_the_citizen(desk, sari, held):
    answer = sari.post(f"{held}/reply", _form(sari, held))
    assert answer.status_code == 303
    assert [row["body"] for row in _said(desk)] == ["Selamat pagi, kami cek dulu."]
    assert "Selamat pagi, kami cek dulu." in sari.get(held).text


def test_the_same_form_sent_twice_is_one_reply(desk, sari, held):
    form = _form(sari, held)
    first, second = (sari.post(f"{held}/reply", form, headers=DATA).json["id"] for _ in range(2))
    assert first == second
    assert len(_said(desk)) == 1


def test_without_a_script_a_reply_leaves_at_once(desk, sari, held):
    sari.post(f"{held}/reply", _form(sari, held))
    assert _said(desk)[0]["due_at"] == desk.now()


def test_a_script_gets_five_seconds_to_take_it_back(desk, sari, held, clock):
    told = sari.post(f"{held}/reply", _form(sari, held, hold="1"), headers=DATA).json
    assert told["undo_s"] == 5
    clock.forward(seconds=4)
    assert _said(desk)[0]["due_at"] > desk.now()
    assert sari.post(f"{held}/undo", {"message": told["id"]}, headers=DATA).status_code == 200
    assert _said(desk)[0]["state"] == "dropped"
    assert "Selamat pagi, kami cek dulu.</textarea>" in sari.get(held).text


def test_what_has_left_cannot_be_taken_back(desk, sari, held):
    told = sari.post(f"{held}/reply", _form(sari, held), headers=DATA).json
    with desk.store.write() as tx:
        tx.run(
            "UPDATE outbox SET state = 'sending', attempts = 1 WHERE id = :id", {"id": told["id"]}
        )
    answer = sari.post(f"{held}/undo", {"message": told["id"]})
    assert answer.status_code == 409
    assert "pesan sudah berangkat" in answer.text


def test_nobody_takes_back_what_a_colleague_wrote(sari, budi, held):
    told = sari.post(f"{held}/reply", _form(sari, held), headers=DATA).json
    assert budi.post(f"{held}/undo", {"message": told["id"]}).status_code == 404


def test_an_outdated_reply_is_refused_and_kept_as_a_draft(desk, sari, someone, held, ticket):
    form = _form(sari, held)
    tickets.release(desk, someone("supervisor").officer, ticket)
    tickets.claim(desk, sari.officer, ticket)
    answer = sari.post(f"{held}/reply", form)
    assert answer.status_code == 409
    assert "draf" in answer.text
    assert "Selamat pagi, kami cek dulu.</textarea>" in sari.get(held).text
    assert _said(desk) == []


def test_who_does_not_hold_the_ticket_cannot_reply(desk, sari, budi, held):
    answer = budi.post(f"{held}/reply", _form(sari, held), headers=DATA)
    assert (answer.status_code, answer.json["winner"]) == (409, "Sari")
    assert _said(desk) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"text": ""},
        {"text": "  "},
        {"text": "x" * 4001},
        {"token": ""},
        {"token": "x" * 65},
        {"version": "new"},
        {"version": ""},
    ],
)
def test_a_reply_that_cannot_be_read_is_refused(changes, desk, sari, held):
    assert sari.post(f"{held}/reply", _form(sari, held, **changes)).status_code == 400
    assert _said(desk) == []


def test_a_draft_is_kept_on_the_server(sari, held):
    assert sari.post(f"{held}/draft", {"text": "Setengah kalim"}).status_code == 204
    assert "Setengah kalim</textarea>" in sari.get(held).text


def test_a_note_is_for_colleagues_only(desk, sari, budi, held):
    sari.post(f"{held}/note", {"text": "warga ini sudah menelepon"})
    assert "warga ini sudah menelepon" in budi.get(held).text
    assert _said(desk) == []


def test_a_failed_message_is_sent_again_on_request(desk, sari, held):
    told = sari.post(f"{held}/reply", _form(sari, held), headers=DATA).json
    with desk.store.write() as tx:
        tx.run(
            "UPDATE outbox SET state = 'failed', code = '63024' WHERE id = :id", {"id": told["id"]}
        )
    assert "gagal: nomor tidak memakai WhatsApp" in sari.get(held).text
    assert (
        sari.post(f"{held}/send-again", {"message": told["id"]}, headers=DATA).json["told"]
        == "sent_again"
    )
    assert _said(desk)[0]["state"] == "pending"
    assert (
        sari.post(f"{held}/send-again", {"message": told["id"]}, headers=DATA).json["told"]
        == "not_failed"
    )


def test_the_page_says_that_a_reply_will_wait_for_the_citizen(clock, sari, desk, held):
    clock.forward(hours=25)
    sari.sign_in("sari")
    assert "Jendela 24 jam tertutup: jawaban Anda disimpan" in sari.get(held).text


@pytest.mark.parametrize(
    ("channel", "text", "told"),
    [
        ("sms", "Baik Pak", "1 pesan, 8 karakter, kira-kira Rp350"),
        ("sms", "x" * 161, "2 pesan"),
        ("whatsapp", "Baik Pak", "kira-kira Rp480"),
    ],
)
def test_the_cost_is_told_while_typing(channel, text, told, sari, held):
    assert told in sari.post(f"{held}/count", {"text": text, "channel": channel}).json["words"]


def test_the_sign_that_makes_an_sms_dearer_is_named(sari, held):
    told = sari.post(f"{held}/count", {"text": "Baik 謝", "channel": "sms"}).json
    assert "謝" in told["dear"]


def test_an_unknown_channel_costs_nothing_but_a_refusal(sari, held):
    assert sari.post(f"{held}/count", {"text": "x", "channel": "fax"}).status_code == 400


def test_the_citizen_may_write_while_an_officer_types(desk, sari, held):
    form = _form(sari, held)
    writes(desk, "halo?")
    assert sari.post(f"{held}/reply", form).status_code == 303
