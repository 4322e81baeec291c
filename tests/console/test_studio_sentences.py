"""Promises of the bot's sentences in the studio: found, changed in the file, nothing that the bot cannot say."""

from pathlib import Path

import pytest

from bot.desk import proposing
from tests.console.studio_pages import ENTRY, form

PAGE = "/console/studio/kalimat/hello_again"


def sentences(desk):
    return (Path(desk.settings.faq_dir) / "sentences.yaml").read_text(encoding="utf-8")


def test_a_sentence_is_found_by_its_words(petugas_c):
    page = petugas_c.get("/console/studio/kalimat?q=balas+menu").text
    assert f'href="{PAGE}"' in page
    assert "hello_morning" not in page
    assert "Tidak ada yang cocok" in petugas_c.get("/console/studio/kalimat?q=xyzzy").text


def test_a_sentence_is_changed_and_every_other_byte_stays(desk, petugas_c):
    before = sentences(desk)
    fields = form(petugas_c.get(PAGE).text)
    answer = petugas_c.post(PAGE, fields | {"id": "Halo. Tulis pertanyaan Anda, atau balas MENU."})
    assert answer.headers["Location"] == "/console/faq?told=entry_saved"
    assert sentences(desk) == before.replace(
        "Salam. Silakan tulis pertanyaan Anda, atau balas MENU.",
        "Halo. Tulis pertanyaan Anda, atau balas MENU.",
    )
    page = petugas_c.get("/console/faq").text
    assert "<ins>Halo. Tulis pertanyaan Anda, atau balas MENU.</ins>" in page
    assert "Teks (Indonesia)" in page


def test_saving_what_was_not_changed_changes_nothing(desk, petugas_c):
    before = sentences(desk)
    answer = petugas_c.post(PAGE, form(petugas_c.get(PAGE).text))
    assert answer.headers["Location"].endswith("told=nothing_changed")
    assert sentences(desk) == before


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Salam, {nama}.", "{nama} tidak diisi oleh bot"),
        ("Biayanya Rp 50.000.", "tertulis langsung"),
        ("Kirim NIK Anda.", "NIK"),
        ("", "hello_again"),
    ],
)
def test_what_the_bot_cannot_say_is_refused_and_stays_in_the_form(desk, petugas_c, text, told):
    before = sentences(desk)
    answer = petugas_c.post(PAGE, form(petugas_c.get(PAGE).text) | {"id": text})
    assert answer.status_code == 400
    assert told in answer.text
    assert form(answer.text)["id"] == text
    assert sentences(desk) == before


def test_two_who_change_a_sentence_see_each_other(desk, petugas_c, someone):
    slow = someone("admin", "Petugas A")
    mine, yours = form(petugas_c.get(PAGE).text), form(slow.get(PAGE).text)
    petugas_c.post(PAGE, mine | {"en": "Hi. Write your question, or reply MENU."})
    answer = slow.post(PAGE, yours | {"id": "Halo. Tulis pertanyaan Anda."})
    assert answer.status_code == 409
    assert slow.post(PAGE, form(answer.text)).status_code == 303
    assert "Hi. Write your question, or reply MENU." in sentences(desk)
    assert "Halo. Tulis pertanyaan Anda." in sentences(desk)


def test_a_supervisor_proposes_a_sentence(desk, petugas_c, someone):
    boss, before = someone("supervisor", "Petugas S"), sentences(desk)
    boss.post(PAGE, form(boss.get(PAGE).text) | {"id": "Halo. Tulis pertanyaan Anda."})
    assert sentences(desk) == before
    (one,) = proposing.listing(desk)
    assert "<ins>Halo. Tulis pertanyaan Anda.</ins>" in petugas_c.get("/console/studio/usulan").text
    page = petugas_c.get(f"/console/studio/usulan/{one.id}").text
    petugas_c.post(PAGE, form(page))
    assert "Halo. Tulis pertanyaan Anda." in sentences(desk)
    assert proposing.listing(desk) == []


def test_a_text_that_a_supervisor_takes_out_is_empty_in_the_form(desk, petugas_c, someone):
    boss = someone("supervisor", "Petugas S")
    boss.post(PAGE, form(boss.get(PAGE).text) | {"en": ""})
    (one,) = proposing.listing(desk)
    fields = form(petugas_c.get(f"/console/studio/usulan/{one.id}").text)
    assert fields["en"] == ""
    petugas_c.post(PAGE, fields)
    assert form(petugas_c.get(PAGE).text)["en"] == ""


@pytest.mark.parametrize("page", [PAGE, ENTRY, "/console/studio/fakta/nib_fee"])
def test_a_supervisor_who_changed_nothing_proposes_nothing(desk, someone, page):
    boss = someone("supervisor", "Petugas S")
    answer = boss.post(page, form(boss.get(page).text))
    assert answer.headers["Location"].endswith("told=nothing_changed")
    assert proposing.listing(desk) == []


def test_a_sentence_that_is_not_there_is_not_found(petugas_c):
    assert petugas_c.get("/console/studio/kalimat/tidak_ada").status_code == 404
