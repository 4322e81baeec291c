"""Promises about naming a colleague in a note: the colleague sees it on every page until looking."""

import pytest

SHOWN = 'id="mentioned" data-part data-count="{}"'


@pytest.fixture
def names(petugas_a, ticket):
    """names("@petugas-b lihat ini", to="...") writes a note as Petugas A."""
    return lambda text, to="": petugas_a.post(
        f"/console/tickets/{ticket}/note", {"text": text, "to": to}
    )


def _count(visitor, path="/console/"):
    page = visitor.get(path).text
    return next(n for n in range(9) if SHOWN.format(n) in page)


@pytest.mark.parametrize(
    "text",
    ["@petugas-b tolong lihat", "Tolong, @Petugas-B.", "(@petugas-b)", "@petugas-b @petugas-b"],
)
def test_a_colleague_named_by_login_is_told_until_the_ticket_is_opened(
    text, names, petugas_b, ticket
):
    names(text)
    assert _count(petugas_b) == 1
    assert f'href="/console/tickets/{ticket}#notes"' in petugas_b.get("/console/").text
    assert (
        '<span class="chip">@ Petugas B</span>' in petugas_b.get(f"/console/tickets/{ticket}").text
    )
    assert _count(petugas_b) == 0


def test_a_colleague_can_be_chosen_instead(names, petugas_b):
    names("tolong lihat", to=petugas_b.officer.id)
    assert _count(petugas_b) == 1


@pytest.mark.parametrize(
    "text", ["petugas-b", "a@petugas-b", "@petugas-bb", "@petugas", "x@petugas-b.id", "@nobody"]
)
def test_what_only_looks_like_a_name_tells_nobody(text, names, petugas_b):
    names(text)
    assert _count(petugas_b) == 0


def test_nobody_is_told_of_an_own_note(names, petugas_a):
    names("@petugas-a saya sendiri", to=petugas_a.officer.id)
    assert _count(petugas_a) == 0


def test_a_look_at_another_ticket_or_a_refresh_leaves_it(names, petugas_b, ticket):
    names("@petugas-b")
    petugas_b.get("/console/tickets/nothing")
    petugas_b.get("/console/", headers={"X-Live": "page"})
    assert _count(petugas_b) == 1


def test_who_may_not_sign_in_is_not_told(desk, names, petugas_b, someone):
    admin = someone("admin")
    admin.post("/console/petugas/disable", {"login": "petugas-b"})
    names("@petugas-b", to=petugas_b.officer.id)
    rows = desk.store.read(lambda tx: tx.all("SELECT * FROM mentions"))
    assert rows == []
