"""Promises seen through two browsers: a citizen on the phone, officers at the console."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import picture
from tests.channels.files import photo

pytestmark = pytest.mark.needs_chromium


def test_an_officers_reply_reaches_the_citizen(citizen, staff, complaints):
    warga, petugas_a = citizen(), staff("Petugas A")
    number = warga.asks_for_a_person()
    row = petugas_a.page.locator(".row", has_text=number)
    expect(row).to_be_visible()  # without a reload
    row.locator("button").click()
    petugas_a.replies("Selamat pagi, ada yang bisa kami bantu?")
    expect(petugas_a.page.locator("#undo")).to_be_visible()
    warga.page.bring_to_front()
    warga.sees("Selamat pagi, ada yang bisa kami bantu?")
    expect(petugas_a.page.locator(".said.officer .delivery").last).to_have_text("dibaca")
    expect(petugas_a.page.locator(".said.officer").last).to_be_in_viewport()
    picture(warga.page, "talk-phone")
    picture(petugas_a.page, "talk-ticket")
    assert complaints == []


def test_the_officer_sees_what_the_citizen_writes_without_a_reload(citizen, staff, complaints):
    warga, petugas_a = citizen(), staff("Petugas A")
    petugas_a.opens(warga.asks_for_a_person())
    petugas_a.claims()
    warga.writes("nomor permohonan saya 2603-778")
    expect(petugas_a.page.locator(".said.citizen", has_text="2603-778")).to_be_visible()
    expect(petugas_a.page.locator("#announce")).to_have_text("Ada pesan baru.")
    expect(petugas_a.page.locator(".said.citizen").last).to_be_in_viewport()
    assert complaints == []


def _unless_it_refreshes(route):
    route.abort() if "x-live" in route.request.headers else route.continue_()


def test_of_two_officers_one_wins_and_the_other_learns_who(citizen, staff):
    number = citizen().asks_for_a_person()
    petugas_a, petugas_b = staff("Petugas A"), staff("Petugas B")
    petugas_b.page.route("**/events**", lambda route: route.abort())
    petugas_a.opens(number)
    petugas_b.opens(number)
    petugas_b.page.route("**/*", _unless_it_refreshes)  # his page does not learn it in time
    petugas_a.claims()
    expect(petugas_a.page.locator("#reply")).to_be_visible()
    petugas_b.page.evaluate("document.querySelector(\"form[action$='/claim']\").submit()")
    expect(petugas_b.page.locator("h1")).to_have_text("Sudah didahului")
    expect(petugas_b.page.locator("main")).to_contain_text("Petugas A")


def test_a_reply_can_be_taken_back_for_five_seconds(citizen, staff):
    warga, petugas_a = citizen(), staff("Petugas A")
    petugas_a.opens(warga.asks_for_a_person())
    petugas_a.claims()
    petugas_a.replies("Ini keliru")
    petugas_a.page.click("#undo")
    expect(petugas_a.page.locator("#text")).to_have_value("Ini keliru")
    expect(petugas_a.page.locator(".said.officer .delivery")).to_have_text(re.compile("dibatalkan"))
    warga.page.wait_for_timeout(5500)
    expect(warga.page.locator(".b", has_text="Ini keliru")).to_have_count(0)


def test_a_double_click_sends_once(citizen, staff):
    warga, petugas_a = citizen(), staff("Petugas A")
    petugas_a.opens(warga.asks_for_a_person())
    petugas_a.claims()
    petugas_a.page.fill("#text", "Hanya sekali")
    petugas_a.page.dblclick("#reply button.primary")
    warga.sees("Hanya sekali")
    warga.page.wait_for_timeout(1500)
    expect(warga.page.locator(".b:not(.mine)", has_text="Hanya sekali")).to_have_count(1)


def test_the_queue_catches_up_after_a_lost_connection(citizen, staff):
    petugas_a = staff("Petugas A")
    petugas_a.page.context.set_offline(True)
    number = citizen().asks_for_a_person()
    expect(petugas_a.page.locator(".row", has_text=number)).to_have_count(0)
    petugas_a.page.context.set_offline(False)
    expect(petugas_a.page.locator(".row", has_text=number)).to_be_visible(timeout=30_000)


def test_where_streams_are_refused_the_page_polls(citizen, open_page, house, staff):
    petugas_a = staff("Petugas A")
    petugas_a.page.route("**/console/events?**", lambda route: route.fulfill(status=503))
    petugas_a.page.reload()
    number = citizen().asks_for_a_person()
    expect(petugas_a.page.locator(".row", has_text=number)).to_be_visible()


def test_everything_needed_works_without_scripts(citizen, staff):
    warga = citizen()
    number = warga.asks_for_a_person()
    petugas_a = staff("Petugas A", java_script_enabled=False)
    petugas_a.page.goto(f"{petugas_a.base}/console/")
    petugas_a.page.locator(".row", has_text=number).locator("button").click()
    petugas_a.page.fill("#text", "Dibalas tanpa skrip")
    petugas_a.page.click("#reply button.primary")
    expect(petugas_a.page.locator(".told")).to_have_text("Jawaban Anda dikirim.")
    warga.sees("Dibalas tanpa skrip")
    petugas_a.page.click("form[action$='/resolve'] button")
    expect(petugas_a.page.locator("h1")).to_have_text("Antrean")


def test_the_cost_is_told_while_typing(citizen, staff):
    petugas_a = staff("Petugas A")
    petugas_a.opens(citizen().asks_for_a_person())
    petugas_a.claims()
    petugas_a.page.locator("#text").press_sequentially("Baik")
    expect(petugas_a.page.locator("#cost")).to_contain_text("Rp480")


def test_an_ended_session_is_said_and_the_page_stops(house, staff):
    petugas_c = staff("Petugas C")
    with house.desk.store.write() as tx:
        tx.run("UPDATE sessions SET ended_at = '2026-01-01T00:00:00.000000Z' WHERE officer_id = :o", {"o": house.officer("Petugas C").id})  # fmt: skip
    petugas_c.page.evaluate("document.dispatchEvent(new Event('refresh'))")
    expect(petugas_c.page.locator("#offline")).to_have_text(
        "Sesi Anda sudah berakhir. Silakan masuk lagi."
    )


def test_a_slash_inserts_a_text_by_the_keyboard_alone(citizen, staff, complaints):
    warga, petugas_a = citizen(), staff("Petugas A")
    petugas_a.opens(warga.asks_for_a_person())
    petugas_a.claims()
    petugas_a.page.locator("#text").press_sequentially("/biaya nib")
    expect(petugas_a.page.locator("#inserts [aria-selected=true]")).to_be_visible()
    petugas_a.page.press("#text", "ArrowDown")
    petugas_a.page.press("#text", "ArrowUp")
    picture(petugas_a.page, "ticket-insert")
    petugas_a.page.press("#text", "Enter")
    expect(petugas_a.page.locator("#text")).not_to_have_value(re.compile("/biaya"))
    expect(petugas_a.page.locator("#text")).to_have_value(re.compile("NIB"))
    expect(petugas_a.page.locator("#inserts")).to_be_hidden()
    assert complaints == []


def test_a_suggestion_is_inserted_by_one_click(citizen, staff):
    warga, petugas_a = citizen(), staff("Petugas A")
    number = warga.asks_for_a_person()
    warga.writes("berapa biaya bikin nib")
    warga.page.wait_for_timeout(1500)
    petugas_a.opens(number)
    petugas_a.claims()
    petugas_a.page.locator("#suggestions .insert").first.click()
    expect(petugas_a.page.locator("#text")).not_to_have_value("")


def test_colleagues_see_each_other_on_a_ticket(citizen, staff):
    number = citizen().asks_for_a_person()
    petugas_a, petugas_b = staff("Petugas A"), staff("Petugas B")
    petugas_b.opens(number)
    petugas_a.opens(number)
    expect(petugas_a.page.locator("#others")).to_have_text("Petugas B juga melihat tiket ini")
    petugas_a.claims()
    petugas_a.page.locator("#text").press_sequentially("Sebentar")
    expect(petugas_b.page.locator("#others")).to_have_text(
        "Petugas A sedang mengetik", timeout=30_000
    )


def test_a_photo_of_the_citizen_is_shown_only_after_a_click(citizen, staff, complaints):
    warga, petugas_a = citizen(), staff("Petugas A")
    number = warga.asks_for_a_person()
    data = {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    warga.page.set_input_files("#file", data)
    petugas_a.opens(number)
    show = petugas_a.page.locator(".attached button", has_text="Lihat")
    expect(show).to_be_visible(timeout=30_000)  # the worker has fetched it
    expect(petugas_a.page.locator(".attached img")).to_have_count(0)
    show.click()
    expect(petugas_a.page.locator(".attached img")).to_have_js_property(
        "naturalWidth", 4
    )  # turned upright
    assert complaints == []


# A focus set in the very moment in which a dialog closes is lost by the browser.
A_FINGER_MS = 500  # between two keys


def test_the_keyboard_alone_takes_and_answers_a_ticket(citizen, staff):
    warga, petugas_a = citizen(), staff("Petugas G")
    warga.asks_for_a_person()
    expect(petugas_a.page.locator(".row").first).to_be_visible()
    petugas_a.page.keyboard.press("?")
    expect(petugas_a.page.locator("#keys")).to_be_visible()
    picture(petugas_a.page, "keys")
    petugas_a.page.keyboard.press("Escape")
    petugas_a.page.wait_for_timeout(A_FINGER_MS)
    petugas_a.page.keyboard.press("j")
    expect(petugas_a.page.locator(".row .open").first).to_be_focused()
    petugas_a.page.keyboard.press("n")
    petugas_a.page.wait_for_url("**/console/tickets/**")  # and until its scripts listen
    petugas_a.page.keyboard.press("r")
    expect(petugas_a.page.locator("#text")).to_be_focused()
    petugas_a.page.keyboard.type("Selamat pagi")
    petugas_a.page.keyboard.press("Control+Enter")
    expect(petugas_a.page.locator(".said.officer", has_text="Selamat pagi")).to_be_visible()


def test_the_tab_counts_those_who_wait(citizen, staff):
    petugas_a = staff("Petugas A")
    citizen().asks_for_a_person()
    expect(petugas_a.page).to_have_title(re.compile(r"^\(\d+\) Menunggu"))


def test_several_chosen_tickets_are_set_aside_together(citizen, staff):
    petugas_f = staff("Petugas F")
    for _ in range(2):
        petugas_f.opens(citizen().asks_for_a_person())
        petugas_f.claims()
    petugas_f.page.goto(f"{petugas_f.base}/console/?view=mine")
    for box in petugas_f.page.locator("input[form=many]").all():
        box.check()
    expect(petugas_f.page.locator("#picked")).to_have_text("2")
    picture(petugas_f.page, "queue-several")
    petugas_f.page.click("#many button[formaction$='/snooze']")
    expect(petugas_f.page.locator(".told")).to_have_text("Selesai untuk semua tiket yang dipilih.")
    expect(petugas_f.page.locator(".row .chip", has_text="ditunda sampai")).to_have_count(2)


def test_who_reads_further_up_is_not_pulled_down_by_a_new_message(citizen, staff):
    warga, petugas_a = citizen(), staff("Petugas A")
    for text in ("menu", "gmn cr dftr nib", "berapa biaya bikin nib"):
        warga.writes(text)
        warga.page.wait_for_timeout(1200)
    petugas_a.opens(warga.asks_for_a_person())
    petugas_a.claims()
    first = petugas_a.page.locator(".said").first
    first.scroll_into_view_if_needed()
    warga.writes("halo?")
    expect(petugas_a.page.locator(".said.citizen", has_text="halo?")).to_be_attached()
    expect(first).to_be_in_viewport()
