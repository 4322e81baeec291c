"""Promises of facts and files: one place for a fact, nothing comes in without a look."""

import io
import re
from pathlib import Path

import pytest

from bot.desk import proposing
from tests.console.studio_pages import form, topic


def test_a_fact_is_changed_in_one_place(desk, petugas_c):
    page = petugas_c.get("/console/studio/fakta/nib_fee").text
    assert "Biaya membuat NIB" in page
    fields = form(page) | {"value.id": "Rp 5.000", "value.en": ""}
    assert "Rp 5.000" in petugas_c.post("/console/studio/fakta/nib_fee/pratinjau", fields).text
    assert (
        petugas_c.post("/console/studio/fakta/nib_fee", fields)
        .headers["Location"]
        .endswith("told=entry_saved")
    )
    office = (Path(desk.settings.faq_dir) / "office.yaml").read_text(encoding="utf-8")
    assert 'value: "Rp 5.000"' in office


def test_two_who_change_a_fact_see_each_other(petugas_c, someone):
    slow = someone("admin", "Petugas A")
    mine, yours = (form(v.get("/console/studio/fakta/nib_fee").text) for v in (petugas_c, slow))
    petugas_c.post("/console/studio/fakta/nib_fee", mine | {"value.id": "Rp 5.000"})
    answer = slow.post("/console/studio/fakta/nib_fee", yours | {"value.id": "Rp 6.000"})
    assert answer.status_code == 409
    assert "Rp 5.000" in answer.text
    assert form(answer.text)["value.id"] == "Rp 6.000"


def test_who_changes_a_fact_second_takes_nothing_back_that_only_the_other_one_changed(
    desk, petugas_c, someone
):
    slow = someone("admin", "Petugas A")
    mine, yours = (form(v.get("/console/studio/fakta/nib_fee").text) for v in (petugas_c, slow))
    petugas_c.post("/console/studio/fakta/nib_fee", mine | {"value.en": "no fee"})
    answer = slow.post("/console/studio/fakta/nib_fee", yours | {"source": "surat edaran"})
    assert answer.status_code == 409
    assert "Isi (Inggris)" in answer.text
    assert slow.post("/console/studio/fakta/nib_fee", form(answer.text)).status_code == 303
    office = (Path(desk.settings.faq_dir) / "office.yaml").read_text(encoding="utf-8")
    assert "no fee" in office
    assert "surat edaran" in office


def test_a_fact_that_cannot_be_read_comes_back(petugas_c):
    fields = form(petugas_c.get("/console/studio/fakta/oss_url").text) | {
        "value.id": "https://tipu.example"
    }
    answer = petugas_c.post("/console/studio/fakta/oss_url", fields)
    assert answer.status_code == 400
    assert "links.allowed" in answer.text


def test_a_supervisor_proposes_a_fact(desk, petugas_c, someone):
    boss = someone("supervisor")
    fields = form(boss.get("/console/studio/fakta/nib_fee").text) | {"value.id": "Rp 5.000"}
    boss.post("/console/studio/fakta/nib_fee", fields)
    (one,) = proposing.listing(desk)
    page = petugas_c.get(f"/console/studio/usulan/{one.id}").text
    assert form(page)["value.id"] == "Rp 5.000"
    petugas_c.post("/console/studio/fakta/nib_fee", form(page))
    assert proposing.listing(desk) == []


def test_facts_are_added_and_signed_off(desk, petugas_c):
    new = {"key": "nib_days", "value.id": "3 hari", "source": "uji", "as_of": "2026-01-01"}
    new |= {"review_by": "2026-09-01", "owner": "admin"}
    assert petugas_c.post("/console/studio/fakta/baru", new).status_code == 303
    assert petugas_c.post("/console/studio/fakta/baru", new).status_code == 400
    page = petugas_c.get("/console/studio/fakta?status=all").text
    signed = {
        "chosen": re.findall(r'"((?:fact:nib_days|entry:nib-biaya)@\w+)"', page),
        "by": "Kepala",
        "review_by": "2026-09-01",
    }
    assert (
        petugas_c.post("/console/studio/fakta/tanda-tangan", signed)
        .headers["Location"]
        .endswith("told=signed")
    )
    assert (
        petugas_c.post("/console/studio/fakta/tanda-tangan", signed | {"by": ""}).status_code == 400
    )
    assert "Kepala, 2026-03-02" in petugas_c.get("/console/studio/fakta?status=all").text


def test_pairs_come_in_after_a_look(desk, petugas_c):
    table = b"pertanyaan,jawaban\nboleh usul?,Tulis usul Anda lalu balas PETUGAS.\nbikin NIB habis uang berapa,Gratis.\n"
    file = {"file": (io.BytesIO(table), "a.csv"), "family": "nib"}
    page = petugas_c.post("/console/studio/berkas/lihat", file).text
    assert "sudah ada: Biaya membuat NIB" in page
    assert page.count(" checked") == 1
    row = {"family": "nib", "row": "0", "question": ["boleh usul?"], "answer": ["Tulis usul Anda."]}
    row |= {"title": ["Usul"], "id": ["nib-usul"]}
    assert (
        petugas_c.post(
            "/console/studio/berkas/masuk", row | {"answer": ["Biayanya Rp 5.000."]}
        ).status_code
        == 400
    )
    assert (
        petugas_c.post("/console/studio/berkas/masuk", row)
        .headers["Location"]
        .endswith("told=imported")
    )
    assert "id: nib-usul" in topic(desk)


@pytest.mark.parametrize("sent", [{}, {"file": (io.BytesIO(b"x"), "a.csv"), "family": "nib"}])
def test_a_file_that_cannot_be_read_is_told(petugas_c, sent):
    assert petugas_c.post("/console/studio/berkas/lihat", dict(sent)).status_code == 400


@pytest.mark.parametrize("kind", ["zip", "csv", "xlsx", "sqlite"])
def test_the_catalogue_is_taken_away(kind, petugas_c):
    answer = petugas_c.get(f"/console/studio/berkas/{kind}")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="faq-2026-03-02.')
    assert len(answer.data) > 1000


def test_a_kind_of_export_that_is_not_there_is_not_found(petugas_c):
    assert petugas_c.get("/console/studio/berkas/exe").status_code == 404
