"""Promises seen through two browsers: a citizen on the phone, officers at the console."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import picture
from tests.channels.files import photo

pytestmark = pytest.mark.needs_chromium


def test_an_officers_reply_reaches_the_citizen(citizen, staff, complaints):
    warga, sari = citizen(), staff("Sari")
    number = warga.asks_for_a_person()
    row = sari.page.locator(".row", has_text=number)
    expect(row).to_be_visible()  # without a reload
    row.locator("button").click()
    sari.replies("Selamat pagi, ada yang bisa kami bantu?")
    expect(sari.page.locator("#undo")).to_be_visible()
    warga.page.bring_to_front()
    warga.sees("Selamat pagi, ada yang bisa kami bantu?")
    expect(sari.page.locator(".said.officer .delivery").last).to_have_text("dibaca")
    expect(sari.page.locator(".said.officer").last).to_be_in_viewport()
    picture(warga.page, "talk-phone")
    picture(sari.page, "talk-ticket")
    assert complaints == []


def test_the_officer_sees_what_the_citizen_writes_without_a_reload(citizen, staff, complaints):
    warga, sari = citizen(), staff("Sari")
    sari.opens(warga.asks_for_a_person())
    sari.claims()
    warga.writes("nomor permohonan saya 2603-778")
    expect(sari.page.locator(".said.citizen", has_text="2603-778")).to_be_visible()
    expect(sari.page.locator("#announce")).to_have_text("Ada pesan baru.")
    expect(sari.page.locator(".said.citizen").last).to_be_in_viewport()
    assert complaints == []


def test_of_two_officers_one_wins_and_the_other_learns_who(citizen, staff):
    number = citizen().asks_for_a_person()
    sari, budi = staff("Sari"), staff("Budi")
    sari.opens(number)
    budi.opens(number)
    budi.page.route(
        "**/events**", lambda route: route.abort()
    )  # his page does not learn it in time
    sari.claims()
    expect(sari.page.locator("#reply")).to_be_visible()
    budi.page.evaluate("document.querySelector(\"form[action$='/claim']\").submit()")
    expect(budi.page.locator("h1")).to_have_text("Sudah didahului")
    expect(budi.page.locator("main")).to_contain_text("Sari")


def test_a_reply_can_be_taken_back_for_five_seconds(citizen, staff):
    warga, sari = citizen(), staff("Sari")
    sari.opens(warga.asks_for_a_person())
    sari.claims()
    sari.replies("Ini keliru")
    sari.page.click("#undo")
    expect(sari.page.locator("#text")).to_have_value("Ini keliru")
    expect(sari.page.locator(".said.officer .delivery")).to_have_text(re.compile("dibatalkan"))
    warga.page.wait_for_timeout(5500)
    expect(warga.page.locator(".b", has_text="Ini keliru")).to_have_count(0)


def test_what_was_typed_is_still_there_after_a_reload(citizen, staff):
    sari = staff("Sari")
    sari.opens(citizen().asks_for_a_person())
    sari.claims()
    sari.page.locator("#text").press_sequentially("Setengah kalimat")
    expect(sari.page.locator("#kept")).to_have_text("Draf tersimpan")
    sari.page.reload()
    expect(sari.page.locator("#text")).to_have_value("Setengah kalimat")


def test_a_double_click_sends_once(citizen, staff):
    warga, sari = citizen(), staff("Sari")
    sari.opens(warga.asks_for_a_person())
    sari.claims()
    sari.page.fill("#text", "Hanya sekali")
    sari.page.dblclick("#reply button.primary")
    warga.sees("Hanya sekali")
    warga.page.wait_for_timeout(1500)
    expect(warga.page.locator(".b:not(.mine)", has_text="Hanya sekali")).to_have_count(1)


def test_the_queue_catches_up_after_a_lost_connection(citizen, staff):
    sari = staff("Sari")
    sari.page.context.set_offline(True)
    number = citizen().asks_for_a_person()
    expect(sari.page.locator(".row", has_text=number)).to_have_count(0)
    sari.page.context.set_offline(False)
    expect(sari.page.locator(".row", has_text=number)).to_be_visible(timeout=30_000)


def test_where_streams_are_refused_the_page_polls(citizen, open_page, house, staff):
    sari = staff("Sari")
    sari.page.route("**/console/events?**", lambda route: route.fulfill(status=503))
    sari.page.reload()
    number = citizen().asks_for_a_person()
    expect(sari.page.locator(".row", has_text=number)).to_be_visible()


def test_everything_needed_works_without_scripts(citizen, staff):
    warga = citizen()
    number = warga.asks_for_a_person()
    sari = staff("Sari", java_script_enabled=False)
    sari.page.goto(f"{sari.base}/console/")
    sari.page.locator(".row", has_text=number).locator("button").click()
    sari.page.fill("#text", "Dibalas tanpa skrip")
    sari.page.click("#reply button.primary")
    expect(sari.page.locator(".told")).to_have_text("Jawaban Anda dikirim.")
    warga.sees("Dibalas tanpa skrip")
    sari.page.click("form[action$='/resolve'] button")
    expect(sari.page.locator("h1")).to_have_text("Antrean")


def test_the_cost_is_told_while_typing(citizen, staff):
    sari = staff("Sari")
    sari.opens(citizen().asks_for_a_person())
    sari.claims()
    sari.page.locator("#text").press_sequentially("Baik")
    expect(sari.page.locator("#cost")).to_contain_text("Rp480")


def test_an_ended_session_is_said_and_the_page_stops(house, staff):
    rina = staff("Rina")
    with house.desk.store.write() as tx:
        tx.run("UPDATE sessions SET ended_at = '2026-01-01T00:00:00.000000Z' WHERE officer_id = :o", {"o": house.officer("Rina").id})  # fmt: skip
    rina.page.evaluate("document.dispatchEvent(new Event('refresh'))")
    expect(rina.page.locator("#offline")).to_have_text(
        "Sesi Anda sudah berakhir. Silakan masuk lagi."
    )


def test_a_slash_inserts_a_text_by_the_keyboard_alone(citizen, staff, complaints):
    warga, sari = citizen(), staff("Sari")
    sari.opens(warga.asks_for_a_person())
    sari.claims()
    sari.page.locator("#text").press_sequentially("/biaya nib")
    expect(sari.page.locator("#inserts [aria-selected=true]")).to_be_visible()
    sari.page.press("#text", "ArrowDown")
    sari.page.press("#text", "ArrowUp")
    picture(sari.page, "ticket-insert")
    sari.page.press("#text", "Enter")
    expect(sari.page.locator("#text")).not_to_have_value(re.compile("/biaya"))
    expect(sari.page.locator("#text")).to_have_value(re.compile("NIB"))
    expect(sari.page.locator("#inserts")).to_be_hidden()
    assert complaints == []


def test_a_suggestion_is_inserted_by_one_click(citizen, staff):
    warga, sari = citizen(), staff("Sari")
    number = warga.asks_for_a_person()
    warga.writes("berapa biaya bikin nib")
    warga.page.wait_for_timeout(1500)
    sari.opens(number)
    sari.claims()
    sari.page.locator("#suggestions .insert").first.click()
    expect(sari.page.locator("#text")).not_to_have_value("")


def test_colleagues_see_each_other_on_a_ticket(citizen, staff):
    number = citizen().asks_for_a_person()
    sari, budi = staff("Sari"), staff("Budi")
    budi.opens(number)
    sari.opens(number)
    expect(sari.page.locator("#others")).to_have_text("Budi juga melihat tiket ini")
    sari.claims()
    sari.page.locator("#text").press_sequentially("Sebentar")
    expect(budi.page.locator("#others")).to_have_text("Sari sedang mengetik", timeout=30_000)


def test_a_photo_of_the_citizen_is_shown_only_after_a_click(citizen, staff, complaints):
    warga, sari = citizen(), staff("Sari")
    number = warga.asks_for_a_person()
    data = {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    warga.page.set_input_files("#file", data)
    sari.opens(number)
    show = sari.page.locator(".attached button", has_text="Lihat")
    expect(show).to_be_visible(timeout=30_000)  # the worker has fetched it
    expect(sari.page.locator(".attached img")).to_have_count(0)
    show.click()
    expect(sari.page.locator(".attached img")).to_have_js_property(
        "naturalWidth", 4
    )  # turned upright
    assert complaints == []


def test_the_keyboard_alone_takes_and_answers_a_ticket(citizen, staff):
    warga, sari = citizen(), staff("Tari")
    warga.asks_for_a_person()
    expect(sari.page.locator(".row").first).to_be_visible()
    sari.page.keyboard.press("?")
    expect(sari.page.locator("#keys")).to_be_visible()
    picture(sari.page, "keys")
    sari.page.keyboard.press("Escape")
    sari.page.keyboard.press("j")
    expect(sari.page.locator(".row .open").first).to_be_focused()
    sari.page.keyboard.press("n")
    expect(sari.page.locator("#text")).to_be_visible()
    sari.page.keyboard.press("r")
    sari.page.keyboard.type("Selamat pagi")
    sari.page.keyboard.press("Control+Enter")
    expect(sari.page.locator(".said.officer", has_text="Selamat pagi")).to_be_visible()


def test_the_tab_counts_those_who_wait(citizen, staff):
    sari = staff("Sari")
    citizen().asks_for_a_person()
    expect(sari.page).to_have_title(re.compile(r"^\(\d+\) Menunggu"))


def test_several_chosen_tickets_are_set_aside_together(citizen, staff):
    rudi = staff("Rudi")
    for _ in range(2):
        rudi.opens(citizen().asks_for_a_person())
        rudi.claims()
    rudi.page.goto(f"{rudi.base}/console/?view=mine")
    for box in rudi.page.locator("input[form=many]").all():
        box.check()
    expect(rudi.page.locator("#picked")).to_have_text("2")
    picture(rudi.page, "queue-several")
    rudi.page.click("#many button[formaction$='/snooze']")
    expect(rudi.page.locator(".told")).to_have_text("Selesai untuk semua tiket yang dipilih.")
    expect(rudi.page.locator(".row .chip", has_text="ditunda sampai")).to_have_count(2)


def test_who_reads_further_up_is_not_pulled_down_by_a_new_message(citizen, staff):
    warga, sari = citizen(), staff("Sari")
    for text in ("menu", "gmn cr dftr nib", "berapa biaya bikin nib"):
        warga.writes(text)
        warga.page.wait_for_timeout(1200)
    sari.opens(warga.asks_for_a_person())
    sari.claims()
    first = sari.page.locator(".said").first
    first.scroll_into_view_if_needed()
    warga.writes("halo?")
    expect(sari.page.locator(".said.citizen", has_text="halo?")).to_be_attached()
    expect(first).to_be_in_viewport()
