"""Promises of the phone on the screen: skins, buttons, bold words, attachments, numbers of its own."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import picture
from tests.channels.files import photo

pytestmark = pytest.mark.needs_chromium


def test_a_question_is_answered_with_its_link(citizen, complaints):
    warga = citizen()
    warga.writes("gmn cr dftr nib")
    expect(warga.page.locator("#bubbles .b:not(.mine) a").first).to_be_visible()
    expect(warga.page.locator(".b.mine .tick.read")).to_be_visible()
    picture(warga.page, "phone-whatsapp")
    assert complaints == []


def test_numbered_choices_are_buttons(citizen):
    warga = citizen()
    warga.writes("menu")
    warga.page.locator(".quick button", has_text="Petugas").click()
    warga.sees("Nomor tiket:")


def test_bold_words_are_bold_on_whatsapp_and_plain_by_sms(citizen):
    warga = citizen()
    warga.writes("berapa biaya bikin nib")
    expect(warga.page.locator("#bubbles .b:not(.mine) p b").first).to_be_visible()
    warga.page.check("[name=skin][value=sms]")
    expect(warga.page.locator("#bubbles .b")).to_have_count(0)  # another channel, another talk
    warga.writes("berapa biaya bikin nib")
    expect(warga.page.locator("#bubbles .b:not(.mine)").first).to_be_visible()
    expect(warga.page.locator("#bubbles .b:not(.mine) p b")).to_have_count(0)
    picture(warga.page, "phone-sms")


def test_the_number_is_kept_and_another_can_be_had(citizen):
    warga = citizen()
    first = warga.page.input_value("#numbers")
    warga.page.reload()
    assert warga.page.input_value("#numbers") == first
    warga.page.click("#new")
    assert warga.page.input_value("#numbers") != first
    assert warga.page.locator("#numbers option").count() == 2


def test_a_photo_can_be_sent(citizen):
    warga = citizen()
    warga.page.set_input_files(
        "#file", {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    expect(warga.page.locator(".b.mine", has_text="Foto")).to_be_visible()
    warga.sees("Foto Anda sudah kami terima")


def test_by_sms_there_is_nothing_to_attach_a_file_with(citizen):
    warga = citizen()
    expect(warga.page.locator(".clip")).to_be_visible()
    warga.page.check("[name=skin][value=sms]")
    expect(warga.page.locator(".clip")).to_be_hidden()


def test_a_file_that_cannot_be_kept_is_explained(citizen):
    warga = citizen()
    warga.page.set_input_files(
        "#file", {"name": "x.html", "mimeType": "text/html", "buffer": b"<b>"}
    )
    expect(warga.page.locator("#trouble")).to_contain_text("tidak dapat dikirim")


def test_several_citizens_talk_at_once(citizen):
    several = [citizen(), citizen()]
    for n, warga in enumerate(several):
        warga.writes(["gmn cr dftr nib", "menu"][n])
    several[0].sees("NIB")
    several[1].sees("Apa yang ingin diurus?")
