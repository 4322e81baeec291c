"""Promises of trying, learning and figures: explained, masked, and learnt only by a person's click."""

import re

import pytest

from bot.console.pages import studio_learn
from bot.desk import proposing
from tests.console.studio_pages import ENTRY, form, topic
from tests.console.visitor import writes


@pytest.fixture
def settings():
    """A question is decided at once."""
    return {"BURST_QUIET_S": "0"}


def test_a_question_is_tried_with_its_explanation(petugas_c):
    page = petugas_c.post("/console/studio/coba", {"text": "gmn cr dftr nib"}).text
    assert "<b>bagaimana</b>" in page
    assert 'href="/console/studio/entri/oss-daftar"' in page
    assert "<meter" in page


def test_every_step_of_the_understanding_is_shown(petugas_c):
    text = "Pak NIK 6474015503900001, KODENYA ga masuk2"
    page = petugas_c.post("/console/studio/coba", {"text": text}).text
    assert "kendala akun" in page
    assert "sopan santun, tidak dihitung" in page
    assert "<b>masuk masuk</b>" in page
    assert "bobot kata yang dipelajari" in page
    assert "6474015503900001" not in page.rpartition("</form>")[2]


def test_a_text_that_leans_on_the_answer_before_is_told_so(petugas_c):
    asked = {"text": "bayar ga", "previous": "nib-lama"}
    page = petugas_c.post("/console/studio/coba", asked).text
    assert "lanjutan dari jawaban sebelumnya" in page


def test_whose_business_a_question_is_is_shown(petugas_c):
    page = petugas_c.post("/console/studio/coba", {"text": "bikin ktp baru di mana"}).text
    assert "KTP, KK, akta kelahiran" in page


def test_a_question_in_the_context_of_an_answer_is_tried(petugas_c):
    page = petugas_c.post(
        "/console/studio/coba", {"text": "kalau cv?", "previous": "nib-syarat-perorangan"}
    ).text
    assert "nib-syarat-badan" in page
    assert (
        petugas_c.post("/console/studio/coba", {"text": "x", "previous": "tidak-ada"}).status_code
        == 400
    )


DRONE = (
    "izin menerbangkan drone di kota",
    "menerbangkan drone perlu izin siapa",
    "terbangkan drone izinnya ke mana",
)


def _ask(desk):
    for number, text in enumerate(DRONE):
        writes(desk, text, address=f"+628009900000{number}")


def test_missed_questions_are_learnt_only_by_a_persons_click(desk, petugas_c):
    _ask(desk)
    before = topic(desk)
    page = petugas_c.get("/console/studio/belajar").text
    assert all(text in page for text in DRONE)
    lesson = petugas_c.post(
        "/console/studio/belajar/kalimat", {"entry": "nib-biaya", "question": list(DRONE[:2])}
    )
    assert lesson.text.count('name="text"') == 2
    assert topic(desk) == before
    chosen = {
        "entry": "nib-biaya",
        "text": ["terbang drone bayar?", "drone"],
        "use": ["biasa", "skip"],
    }
    assert (
        petugas_c.post("/console/studio/belajar/tambah", chosen)
        .headers["Location"]
        .endswith("told=entry_saved")
    )
    assert '        - "terbang drone bayar?"\n' in topic(desk)


def test_a_name_stops_a_lesson_until_it_is_confirmed(desk, petugas_c):
    chosen = {"entry": "nib-biaya", "text": ["atas nama Slamet Riyadi bayar?"], "use": ["biasa"]}
    answer = petugas_c.post("/console/studio/belajar/tambah", chosen)
    assert answer.status_code == 400
    assert "mungkin nama: Slamet Riyadi" in answer.text
    assert (
        petugas_c.post("/console/studio/belajar/tambah", chosen | {"sure": "1"}).status_code == 303
    )


def test_an_entry_is_drafted_from_questions_and_the_officers_answer(petugas_c):
    chosen = {"question": list(DRONE), "reply": "Drone diurus dinas lain."}
    fields = form(petugas_c.post("/console/studio/belajar/entri", chosen).text)
    assert fields["answer.id"] == "Drone diurus dinas lain."
    assert "terbangkan drone izinnya ke mana" in fields["phrases.biasa"]


def test_what_is_set_aside_is_gone_from_the_page(desk, petugas_c):
    _ask(desk)
    keys = re.findall(
        r'name="key" value="([^"]+)"', petugas_c.get("/console/studio/belajar?days=7").text
    )
    petugas_c.post("/console/studio/belajar/sisihkan", {"key": keys})
    assert DRONE[0] not in petugas_c.get("/console/studio/belajar?days=7").text


def test_a_page_shows_as_many_as_somebody_can_deal_with(desk, petugas_c, monkeypatch):
    monkeypatch.setattr(studio_learn, "ALONE", 1)
    writes(desk, DRONE[0], address="+6280099000001")
    writes(desk, "pasang tenda balon udara", address="+6280099000002")
    page = petugas_c.get("/console/studio/belajar").text
    assert "Pertanyaan yang berdiri sendiri: 2" in page
    assert "Yang terbaru 1 ditampilkan." in page
    assert ("pasang tenda balon udara" in page) != (DRONE[0] in page)


def test_a_supervisors_lesson_waits_as_a_proposal(desk, petugas_c, someone):
    chosen = {"entry": "nib-biaya", "text": ["terbang drone bayar?"], "use": ["biasa"]}
    someone("supervisor").post("/console/studio/belajar/tambah", chosen)
    (one,) = proposing.listing(desk)
    page = petugas_c.get(f"/console/studio/usulan/{one.id}").text
    assert "terbang drone bayar?" in page
    petugas_c.post("/console/studio/belajar/tambah", chosen | {"proposal": one.id})
    assert proposing.listing(desk) == []


@pytest.mark.parametrize(
    "opened", [("phrase", "nib-biaya", 'name="text"'), ("entry", "", 'name="answer.id"')]
)
def test_an_officers_proposal_from_a_ticket_opens_its_form(desk, someone, ticket, opened):
    (kind, entry, shown), petugas_c, petugas_a = opened, someone("admin"), someone("officer")
    told = {
        "kind": kind,
        "entry": entry,
        "question": "drone boleh?",
        "answer": "Bukan urusan kami.",
    }
    petugas_a.post(f"/console/tickets/{ticket}/propose", told)
    (one,) = proposing.listing(desk)
    page = petugas_c.get(f"/console/studio/usulan/{one.id}").text
    assert shown in page
    assert "drone boleh?" in page


def test_the_figures_of_an_entry_are_drawn_with_their_table(desk, petugas_c):
    for number in range(2):
        writes(desk, "bikin NIB habis uang berapa", address=f"+628009900000{number}")
    page = petugas_c.get(f"{ENTRY}/angka").text
    assert "<rect" in page
    assert "bikin NIB habis uang berapa" in page
    assert "<table>" in page
