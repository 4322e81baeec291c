"""Promises against foreign markup: whatever people write stays text, in every place of every page."""

from html.parser import HTMLParser

import pytest

from bot.desk import canned, officers, switches, tickets
from tests.console.payloads import MARK, PAYLOADS
from tests.console.visitor import hire, writes

GROUP = 12
LINKS = {"a", "b", "a@href", "a@target", "a@rel"}  # a text may hold links
TOPIC = {"option@selected"}  # and a ticket may be about an entry
LISTS = ("/console/?view=mine", "/console/sakelar", "/console/audit")


class Structure(HTMLParser):
    """Tags and attribute names of a page, and every address that could run something."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.seen, self.addresses = set(), set()
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.seen |= {tag} | {f"{tag}@{name}" for name, _ in attributes}
        self.addresses |= {
            v for n, v in attributes if n in {"href", "src", "action", "formaction"} and v
        }


def _is_calm(page, like, path):
    found = Structure(page)
    foreign = found.seen - Structure(like).seen - LINKS - TOPIC
    assert foreign == set(), path
    assert {
        a for a in found.addresses if not a.startswith(("/", "#", "?", "http://", "https://"))
    } == set()


@pytest.mark.parametrize("first", range(0, len(PAYLOADS), GROUP))
def test_what_people_write_stays_text_on_every_page(first, desk, someone):
    admin = someone("admin")
    calm = _tickets(desk, admin, ["halo petugas"]) | _lists(desk, admin, ["halo petugas"])
    group = PAYLOADS[first : first + GROUP]
    wild = _tickets(desk, admin, group)
    for path, page in wild.items():
        _is_calm(page, next(iter(calm.values())), path)
    for path, page in _lists(desk, admin, group).items():
        _is_calm(page, calm[path], path)


def _tickets(desk, admin, texts):
    """A ticket full of each text: its page, and that of its talk."""
    pages = {}
    for text in texts:
        address = f"+62812{len(text)}{len(pages)}{abs(hash(text)) % 10**6}"
        writes(desk, text, address=address, profile_name=text)
        writes(desk, "petugas", address=address)
        row = desk.store.read(
            lambda tx, a=address: tx.one(
                "SELECT t.id, c.version, c.id AS talk FROM tickets t JOIN conversations c ON c.id = t.conversation_id"
                " JOIN addresses a ON a.id = c.address_id WHERE a.address = :a",
                {"a": a},
            )
        )
        ticket, officer = row["id"], admin.officer
        tickets.claim(desk, officer, ticket)
        tickets.note(desk, officer, ticket, text)
        tickets.reply(desk, officer, ticket, text, token=address, version=row["version"] + 1)
        tickets.keep_draft(desk, officer, ticket, text)
        writes(desk, text, address=address)
        pages[ticket] = admin.get(f"/console/tickets/{ticket}").text
        pages[row["talk"]] = admin.get(f"/console/percakapan/{row['talk']}").text
        assert MARK not in text or (MARK in pages[ticket] and MARK in pages[row["talk"]])
    return pages


def _lists(desk, admin, texts):
    """Every page that shows what people wrote elsewhere."""
    officer, ended = admin.officer, []
    for n, text in enumerate(texts):
        hire(desk, "officer", f"{text}{n}{len(texts)}")
        canned.add(desk, officer, text, text)
        ended.append(switches.withdraw(desk, officer, "bot", text, None))
        ended.append(switches.announce(desk, officer, "", text, None))
    pages = {path: admin.get(path).text for path in LISTS}
    pages["refused"] = admin.post("/console/masuk", {"login": texts[0], "next": texts[0]}).text
    for which in ended:
        switches.end(desk, officer, which)
    return pages


def test_a_link_of_a_citizen_opens_apart_and_says_nothing_of_us(desk, petugas_a):
    writes(desk, "petugas, lihat https://example.org/a?b=1&c=2.")
    writes(desk, "petugas")
    ticket = desk.store.read(lambda tx: tx.one("SELECT id FROM tickets"))["id"]
    page = petugas_a.get(f"/console/tickets/{ticket}").text
    assert (
        'href="https://example.org/a?b=1&amp;c=2" target="_blank" rel="noopener noreferrer' in page
    )


def test_a_template_in_a_message_is_not_worked_out(desk, petugas_a):
    writes(desk, "petugas {{7*7}} %(x)s {x}")
    writes(desk, "petugas")
    ticket = desk.store.read(lambda tx: tx.one("SELECT id FROM tickets"))["id"]
    page = petugas_a.get(f"/console/tickets/{ticket}").text
    assert "{{7*7}} %(x)s {x}" in page


def test_the_name_of_a_colleague_stays_text(desk, someone):
    officers.add(desk, "x", "<b>Petugas C</b>", "officer", by="test")
    admin = someone("admin")
    assert "&lt;b&gt;Petugas C&lt;/b&gt;" in admin.get("/console/audit").text
