"""A running product and a real browser; every console message of a page is a failure unless expected."""

import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests.browser.house import House
from tests.browser.people import Citizen, Staff, picture

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

SIZES = {"phone": (360, 780), "screen": (1440, 900)}


@pytest.fixture(scope="session")
def house(tmp_path_factory):
    house = House(tmp_path_factory.mktemp("house"))
    yield house
    house.close()


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def complaints():
    """What the browsers complained about: errors of scripts, breaches of the policy."""
    return []


@pytest.fixture
def open_page(chromium, complaints):
    """open_page(width=..., height=..., dark=..., **context options) -> a page in a context of its own."""
    contexts = []

    def opened(*, width=1280, height=800, dark=False, **options):
        options |= {"viewport": {"width": width, "height": height}, "locale": "id-ID"}
        options |= {"timezone_id": "Asia/Makassar", "color_scheme": "dark" if dark else "light"}
        context = chromium.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda told: told.type == "error" and complaints.append(told.text))
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def citizen(open_page, house):
    """citizen() -> somebody new with the phone."""
    return lambda **options: Citizen(open_page(**options), house.base)


@pytest.fixture
def staff(open_page, house):
    """staff("Petugas A", "officer") -> that person, signed in in a browser of their own."""

    def signed_in(name="Petugas A", role="officer", **options):
        officer = house.officer(name, role)
        return Staff(open_page(**options), house.base, officer.login)

    return signed_in


@pytest.fixture(params=["light", "dark"])
def dark(request):
    return request.param == "dark"


@pytest.fixture(params=SIZES)
def size(request):
    return request.param


@pytest.fixture
def look(dark, size):
    """look(page, name): axe finds nothing, nothing sticks out sideways, and a picture is kept."""

    def looked(page, name):
        found = Axe().run(page).response["violations"]
        told = [(v["id"], n["html"][:200], n["failureSummary"]) for v in found for n in v["nodes"]]
        picture(page, f"{name}-{size}-{'dark' if dark else 'light'}")
        assert told == [], name
        wide = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0, f"{name} is {wide} px too wide"

    return looked


@pytest.fixture
def view(open_page, dark, size):
    return lambda: open_page(width=SIZES[size][0], height=SIZES[size][1], dark=dark)
