"""Promises of drafts: what was typed survives whatever the page does."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.needs_chromium


def test_what_was_typed_is_still_there_after_a_reload(citizen, staff):
    petugas_a = staff("Petugas A")
    petugas_a.opens(citizen().asks_for_a_person())
    petugas_a.claims()
    petugas_a.page.locator("#text").press_sequentially("Setengah kalimat")
    expect(petugas_a.page.locator("#kept")).to_have_text("Draf tersimpan")
    petugas_a.page.reload()
    expect(petugas_a.page.locator("#text")).to_have_value("Setengah kalimat")


def test_words_typed_just_before_a_reload_are_kept_too(citizen, staff):
    petugas_a = staff("Petugas A")
    petugas_a.opens(citizen().asks_for_a_person())
    petugas_a.claims()
    page = petugas_a.page
    page.locator("#text").press_sequentially("Setengah")
    page.reload()
    expect(page.locator("#text")).to_have_value("Setengah")
    expect(page.locator("#kept")).to_have_text("Draf tersimpan")
    page.locator("#text").fill("")
    expect(page.locator("#kept")).to_have_text("")
    page.reload()
    expect(page.locator("#text")).to_have_value("")
