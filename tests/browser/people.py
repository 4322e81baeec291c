"""People in front of a browser: a citizen with the phone, an officer at the console. Asserts nothing."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.console.visitor import PASSWORD

ARTEFACTS = Path(__file__).parents[2] / "artefacts"
PATIENCE_MS = 15_000
expect.set_options(timeout=PATIENCE_MS)


class Citizen:
    """Somebody with the phone on the screen."""

    def __init__(self, page: Page, base: str) -> None:
        """Open the phone with a number of its own."""
        self.page = page
        page.goto(f"{base}/simulator")

    def writes(self, text: str) -> None:
        """Type and send."""
        self.page.fill("#say", text)
        self.page.press("#say", "Enter")

    def sees(self, text: str) -> None:
        """Wait until a bubble of ours holds the text."""
        expect(self.page.locator("#bubbles .b:not(.mine)", has_text=text).first).to_be_visible()

    def asks_for_a_person(self) -> str:
        """The number of the ticket that this opens."""
        self.writes("mau ngomong sama orang")
        self.sees("Nomor tiket:")
        told = self.page.locator(
            "#bubbles .b:not(.mine)", has_text="Nomor tiket:"
        ).last.inner_text()
        return told.partition("Nomor tiket: ")[2].split(",")[0]


class Staff:
    """Somebody of the office at the console."""

    def __init__(self, page: Page, base: str, login: str) -> None:
        """Sign in."""
        self.page, self.base = page, base
        page.goto(f"{base}/console/masuk")
        page.fill("[name=login]", login)
        page.fill("[name=password]", PASSWORD)
        with page.expect_navigation():  # until the scripts of the queue listen
            page.click("button.primary")
        expect(page.locator("h1")).to_have_text("Antrean")

    def opens(self, number: str) -> None:
        """The page of this ticket."""
        self.page.goto(f"{self.base}/console/tickets/{number}")

    def claims(self) -> None:
        """Press the button on the ticket's page, and wait for the page that this brings."""
        with self.page.expect_navigation():
            self.page.click("#ticket-head form[action$='/claim'] button")

    def replies(self, text: str) -> None:
        """Type and press Ctrl+Enter."""
        self.page.fill("#text", text)
        self.page.press("#text", "Control+Enter")


Open = Callable[..., Page]


def picture(page: Page, name: str) -> None:
    """Keep a picture of what is on the screen, for people to look at."""
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"{name}.png")
