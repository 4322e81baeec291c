"""Promises of the reply box: neither lost nor doubled, taken back in time, kept as a draft when refused."""

import re

import pytest

from bot.desk import tickets
from tests.console.visitor import writes

DATA = {"Accept": "application/json"}


@pytest.fixture
def held(petugas_a, ticket):
    """A ticket that Petugas A holds."""
    petugas_a.post(f"/console/tickets/{ticket}/claim")
    return f"/console/tickets/{ticket}"


def _form(visitor, path, **changes):
    page = visitor.get(path).text
    hidden = {n: re.search(f'name="{n}" value="([^"]*)"', page)[1] for n in ("token", "version")}
    return {"text": "Selamat pagi, kami cek dulu.", **hidden, **changes}


def _said(desk):
    return desk.store.read(
        lambda tx: tx.all("SELECT * FROM outbox WHERE author = 'officer' ORDER BY seq")
    )


def test_a_reply_is_queued_for_the_citizen(desk, petugas_a, held):
    answer = petugas_a.post(f"{held}/reply", _form(petugas_a, held))
    assert answer.status_code == 303
    assert [row["body"] for row in _said(desk)] == ["Selamat pagi, kami cek dulu."]
    assert "Selamat pagi, kami cek dulu." in petugas_a.get(held).text


def test_the_same_form_sent_twice_is_one_reply(desk, petugas_a, held):
    form = _form(petugas_a, held)
    first, second = (
        petugas_a.post(f"{held}/reply", form, headers=DATA).json["id"] for _ in range(2)
    )
    assert first == second
    assert len(_said(desk)) == 1


def test_two_tabs_with_the_same_text_are_one_reply(desk, petugas_a, held):
    tabs = [_form(petugas_a, held) for _ in range(2)]
    for form in tabs:
        assert petugas_a.post(f"{held}/reply", form).status_code == 303
    assert len(_said(desk)) == 1


def test_two_tabs_with_two_texts_are_two_replies(desk, petugas_a, held):
    tabs = [_form(petugas_a, held, text=text) for text in ("Sudah kami cek.", "Silakan datang.")]
    for form in tabs:
        petugas_a.post(f"{held}/reply", form)
    assert [row["body"] for row in _said(desk)] == ["Sudah kami cek.", "Silakan datang."]


@pytest.mark.parametrize("by_script", [True, False])
def test_the_same_words_can_be_said_again_later(by_script, desk, petugas_a, held):
    form = _form(petugas_a, held)
    answer = petugas_a.post(f"{held}/reply", form, headers=DATA)
    again = form | {"token": answer.json["token"]} if by_script else _form(petugas_a, held)
    petugas_a.post(f"{held}/reply", again)
    assert len(_said(desk)) == 2


def test_what_was_said_long_ago_can_be_said_again_beside_an_old_stretch(
    desk, clock, petugas_a, held
):
    for text in ("Baik, kami cek dulu.", "Sudah selesai."):
        petugas_a.post(f"{held}/reply", _form(petugas_a, held, text=text))
        clock.forward(minutes=1)
    then = _said(desk)[0]["created_at"]
    again = _form(petugas_a, f"{held}?before={then}", text="Baik, kami cek dulu.")
    assert petugas_a.post(f"{held}/reply", again).status_code == 303
    assert len(_said(desk)) == 3


def test_after_a_reply_of_several_parts_script_and_page_know_the_same_last_one(
    desk, petugas_a, held
):
    form = _form(petugas_a, held, text="x" * 4000)
    told = petugas_a.post(f"{held}/reply", form, headers=DATA).json
    assert len(_said(desk)) > 1
    assert _form(petugas_a, held)["token"] == told["token"]


def test_without_a_script_a_reply_leaves_at_once(desk, petugas_a, held):
    petugas_a.post(f"{held}/reply", _form(petugas_a, held))
    assert _said(desk)[0]["due_at"] == desk.now()


def test_a_script_gets_five_seconds_to_take_it_back(desk, petugas_a, held, clock):
    told = petugas_a.post(f"{held}/reply", _form(petugas_a, held, hold="1"), headers=DATA).json
    assert told["undo_s"] == 5
    clock.forward(seconds=4)
    assert _said(desk)[0]["due_at"] > desk.now()
    assert petugas_a.post(f"{held}/undo", {"message": told["id"]}, headers=DATA).status_code == 200
    assert _said(desk)[0]["state"] == "dropped"
    assert "Selamat pagi, kami cek dulu.</textarea>" in petugas_a.get(held).text


def test_what_has_left_cannot_be_taken_back(desk, petugas_a, held):
    told = petugas_a.post(f"{held}/reply", _form(petugas_a, held), headers=DATA).json
    with desk.store.write() as tx:
        tx.run(
            "UPDATE outbox SET state = 'sending', attempts = 1 WHERE id = :id", {"id": told["id"]}
        )
    answer = petugas_a.post(f"{held}/undo", {"message": told["id"]})
    assert answer.status_code == 409
    assert "pesan sudah berangkat" in answer.text


def test_nobody_takes_back_what_a_colleague_wrote(petugas_a, petugas_b, held):
    told = petugas_a.post(f"{held}/reply", _form(petugas_a, held), headers=DATA).json
    assert petugas_b.post(f"{held}/undo", {"message": told["id"]}).status_code == 404


def test_an_outdated_reply_is_refused_and_kept_as_a_draft(desk, petugas_a, someone, held, ticket):
    form = _form(petugas_a, held)
    tickets.release(desk, someone("supervisor").officer, ticket)
    tickets.claim(desk, petugas_a.officer, ticket)
    answer = petugas_a.post(f"{held}/reply", form)
    assert answer.status_code == 409
    assert "draf" in answer.text
    assert "Selamat pagi, kami cek dulu.</textarea>" in petugas_a.get(held).text
    assert _said(desk) == []


def test_who_does_not_hold_the_ticket_cannot_reply(desk, petugas_a, petugas_b, held):
    answer = petugas_b.post(f"{held}/reply", _form(petugas_a, held), headers=DATA)
    assert (answer.status_code, answer.json["winner"]) == (409, "Petugas A")
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
def test_a_reply_that_cannot_be_read_is_refused(changes, desk, petugas_a, held):
    assert petugas_a.post(f"{held}/reply", _form(petugas_a, held, **changes)).status_code == 400
    assert _said(desk) == []


def test_a_draft_is_kept_on_the_server(petugas_a, held):
    assert petugas_a.post(f"{held}/draft", {"text": "Setengah kalim"}).status_code == 204
    assert "Setengah kalim</textarea>" in petugas_a.get(held).text


def test_a_draft_outlives_the_change_of_hands(clock, petugas_a, petugas_b, held):
    petugas_a.post(f"{held}/draft", {"text": "Setengah kalimat"})
    petugas_a.post(f"{held}/transfer", {"to": petugas_b.officer.id})
    assert "Setengah kalimat" in petugas_a.get(held).text
    page = petugas_b.get(held).text
    assert "Draf Petugas A untuk tiket ini" in page
    assert 'data-text="Setengah kalimat"' in page
    clock.forward(minutes=1)
    petugas_b.post(f"{held}/reply", _form(petugas_b, held))
    assert "Setengah kalimat" not in petugas_b.get(held).text
    assert "Setengah kalimat" in petugas_a.get(held).text


def test_a_draft_that_was_answered_since_stays_away_from_an_old_stretch(
    clock, petugas_a, petugas_b, held
):
    petugas_a.post(f"{held}/draft", {"text": "Setengah kalimat"})
    petugas_a.post(f"{held}/transfer", {"to": petugas_b.officer.id})
    clock.forward(minutes=1)
    petugas_b.post(f"{held}/reply", _form(petugas_b, held))
    assert "Setengah kalimat" not in petugas_b.get(f"{held}?before=2").text


def test_only_the_holder_sees_the_draft_of_a_colleague(petugas_a, petugas_b, someone, held):
    petugas_a.post(f"{held}/draft", {"text": "Setengah kalimat"})
    petugas_a.post(f"{held}/transfer", {"to": petugas_b.officer.id})
    assert "Setengah kalimat" not in someone("supervisor").get(held).text


def test_a_note_is_for_colleagues_only(desk, petugas_a, petugas_b, held):
    petugas_a.post(f"{held}/note", {"text": "warga ini sudah menelepon"})
    assert "warga ini sudah menelepon" in petugas_b.get(held).text
    assert _said(desk) == []


def test_a_failed_message_is_sent_again_on_request(desk, petugas_a, held):
    told = petugas_a.post(f"{held}/reply", _form(petugas_a, held), headers=DATA).json
    with desk.store.write() as tx:
        tx.run(
            "UPDATE outbox SET state = 'failed', code = '63024' WHERE id = :id", {"id": told["id"]}
        )
    assert "gagal: nomor tidak memakai WhatsApp" in petugas_a.get(held).text
    assert (
        petugas_a.post(f"{held}/send-again", {"message": told["id"]}, headers=DATA).json["told"]
        == "sent_again"
    )
    assert _said(desk)[0]["state"] == "pending"
    assert (
        petugas_a.post(f"{held}/send-again", {"message": told["id"]}, headers=DATA).json["told"]
        == "not_failed"
    )


def test_the_page_says_that_a_reply_will_wait_for_the_citizen(clock, petugas_a, desk, held):
    clock.forward(hours=25)
    petugas_a.sign_in("petugas-a")
    assert "Jendela 24 jam tertutup: jawaban Anda disimpan" in petugas_a.get(held).text


@pytest.mark.parametrize(
    ("channel", "text", "told"),
    [
        ("sms", "Baik Pak", "1 pesan, 8 karakter, kira-kira Rp350"),
        ("sms", "x" * 161, "2 pesan"),
        ("whatsapp", "Baik Pak", "kira-kira Rp480"),
    ],
)
def test_the_cost_is_told_while_typing(channel, text, told, petugas_a, held):
    assert told in petugas_a.post(f"{held}/count", {"text": text, "channel": channel}).json["words"]


def test_the_sign_that_makes_an_sms_dearer_is_named(petugas_a, held):
    told = petugas_a.post(f"{held}/count", {"text": "Baik 謝", "channel": "sms"}).json
    assert "謝" in told["dear"]


def test_an_unknown_channel_costs_nothing_but_a_refusal(petugas_a, held):
    assert petugas_a.post(f"{held}/count", {"text": "x", "channel": "fax"}).status_code == 400


def test_the_citizen_may_write_while_an_officer_types(desk, petugas_a, held):
    form = _form(petugas_a, held)
    writes(desk, "halo?")
    assert petugas_a.post(f"{held}/reply", form).status_code == 303
