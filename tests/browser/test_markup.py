"""Promises against foreign markup in a real browser: nothing runs, and the policy has nothing to stop."""

import json

import pytest

from bot.desk import tickets
from tests.browser.people import Staff
from tests.console.payloads import MARK, PAYLOADS
from tests.console.visitor import writes

pytestmark = pytest.mark.needs_chromium


def _full_ticket(desk, officer):
    """A ticket in which every payload stands as message, name, note, reply and draft."""
    address = "+6280099999999"
    writes(desk, "petugas", address=address, profile_name=PAYLOADS[9])
    row = desk.store.read(
        lambda tx: tx.one(
            "SELECT t.id, c.version FROM tickets t JOIN conversations c ON c.id = t.conversation_id"
            " JOIN addresses a ON a.id = c.address_id WHERE a.address = :a",
            {"a": address},
        )
    )
    ticket = row["id"]
    tickets.claim(desk, officer, ticket)
    for n, payload in enumerate(PAYLOADS):
        writes(desk, payload, address=address)
        tickets.note(desk, officer, ticket, payload)
        token = f"payload-{n}"
        tickets.reply(
            desk, officer, ticket, payload, token=token, version=row["version"] + 1, hold_s=600
        )
    tickets.keep_draft(desk, officer, ticket, "\n".join(PAYLOADS))
    return ticket


def test_nothing_that_people_write_runs_on_the_ticket_page(open_page, house, complaints):
    officer = house.officer("Petugas D", "admin")
    ticket = _full_ticket(house.desk, officer)
    petugas_d = Staff(open_page(), house.base, officer.login)
    for path in (f"tickets/{ticket}", "?view=mine", "audit"):
        petugas_d.page.goto(f"{house.base}/console/{path}")
        petugas_d.page.evaluate("document.dispatchEvent(new Event('refresh'))")
        petugas_d.page.wait_for_timeout(800)
        assert petugas_d.page.evaluate(f"typeof window.{MARK}") == "undefined", path
    assert complaints == []


def test_nothing_that_people_write_runs_on_the_phone(open_page, house, complaints):
    page = open_page()
    bubbles = [
        {"id": f"m{n}", "at": "2026-03-02T01:00:00.000000Z", "mine": bool(n % 2), "text": text, "kind": text if n % 5 == 0 else "text", "state": "read", "provider_id": f"p{n}"}
        for n, text in enumerate(PAYLOADS)
    ]  # fmt: skip
    answer = json.dumps({"bubbles": bubbles})
    page.route(
        "**/simulator/messages",
        lambda route: route.fulfill(body=answer, content_type="application/json"),
    )
    page.goto(f"{house.base}/simulator")
    page.wait_for_selector(f"#b-m{len(PAYLOADS) - 1}")
    assert page.evaluate(f"typeof window.{MARK}") == "undefined"
    assert complaints == []
