"""Promises of the pages of entries: nothing typed is lost, nobody overwrites anybody unseen."""

import re
from pathlib import Path

from bot.desk import proposing
from tests.console.studio_pages import ENTRY, form, published, topic


def test_the_list_finds_an_entry_by_its_words(petugas_c):
    page = petugas_c.get("/console/studio?q=biaya+membuat").text
    assert 'href="/console/studio/entri/nib-biaya"' in page
    assert "nib-lama" not in page


def test_a_search_without_a_hit_says_so(petugas_c):
    assert "Tidak ada yang cocok" in petugas_c.get("/console/studio?q=xyzzy").text


def test_saving_changes_the_file_and_leads_to_the_difference(desk, petugas_c):
    fields = form(petugas_c.get(ENTRY).text)
    fields["answer.id"] = fields["answer.id"].replace("1. Jangan bayar.", "1. Jangan pernah bayar.")
    answer = petugas_c.post(ENTRY, fields)
    assert answer.headers["Location"] == "/console/faq?told=entry_saved"
    assert "        1. Jangan pernah bayar.\n" in topic(desk)
    page = petugas_c.get("/console/faq").text
    assert "Jangan pernah bayar." in page
    assert 'data-state="looking"' in page
    assert published(desk)["why"] == "first start"


def test_saving_what_was_not_changed_changes_nothing(desk, petugas_c):
    before = topic(desk)
    answer = petugas_c.post(ENTRY, form(petugas_c.get(ENTRY).text))
    assert answer.headers["Location"].endswith("told=nothing_changed")
    assert topic(desk) == before


def test_a_text_that_is_refused_stays_in_the_form(desk, petugas_c):
    fields = form(petugas_c.get(ENTRY).text) | {"answer.id": "Biayanya Rp 50.000, titik."}
    answer = petugas_c.post(ENTRY, fields)
    assert answer.status_code == 400
    assert "tertulis langsung" in answer.text
    assert form(answer.text)["answer.id"] == "Biayanya Rp 50.000, titik."


def test_who_was_slower_sees_both_texts_and_loses_nothing(desk, petugas_c, someone):
    slow = someone("admin", "Petugas A")
    mine, yours = form(petugas_c.get(ENTRY).text), form(slow.get(ENTRY).text)
    petugas_c.post(ENTRY, mine | {"title.id": "Ongkos NIB"})
    answer = slow.post(ENTRY, yours | {"title.id": "Tarif NIB"})
    assert answer.status_code == 409
    for text in ("Biaya membuat NIB", "Ongkos NIB", "Tarif NIB"):
        assert text in answer.text
    again = form(answer.text)
    assert again["title.id"] == "Tarif NIB"
    assert slow.post(ENTRY, again).status_code == 303
    assert "id: Tarif NIB" in topic(desk)


def test_a_supervisor_proposes_and_an_admin_carries_it_out(desk, petugas_c, someone):
    boss = someone("supervisor", "Petugas S")
    fields = form(boss.get(ENTRY).text) | {"title.id": "Ongkos NIB"}
    assert boss.post(ENTRY, fields).headers["Location"].endswith("told=edit_proposed")
    (one,) = proposing.listing(desk)
    page = petugas_c.get(f"/console/studio/usulan/{one.id}").text
    assert form(page)["title.id"] == "Ongkos NIB"
    petugas_c.post(ENTRY, form(page))
    assert "id: Ongkos NIB" in topic(desk)
    assert proposing.listing(desk) == []


def test_a_proposal_tells_what_it_would_change_and_nothing_else(desk, petugas_c, someone):
    boss = someone("supervisor", "Petugas S")
    boss.post(ENTRY, form(boss.get(ENTRY).text) | {"title.id": "Ongkos NIB"})
    page = petugas_c.get("/console/studio/usulan").text
    assert "<del>Biaya membuat NIB</del>" in page
    assert "<ins>Ongkos NIB</ins>" in page
    assert re.findall("<dt>([^<]*)</dt>", page) == ["Judul (Indonesia)"]


def test_a_finding_names_the_part_as_the_form_does(petugas_c):
    fields = form(petugas_c.get(ENTRY).text) | {"answer.id": "Datang jam 08.00.", "title.en": ""}
    page = petugas_c.post("/console/studio/pratinjau", fields).text
    assert "Jawaban di WhatsApp (Indonesia): jam `jam 08.00` tertulis langsung" in page
    assert "Judul (Inggris) belum ada" in page


def test_a_proposal_can_be_declined(desk, petugas_c, someone):
    boss = someone("supervisor", "Petugas S")
    boss.post(ENTRY, form(boss.get(ENTRY).text) | {"route": "officer"})
    (one,) = proposing.listing(desk)
    assert "Petugas S" in petugas_c.get("/console/studio/usulan").text
    petugas_c.post(f"/console/studio/usulan/{one.id}/tolak")
    assert proposing.listing(desk) == []


def test_a_new_entry_is_written_or_comes_back_with_what_is_wrong(desk, petugas_c):
    fields = form(petugas_c.get("/console/studio/baru?family=nib").text)
    fields |= {"id": "nib-usul", "title.id": "Usul", "answer.id": "Tulis usul Anda, balas PETUGAS."}
    fields["phrases.biasa"] = "boleh usul?\n\n boleh   usul? \nmau kasih saran"
    again = petugas_c.post("/console/studio/baru", fields | {"id": "nib-biaya"})
    assert again.status_code == 400
    assert form(again.text)["title.id"] == "Usul"
    assert petugas_c.post("/console/studio/baru", fields).status_code == 303
    assert '        - "boleh usul?"\n        - "mau kasih saran"\n' in topic(desk)


def test_an_entry_of_a_family_that_is_not_there_is_not_found(petugas_c):
    assert petugas_c.get("/console/studio/baru?family=lain").status_code == 404


def test_an_entry_can_be_removed(desk, petugas_c):
    base = form(petugas_c.get(ENTRY).text)["base"]
    assert petugas_c.post(f"{ENTRY}/hapus", {"base": base}).status_code == 303
    assert "id: nib-biaya" not in topic(desk)


def test_nobody_removes_what_somebody_else_has_just_changed(desk, petugas_c, someone):
    slow = someone("admin", "Petugas A")
    mine, base = form(petugas_c.get(ENTRY).text), form(slow.get(ENTRY).text)["base"]
    petugas_c.post(ENTRY, mine | {"title.id": "Ongkos NIB"})
    answer = slow.post(f"{ENTRY}/hapus", {"base": base})
    assert answer.status_code == 409
    assert "Judul (Indonesia)" in answer.text
    assert form(answer.text)["title.id"] == "Ongkos NIB"
    assert "id: Ongkos NIB" in topic(desk)


def test_the_phones_show_what_is_typed(petugas_c):
    fields = form(petugas_c.get(ENTRY).text) | {
        "answer.id": "Membuat NIB *{fact:nib_fee}*.",
        "sms.id": "Gratis 😀",
    }
    page = petugas_c.post("/console/studio/pratinjau", fields).text
    assert "<b>gratis</b>" in page
    assert "GSM7" in page  # what would be sent: without the sign that costs
    assert "membuat tiap SMS lebih mahal" in page
    assert "NIB is" not in page
    assert (
        "An NIB"
        in petugas_c.post(
            "/console/studio/pratinjau", fields | {"language": "en", "answer.en": "An NIB."}
        ).text
    )


def test_a_mark_that_means_nothing_is_told_and_breaks_no_page(petugas_c):
    fields = form(petugas_c.get(ENTRY).text) | {"answer.id": "Lihat {nama} dan {fact:tidak_ada}."}
    page = petugas_c.post("/console/studio/pratinjau", fields).text
    assert "tidak berarti apa-apa di sini" in page
    assert "{fact:tidak_ada}" in page


XSS = '"><img src=x onerror=alert(1)>'


def test_what_is_typed_is_never_markup(petugas_c):
    fields = form(petugas_c.get(ENTRY).text) | {
        "answer.id": XSS,
        "phrases.biasa": XSS,
        "related": "x",
    }
    for answer in (
        petugas_c.post(ENTRY, fields),
        petugas_c.post("/console/studio/pratinjau", fields),
    ):
        assert "<img src=x" not in answer.text
    assert "<img src=x" not in petugas_c.post("/console/studio/coba", {"text": XSS}).text


def test_while_the_files_are_broken_the_page_says_where(desk, petugas_c):
    (Path(desk.settings.faq_dir) / "topics/nib.yaml").write_text("x: [")
    page = petugas_c.get("/console/studio").text
    assert "topics/nib.yaml:1" in page or "topics/nib.yaml:2" in page
    assert "savebar" not in petugas_c.get(ENTRY).text


def test_a_family_is_made_in_the_browser_and_what_is_wrong_is_told_above_the_list(desk, petugas_c):
    assert (
        petugas_c.post("/console/studio/rumpun", {"key": "Izin Baru", "id": "X"}).status_code == 400
    )
    refused = petugas_c.post("/console/studio/rumpun", {"key": "nib", "id": "NIB"})
    assert "rumpun `nib` sudah ada" in refused.text
    made = petugas_c.post("/console/studio/rumpun", {"key": "izin-baru", "id": "Izin baru"})
    assert made.headers["Location"].endswith("told=family_added")
    assert "Izin baru" in petugas_c.get("/console/studio/baru?family=izin-baru").text


def test_who_was_slower_takes_nothing_back_that_only_the_other_one_changed(
    desk, petugas_c, someone
):
    slow = someone("admin", "Petugas A")
    mine, yours = form(petugas_c.get(ENTRY).text), form(slow.get(ENTRY).text)
    petugas_c.post(ENTRY, mine | {"title.id": "Ongkos NIB"})
    answer = slow.post(ENTRY, yours | {"source": "surat edaran"})
    assert answer.status_code == 409
    again = form(answer.text)
    assert (again["title.id"], again["source"]) == ("Ongkos NIB", "surat edaran")
    assert "Jawaban di WhatsApp (" not in answer.text


def test_two_who_add_wordings_at_once_both_keep_theirs(desk, petugas_c, someone):
    slow = someone("admin", "Petugas A")
    mine, yours = form(petugas_c.get(ENTRY).text), form(slow.get(ENTRY).text)
    petugas_c.post(ENTRY, mine | {"phrases.biasa": mine["phrases.biasa"] + "\nnib bayar apa tidak"})
    answer = slow.post(ENTRY, yours | {"phrases.biasa": yours["phrases.biasa"] + "\nnib gratiskah"})
    assert answer.status_code == 409
    assert "Contoh kalimat (Sehari-hari)" in answer.text
    assert slow.post(ENTRY, form(answer.text)).status_code == 303
    assert "nib bayar apa tidak" in topic(desk)
    assert "nib gratiskah" in topic(desk)
