"""Promises of the publish page: what was shown is what goes live, and the way back is one click."""

import json
import re
from pathlib import Path

from bot.desk import faq
from tests.console.studio_pages import ENTRY, form, published, topic


def _waiting(desk, petugas_c):
    petugas_c.post(ENTRY, form(petugas_c.get(ENTRY).text) | {"title.id": "Ongkos NIB"})
    desk.clock.forward(seconds=5)
    assert faq.look(desk) == "waiting"
    return re.search(r'name="hash" value="([^"]+)"', petugas_c.get("/console/faq").text)[1]


def test_the_button_publishes_what_was_shown(desk, petugas_c):
    digest = _waiting(desk, petugas_c)
    answer = petugas_c.post("/console/faq/publish", {"hash": digest, "why": "uji"})
    assert answer.headers["Location"].endswith("told=published")
    assert (published(desk)["hash"], published(desk)["why"]) == (digest, "uji")


def test_an_old_page_publishes_nothing(desk, petugas_c):
    _waiting(desk, petugas_c)
    answer = petugas_c.post("/console/faq/publish", {"hash": "another"})
    assert answer.headers["Location"].endswith("told=outdated")
    assert published(desk)["why"] == "first start"


def test_something_worse_is_published_only_with_a_reason(desk, petugas_c):
    digest = _waiting(desk, petugas_c)
    worse = {"button": "studio", "worse": {"right": [3, 2]}}
    with desk.store.write() as tx:
        tx.run(
            "UPDATE catalogue_versions SET report = :r WHERE state = 'waiting'",
            {"r": json.dumps(worse)},
        )
    page = petugas_c.get("/console/faq").text
    assert "benar 3 → 2" in page
    assert (
        petugas_c.post("/console/faq/publish", {"hash": digest})
        .headers["Location"]
        .endswith("reason_needed")
    )
    assert (
        petugas_c.post("/console/faq/publish", {"hash": digest, "why": "perlu"})
        .headers["Location"]
        .endswith("published")
    )


def test_the_report_arrives_for_scripts_too(desk, petugas_c):
    _waiting(desk, petugas_c)
    assert 'data-state="waiting"' in petugas_c.get("/console/faq/laporan").text


def test_an_edit_is_thrown_away(desk, petugas_c):
    before = topic(desk)
    _waiting(desk, petugas_c)
    assert petugas_c.post("/console/faq/buang").headers["Location"].endswith("told=discarded")
    assert topic(desk) == before


def test_a_folder_that_cannot_be_restored_is_told(desk, petugas_c):
    (Path(desk.settings.faq_dir) / "topics/link.yaml").symlink_to("/etc/hostname")
    assert petugas_c.post("/console/faq/buang").headers["Location"].endswith("told=not_discarded")


def test_an_earlier_version_comes_back(desk, petugas_c):
    first = published(desk)
    petugas_c.post("/console/faq/publish", {"hash": _waiting(desk, petugas_c)})
    assert first["id"] in petugas_c.get("/console/faq").text
    difference = petugas_c.get(f"/console/faq/beda/{first['id']}/{published(desk)['id']}").text
    assert "<ins>Ongkos NIB</ins>" in difference
    answer = petugas_c.post("/console/faq/kembali", {"version": first["id"]})
    assert answer.headers["Location"].endswith("told=rolled_back_now")
    assert published(desk)["hash"] == first["hash"]


def test_the_products_own_reasons_are_told_in_the_readers_language(desk, petugas_c):
    _waiting(desk, petugas_c)
    page = petugas_c.get("/console/faq").text
    assert "mulai pertama kali" in page
    assert "entri nib-biaya" in page
    assert "first start" not in page


def test_who_has_left_is_still_named(desk, petugas_c, someone):
    someone("admin", "Petugas L").post(
        "/console/faq/publish", {"hash": _waiting(desk, petugas_c), "why": "uji"}
    )
    with desk.store.write() as tx:
        tx.run("UPDATE officers SET disabled_at = :n WHERE name = 'Petugas L'", {"n": desk.now()})
    assert "Petugas L" in petugas_c.get("/console/faq").text


def test_a_persons_reason_is_shown_as_it_was_written(desk, petugas_c):
    digest = _waiting(desk, petugas_c)
    petugas_c.post("/console/faq/publish", {"hash": digest, "why": "new fees of the mayor"})
    assert "new fees of the mayor" in petugas_c.get("/console/faq").text
