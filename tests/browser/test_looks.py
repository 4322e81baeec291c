"""Promises of accessibility: axe finds nothing on any page, light and dark, on a phone and on a screen."""

import pytest
from playwright.sync_api import expect

from bot.desk import switches
from tests.browser.pages import PRIVATE, PUBLIC
from tests.browser.people import Staff
from tests.console.visitor import writes

pytestmark = pytest.mark.needs_chromium


def test_the_public_pages_are_open_to_everybody(view, house, look):
    page = view()
    for name, path in PUBLIC.items():
        page.goto(house.base + path)
        look(page, name)


def test_the_phone_is_open_to_everybody(view, house, look):
    page = view()
    for skin in ("whatsapp", "sms"):
        page.goto(f"{house.base}/simulator")
        page.check(f"[name=skin][value={skin}]")
        for text in ("berapa biaya bikin nib", "menu"):
            page.fill("#say", text)
            page.press("#say", "Enter")
            page.wait_for_timeout(700)
        expect(page.locator(".quick button").first).to_be_visible()
        look(page, f"phone-{skin}")


def test_the_console_is_open_to_everybody(view, house, look, citizen):
    number = citizen().asks_for_a_person()
    admin = Staff(view(), house.base, house.officer("Petugas D", "admin").login)
    for name, path in PRIVATE.items():
        admin.page.goto(house.base + path)
        look(admin.page, name)
    admin.opens(number)
    look(admin.page, "ticket-waiting")
    admin.claims()
    admin.page.fill("#text", "Selamat pagi")
    admin.page.wait_for_timeout(500)
    for summary in admin.page.locator(".mind summary").all():
        summary.click()
    look(admin.page, "ticket-mine")
    admin.replies("Selamat pagi, Bapak/Ibu.")
    expect(admin.page.locator("#undo")).to_be_visible()
    look(admin.page, "ticket-undo")


@pytest.fixture
def banners(house):
    """A switch and a notice, both in force for the test."""
    desk, boss = house.desk, house.officer("Bos", "supervisor")
    ended = [
        switches.withdraw(desk, boss, "nib", "fakta sedang diperiksa", 4),
        switches.announce(desk, boss, "", "Portal sedang diperbaiki sampai sore.", 4),
    ]
    yield
    for which in ended:
        switches.end(desk, boss, which)


def test_the_banner_is_open_to_everybody(view, house, look, banners):
    admin = Staff(view(), house.base, house.officer("Petugas D", "admin").login)
    admin.page.goto(f"{house.base}/console/sakelar")
    look(admin.page, "switches-on")


def test_acting_on_tickets_is_open_to_everybody(view, house, look, citizen):
    admin = Staff(view(), house.base, house.officer("Petugas D", "admin").login)
    page = admin.page
    for _ in range(2):
        admin.opens(citizen().asks_for_a_person())
        admin.claims()
    page.click("#more-transfer summary")
    look(page, "ticket-transfer")
    page.goto(f"{house.base}/console/?view=mine&channel=whatsapp")
    page.click("#narrow summary")
    look(page, "queue-narrow")
    for box in page.locator(".pick input").all()[:2]:
        box.check()
    page.fill("#many textarea", "Portal sudah pulih.")
    look(page, "several")
    page.click("#many > button")
    look(page, "several-preview")


def test_menus_answers_and_empty_lists_are_open_to_everybody(view, house, look):
    writes(house.desk, "berapa biaya bikin nib", address="+6280000077777")
    page = Staff(view(), house.base, house.officer("Petugas D", "admin").login).page
    page.goto(f"{house.base}/console/?view=mine&channel=sms")
    look(page, "queue-narrowed-empty")
    page.click("#me summary")
    look(page, "account-menu")
    page.click("#show-keys")
    look(page, "keys")
    page.goto(f"{house.base}/console/cari")
    page.fill("main [name=text]", "biaya bikin nib")
    page.press("main [name=text]", "Enter")
    look(page, "search-found")
    page.locator(".hits a").first.click()
    assert "/console/percakapan/" in page.url
    expect(page.locator(".said:target .bubble")).to_be_in_viewport()
    look(page, "talk-found")
    page.goto(f"{house.base}/console/petugas")
    page.locator(".place summary").first.click()
    look(page, "people-role")
    page.locator(".more summary").first.click()
    page.locator("form[action$='/invite'] button").first.click()
    look(page, "people-invited")


@pytest.mark.parametrize("width", [700, 1024, 1200, 1440])
def test_no_entry_of_the_menu_hides_on_a_screen(staff, width):
    page = staff("Petugas D", "admin", width=width).page
    for entry in page.locator(".menu a").all():
        expect(entry).to_be_in_viewport(ratio=1)
