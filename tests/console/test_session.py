"""Promises about signing in and out, and about sessions that end."""

import pytest

from bot.desk import officers, staffing
from tests.console.visitor import PASSWORD, Visitor, hire

PRIVATE = "/console/"


def _is_in(visitor):
    return visitor.get(PRIVATE).status_code == 200


def test_who_is_not_signed_in_is_led_to_the_form_and_back(stranger, desk):
    hire(desk, name="Petugas C")
    away = stranger.get("/console/?view=mine").headers["Location"]
    assert away.startswith("/console/masuk?next=")
    back = stranger.post(away, {"login": "petugas-c", "password": PASSWORD}).headers["Location"]
    assert back == "/console/?view=mine"


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "evil",
        "/\t/evil",
        "",
    ],
)
def test_after_signing_in_one_stays_on_this_site(path, stranger, desk):
    hire(desk, name="Petugas C")
    assert stranger.sign_in("petugas-c", next=path).headers["Location"] == "/console/"


@pytest.mark.parametrize(
    ("login", "password"), [("petugas-c", "wrong"), ("nobody", PASSWORD), ("", "")]
)
def test_a_wrong_sign_in_is_refused_with_the_same_words(login, password, stranger, desk):
    hire(desk, name="Petugas C")
    answer = stranger.sign_in(login, password)
    assert answer.status_code == 401
    assert "Nama masuk atau sandi salah" in answer.text
    assert not _is_in(stranger)


def test_every_sign_in_has_a_token_of_its_own(stranger, desk):
    hire(desk, name="Petugas C")
    tokens = []
    for _ in range(2):
        stranger.sign_in("petugas-c")
        tokens.append(stranger.client.get_cookie("session").value)
        stranger.client.delete_cookie("session")
    assert tokens[0] != tokens[1]


def test_a_token_that_was_planted_before_is_not_taken_over(stranger, desk):
    hire(desk, name="Petugas C")
    stranger.client.set_cookie("session", "planted")
    stranger.sign_in("petugas-c")
    assert stranger.client.get_cookie("session").value != "planted"


def test_signing_out_ends_the_session_and_empties_the_browser(app, petugas_a):
    old = petugas_a.client.get_cookie("session").value
    answer = petugas_a.post("/console/keluar")
    assert "storage" in answer.headers["Clear-Site-Data"]
    thief = Visitor(app)
    thief.client.set_cookie("session", old)
    assert not _is_in(thief)


def test_a_changed_password_ends_the_other_sessions_but_not_this_one(app, petugas_a):
    other = Visitor(app)
    other.sign_in("petugas-a")
    new = "pagi yang cerah sekali"
    answer = petugas_a.post("/console/sandi", {"old": PASSWORD, "new": new, "again": new})
    assert answer.status_code == 303
    assert (_is_in(petugas_a), _is_in(other)) == (True, False)


def test_a_disabled_officer_is_out_at_once(desk, petugas_a):
    staffing.disable(desk, "petugas-a", by="test")
    assert not _is_in(petugas_a)


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"old": PASSWORD, "new": "pendek", "again": "pendek"}, "terlalu pendek"),
        ({"old": PASSWORD, "new": "bismillah123", "again": "bismillah123"}, "terlalu umum"),
        (
            {"old": "wrong", "new": "pagi yang cerah", "again": "pagi yang cerah"},
            "Sandi sekarang salah",
        ),
        ({"old": PASSWORD, "new": "pagi yang cerah", "again": "lain sekali ini"}, "tidak sama"),
    ],
)
def test_a_password_that_cannot_be_taken_is_explained(form, told, petugas_a):
    answer = petugas_a.post("/console/sandi", form)
    assert answer.status_code == 400
    assert told in answer.text


def test_a_one_time_password_leads_only_to_a_new_one(desk, stranger):
    password = officers.add(desk, "petugas-c", "Petugas C", "officer", by="test")
    stranger.sign_in("petugas-c", password)
    for path in ("/console/", "/console/faq", "/console/events.json"):
        assert stranger.get(path).headers["Location"] == "/console/sandi"
    new = "pagi yang cerah sekali"
    stranger.post("/console/sandi", {"old": password, "new": new, "again": new})
    assert _is_in(stranger)


def test_an_idle_session_ends(clock, petugas_a):
    clock.forward(minutes=31)
    assert not _is_in(petugas_a)


def test_a_session_in_use_lives_on_but_not_for_ever(clock, petugas_a):
    for _ in range(20):
        clock.forward(minutes=29)
        assert _is_in(petugas_a)
    clock.forward(minutes=29)
    assert not _is_in(petugas_a)


def test_a_page_that_only_refreshes_itself_keeps_no_idle_session_alive(clock, petugas_a):
    for _ in range(3):
        clock.forward(minutes=11)
        answer = petugas_a.get(PRIVATE, headers={"X-Live": "queue"})
    assert answer.status_code == 401


@pytest.mark.parametrize(
    "name", ["X-Forwarded-For", "X-Forwarded-User", "Remote-User", "X-Real-IP"]
)
def test_no_header_signs_anybody_in(name, stranger, desk):
    hire(desk, name="Petugas C")
    assert stranger.get(PRIVATE, headers={name: "petugas-c"}).status_code == 303


def test_a_made_up_forwarded_address_does_not_dodge_the_limit(stranger, desk):
    hire(desk, name="Petugas C")
    for n in range(10):
        stranger.post(
            "/console/masuk",
            {"login": "petugas-c", "password": "no"},
            headers={"X-Forwarded-For": f"10.0.0.{n}"},
        )
    assert stranger.sign_in("petugas-c").status_code == 401


def test_the_language_is_the_officers_own(petugas_a):
    assert "Antrean" in petugas_a.get(PRIVATE).text
    petugas_a.post("/console/bahasa", {"language": "en", "next": "/console/?view=all"})
    assert "Queue" in petugas_a.get(PRIVATE).text


def test_the_sign_in_page_speaks_english_when_asked(stranger):
    assert "Sign in" in stranger.get("/console/masuk?bahasa=en").text
