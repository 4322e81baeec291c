"""Promises of lint: each weakness is told with its line and what to write; good texts are left alone."""

from datetime import date
from pathlib import Path

import pytest

from bot.catalogue import lint, load, read_files
from bot.channels._sms import segments
from tests import make

NIB = "topics/nib.yaml"
TODAY = date(2026, 3, 2)


def findings(files, *, level="error", today=TODAY) -> list[str]:
    return [str(f) for f in lint(load(files), segments=segments, today=today) if f.level == level]


def written(text: str) -> dict[str, bytes]:
    """The small FAQ with this text in an answer."""
    return make.faq_edit(NIB, "NIB lama diperbarui di {fact:oss_url}.", text)


def sms(text: str) -> dict[str, bytes]:
    return make.faq_edit(NIB, "Membuat NIB {fact:nib_fee}: {fact:oss_url}", text)


def test_the_small_faq_has_no_error():
    assert findings(make.faq_files()) == []


def test_the_shipped_faq_has_no_error():
    assert (
        findings(read_files(Path(__file__).parents[2] / "faq_data"), today=date(2026, 11, 24)) == []
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Bayar Rp 50.000 saja.", "a literal fee `Rp 5`"),
        ("Biayanya 50 ribu.", "a literal fee `50 ribu`"),
        ("Buka pukul 8 pagi.", "a literal hour `pukul 8`"),
        ("Buka 07.30 sampai sore.", "a literal hour `07.30`"),
        ("Selesai dalam 3 hari kerja.", "a literal deadline `3 hari`"),
        ("Takes 3 working days.", "a literal deadline `3 working days`"),
        ("Paling lambat 15 Juli.", "a literal deadline `15 Juli`"),
        ("Paling lambat 15/07/2026.", "a literal deadline `15/07/2026`"),
        ("Hubungi 0811-4345-757 ya.", "a literal phone number `0811-4345-757`"),
        ("Kami di Jalan Mawar nomor dua.", "a literal address `Jalan Mawar`"),
        ("Buka oss.go.id ya.", "a literal link `oss.go.id`; write {fact:oss_url}"),
        ("Buka https://contoh.example.id/a ya.", "a literal link `https://contoh.example.id/a`; put it into `facts`"),
    ],
)  # fmt: skip
def test_a_literal_is_an_error_that_names_the_line_and_the_fact(text, told):
    (found,) = findings(written(text))
    line = 1 + make.faq_files()[NIB].decode().splitlines().index(
        '      id: "NIB lama diperbarui di {fact:oss_url}."'
    )
    assert found.startswith(f"topics/nib.yaml:{line}: nib-lama answer.id: {told}")


@pytest.mark.parametrize("text", [
    "Kami menanggapi dalam 3 x 24 jam.", "UU 27/2022 Pasal 20 ayat (2).", "Balas 1, 2, atau 3.", "KBLI terdiri dari 5 digit.",
    "Siapkan: 1. KTP 2. NPWP", "Di jalan raya mana usahanya?", "Ukuran 4x6.",
])  # fmt: skip
def test_other_numbers_are_left_alone(text):
    assert findings(written(text)) == []


def test_a_literal_in_a_sentence_is_an_error_too_but_not_on_the_privacy_page():
    files = make.faq_edit(
        "sentences.yaml",
        "  ticket_opened",
        '  privacy_page_a: {id: "Dalam 3 hari \u2013 ya"}\n  ticket_opened',
    )
    assert findings(files) == []
    (found,) = findings(make.faq_edit("sentences.yaml", "Nomor tiket", "Dalam 3 hari, tiket"))
    assert "ticket_opened sentence.id: a literal deadline" in found


@pytest.mark.parametrize("text", [
    "Kirim NIK Bapak/Ibu.", "Mohon sebutkan kode OTP di sini.", "Balas dengan foto KTP.", "Transfer uang ke kami.",
    "Send your password to us.", "Jangan ragu.\nKirimkan nomor KK.",
])  # fmt: skip
def test_asking_for_a_secret_is_an_error(text):
    (found,) = findings(written(text))
    assert "asks for `" in found
    assert "jangan kirim" in found


@pytest.mark.parametrize("text", [
    "Jangan kirim NIK, OTP, atau foto KTP.", "Do not send your password.", "Klik kirim ulang kode verifikasi.",
    "Kode OTP dikirim ke HP.", "Tulis: lupa password.", "Kirim nama usaha. Simpan NIK baik-baik.",
])  # fmt: skip
def test_warning_of_secrets_is_no_asking(text):
    assert findings(written(text)) == []


@pytest.mark.parametrize("text", [
    "Pertanyaan ini kami teruskan ke petugas.", "Keluhan ini diteruskan ke petugas.", "Belum pasti, jadi kami tanyakan ke petugas.",
    "Bila gagal, kami sampaikan ke dinas.", "We pass this on as urgent.", "We will forward it.", "Such matters go to an officer.",
])  # fmt: skip
def test_a_text_that_says_it_is_handed_over_needs_the_route_that_opens_a_ticket(text):
    (found,) = findings(written(text))
    assert "opens no ticket; write route: officer" in found
    handed = written(text)[NIB].decode().replace("answer+officer", "officer")
    assert findings(make.faq_files(**{NIB: handed})) == []


@pytest.mark.parametrize("text", [
    "Balas PETUGAS, nanti kami teruskan.", "Kami teruskan ke petugas?", "Angka itu tanyakan ke petugas.",
    "Once you reply, we pass it on.", "Have the password ready.", "Langkahnya diteruskan dengan unggah berkas.", "Data itu tidak kami sampaikan ke siapa pun.",
])  # fmt: skip
def test_an_offer_to_hand_over_is_no_promise(text):
    assert findings(written(text)) == []


def test_an_sms_of_three_parts_is_an_error_with_its_price():
    (found,) = findings(sms("panjang sekali " * 21 + "{fact:nib_fee}"))
    assert "nib-biaya sms.id: 3 SMS parts (" in found
    assert "about Rp1050 an answer" in found


def test_the_date_note_counts_as_part_of_the_sms():
    room = 306 - len(" (Info Nov 2025)")
    assert findings(sms("a" * room)) == []
    (found,) = findings(sms("a" * (room + 1)))
    assert "3 SMS parts" in found


def test_a_character_that_makes_sms_dearer_is_named():
    (found,) = findings(sms("Membuat NIB \u2013 gratis"))
    assert "`\u2013 -> -` makes every SMS dearer (UCS-2)" in found


def test_a_long_title_is_an_error():
    (found,) = findings(make.faq_edit(NIB, "id: NIB versi lama", f"id: {'a' * 41}"))
    assert "nib-lama title.id: 41 characters; write at most 40" in found


def test_an_answer_longer_than_a_message_is_an_error():
    (found,) = findings(written("kata. " * 260))
    assert "nib-lama answer.id: 1559 characters; shorten it to 1500" in found


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (written("kata " * 26), "nib-lama answer.id: `kata kata kata kata ...` has 26 words"),
        (written("Silakan datang ke kantor."), "a call or a visit is the only way on"),
        (make.faq_files(), "nib-lama: 2 phrases; write at least 15"),
        (make.faq_files(), "nib-lama: 0 phrases in formal; write at least 2"),
        (make.faq_files(), "nib-lama: answer.en is missing"),
        (make.faq_files(), "nib-lama: sms.id is missing"),
        (make.faq_files(), "nib_fee: not signed off, so answers tell its date"),
        (make.faq_edit(NIB, "oss versi dulu masih berlaku", "nib saya dari tahun LAMA!"), "is nearly line"),
        (make.faq_edit(NIB, "oss versi dulu masih berlaku", "nib gratis kah?"), "stands also in nib-biaya (topics/nib.yaml:"),
        (make.faq_edit(NIB, "oss versi dulu masih berlaku", "bikin nib bayar nggakk"), "`bikin nib bayar nggakk` is nearly `bikin nib bayar nggak` of nib-biaya"),
        (make.faq_edit("sentences.yaml", '    en: "Ticket number {ticket}. Also at {fact:oss_url}."\n', ""), "ticket_opened: en is missing"),
    ],
)  # fmt: skip
def test_a_weakness_is_a_warning(files, told):
    assert any(told in found for found in findings(files, level="warning"))


@pytest.mark.parametrize(
    "text",
    ["Silakan datang ke kantor, atau balas PETUGAS.", "Telepon kami, atau buka {fact:oss_url}."],
)
def test_a_visit_beside_another_way_is_no_weakness(text):
    assert not any("only way" in found for found in findings(written(text), level="warning"))


def test_what_is_past_its_review_date_is_a_warning():
    found = findings(make.faq_files(), level="warning", today=date(2027, 1, 2))
    assert any("nib-lama: review_by 2027-01-01 is over" in f for f in found)
    assert any("office.yaml" in f and "nib_fee: review_by 2027-01-01 is over" in f for f in found)
