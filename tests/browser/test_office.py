"""Promises of the office's pages in a browser: calls until one looks, menus that stay, keys, names in notes."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import Staff, picture

pytestmark = pytest.mark.needs_chromium

EARS = """
window.beeps = 0; window.notices = [];
window.AudioContext = class {
  constructor() { window.beeps += 1; this.currentTime = 0; this.destination = {}; }
  createGain() { return { connect() {}, gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} } }; }
  createOscillator() { return { frequency: {}, connect() {}, start() {}, stop() {} }; }
  close() {}
};
window.Notification = class {
  static permission = "granted";
  static requestPermission() { return Promise.resolve("granted"); }
  constructor(title, options) { window.notices.push(options.body); }
};
Document.prototype.hasFocus = () => false;
"""
REFRESH = "document.dispatchEvent(new Event('refresh'))"


@pytest.fixture
def ears(open_page, house):
    """ears("Petugas J") -> that person, whose sounds and notices are counted; time can be wound on."""

    def listening(name, script=EARS):
        page = open_page()
        page.add_init_script(script)
        page.clock.install()
        return Staff(page, house.base, house.officer(name).login)

    return listening


def _hears(who, least):
    expect(who.page.locator("#waiting")).to_be_visible()
    _reaches(who.page, "window.beeps", least)


def _reaches(page, counter, least):
    """Wait for a count of the page's; a function that waits inside the page breaks its policy."""
    for _ in range(150):
        if page.evaluate(counter) >= least:
            return
        page.wait_for_timeout(100)
    assert page.evaluate(counter) >= least


def test_who_waits_is_called_out_until_somebody_looks(citizen, ears, complaints):
    petugas_j = ears("Petugas J")
    citizen().asks_for_a_person()
    _hears(petugas_j, 1)
    _reaches(petugas_j.page, "window.notices.length", 1)
    petugas_j.page.clock.fast_forward(31_000)
    _hears(petugas_j, 2)
    petugas_j.page.mouse.click(5, 400)
    heard = petugas_j.page.evaluate("window.beeps")
    petugas_j.page.clock.fast_forward(65_000)
    assert petugas_j.page.evaluate("window.beeps") == heard
    assert complaints == []


def test_sound_and_notices_can_be_switched_off(citizen, ears):
    petugas_j = ears("Petugas J")
    petugas_j.page.click("#me summary")
    for name in ("sound", "popup"):
        petugas_j.page.uncheck(f"#{name}")
    petugas_j.page.reload()
    number = citizen().asks_for_a_person()
    expect(petugas_j.page.locator(".row", has_text=number)).to_be_visible()
    petugas_j.page.clock.fast_forward(31_000)
    assert petugas_j.page.evaluate("[window.beeps, window.notices.length]") == [0, 0]


def test_a_browser_that_refuses_notices_still_calls_by_sound(citizen, ears, complaints):
    refusing = EARS.replace("window.notices.push(options.body);", "throw new TypeError('phone');")
    petugas_j = ears("Petugas J", refusing)
    citizen().asks_for_a_person()
    _hears(petugas_j, 1)
    petugas_j.page.clock.fast_forward(31_000)
    _hears(petugas_j, 2)
    assert complaints == []


@pytest.mark.parametrize(("width", "dark"), [(360, True), (1920, False)])
def test_a_refresh_closes_no_menu_and_loses_no_choice(citizen, staff, width, dark):
    boss = staff("Bos", "supervisor", width=width, height=800, dark=dark)
    first = citizen().asks_for_a_person()
    page = boss.page
    page.goto(f"{boss.base}/console/?view=all&channel=whatsapp")
    page.click("#narrow summary")
    page.select_option("#narrow [name=topic]", "family:nib")
    page.fill("#narrow [name=since]", "2026-01-02")
    page.locator(".row", has_text=first).locator(".pick input").check()
    number = citizen().asks_for_a_person()
    expect(page.locator(".row", has_text=number)).to_be_visible()
    expect(page.locator("#narrow [name=topic]")).to_have_value("family:nib")
    expect(page.locator("#narrow [name=since]")).to_have_value("2026-01-02")
    expect(page.locator(".row", has_text=first).locator(".pick input")).to_be_checked()
    expect(page.locator("#out-channel")).to_be_visible()
    picture(page, f"queue-narrow-{width}-{'dark' if dark else 'light'}")


def test_what_was_chosen_in_a_menu_survives_a_refresh(citizen, house, staff):
    boss = staff("Bos", "supervisor", width=360, height=780)
    target = house.officer("Petugas B")
    boss.opens(citizen().asks_for_a_person())
    page = boss.page
    page.click("#more-transfer summary")
    page.select_option("#more-transfer [name=to]", target.id)
    page.focus("#more-transfer .primary")
    page.evaluate("document.getElementById('ticket-head').dataset.stale = '1'")
    page.evaluate(REFRESH)
    expect(page.locator("#ticket-head")).not_to_have_attribute("data-stale", "1")
    expect(page.locator("#more-transfer [name=to]")).to_have_value(target.id)
    expect(page.locator("#more-transfer .primary")).to_be_in_viewport(ratio=1)
    expect(page.locator("#more-transfer .primary")).to_be_focused()


def test_on_a_phone_a_reply_that_waits_is_not_hidden_by_the_box(citizen, house, staff):
    petugas_a = staff("Petugas A", width=360, height=780)
    number = citizen().asks_for_a_person()
    petugas_a.opens(number)
    petugas_a.claims()
    with house.desk.store.write() as tx:
        tx.run("UPDATE conversations SET last_inbound_at = '2026-01-01T00:00:00.000000Z' WHERE id = (SELECT conversation_id FROM tickets WHERE number = :n)", {"n": number})  # fmt: skip
    page = petugas_a.page
    expect(page.locator("main > .told")).to_contain_text("Anda pegang")
    page.reload()
    expect(page.locator("main > .told")).to_have_count(0)  # it is not said again
    assert page.locator("#answer").bounding_box()["height"] < 780 / 3
    page.click("#shut summary")
    expect(page.locator("#shut p")).to_contain_text("Hubungi warga dengan cara lain")
    page.click("#shut summary")
    petugas_a.replies("Sudah kami cek.")
    expect(page.locator("#toast")).to_contain_text("Jawaban Anda disimpan.")
    expect(page.locator(".said.officer")).to_have_count(1)
    said, box = page.locator(".said.officer").bounding_box(), page.locator("#answer").bounding_box()
    assert said["y"] + said["height"] <= box["y"]


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_phone_a_ticket_opens_at_its_newest_words_and_is_taken_there(scripts, citizen, staff):
    warga = citizen()
    number = warga.asks_for_a_person()
    warga.writes("berapa biaya bikin nib")
    warga.sees("tetap menunggu petugas")
    page = staff("Petugas A", width=360, height=780, java_script_enabled=scripts).page
    page.locator(".row", has_text=number).locator("a.open").click()
    page.wait_for_url("**/tickets/**")
    expect(page.locator(".said").last).to_contain_text("tetap menunggu petugas")
    last = page.locator(".said").last.locator(".meta").bounding_box()
    menu, box = (page.locator(part).bounding_box() for part in (".top", "#answer"))
    assert menu["y"] + menu["height"] < last["y"] < box["y"]
    page.click("#answer form[action$='/claim'] button")
    expect(page.locator("#text")).to_be_in_viewport()


def test_what_was_typed_is_kept_when_the_ticket_is_taken_away(citizen, house, staff, complaints):
    petugas_a, boss = staff("Petugas A"), staff("Bos", "supervisor")
    number = citizen().asks_for_a_person()
    petugas_a.opens(number)
    petugas_a.claims()
    boss.opens(number)
    petugas_a.page.locator("#text").press_sequentially("Belum disimpan")
    boss.page.click("#more-transfer summary")
    boss.page.select_option("#more-transfer [name=to]", house.officer("Bos").id)
    boss.page.click("#more-transfer form[action$='/transfer'] button")
    expect(petugas_a.page.locator("#answer")).to_contain_text("Tiket ini dipegang Bos")
    expect(petugas_a.page.locator("#answer .quote")).to_have_text("Belum disimpan")
    boss.page.click(".left summary")
    boss.page.click(".left button")
    expect(boss.page.locator("#text")).to_have_value("Belum disimpan")
    assert complaints == []


def test_a_colleague_named_in_a_note_sees_it_without_a_reload(citizen, staff, complaints):
    petugas_a, petugas_b = staff("Petugas A"), staff("Petugas B")
    petugas_a.opens(citizen().asks_for_a_person())
    petugas_a.page.fill("#note-text", "@petugas-b tolong dicek")
    petugas_a.page.click("#note button")
    expect(petugas_b.page.locator("#mentioned")).to_contain_text("Anda disebut")
    petugas_b.page.click("#mentioned")
    expect(petugas_b.page.locator("#notes")).to_contain_text("tolong dicek")
    assert complaints == []


def test_a_ticket_given_to_a_colleague_calls_them_until_they_look(citizen, house, staff, ears):
    petugas_a, petugas_b = staff("Petugas A"), ears("Petugas B")
    petugas_a.opens(citizen().asks_for_a_person())
    petugas_a.claims()
    page = petugas_a.page
    page.click("#more-transfer summary")
    page.select_option("#more-transfer [name=to]", house.officer("Petugas B").id)
    page.click("#more-transfer .primary")
    expect(petugas_b.page.locator("#handed")).to_contain_text("Dialihkan ke Anda (1)")
    assert "Dialihkan ke Anda (1)" in petugas_b.page.evaluate("notices")
    with petugas_b.page.expect_response(lambda told: told.request.headers.get("x-live") == "gaze"):
        petugas_b.page.click("#handed")
    petugas_b.page.reload()
    expect(petugas_b.page.locator("#handed")).to_be_hidden()


def test_single_keys_can_be_switched_off(staff):
    page = staff("Petugas A").page
    page.keyboard.press("?")
    page.uncheck("#shortcuts")
    page.click("#keys button")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_hidden()
    page.click("#me summary")
    page.click("#show-keys")
    expect(page.locator("#keys")).to_be_visible()


def test_a_refresh_leaves_the_keyboard_where_it_was(citizen, staff):
    petugas_a = staff("Petugas A")
    number = citizen().asks_for_a_person()
    page = petugas_a.page
    button = page.locator(".row", has_text=number).locator("button")
    button.focus()
    other = citizen().asks_for_a_person()
    expect(page.locator(".row", has_text=other)).to_be_visible()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#ticket-head")).to_contain_text(number)
