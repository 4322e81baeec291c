"""Promises about errors: a plain page with an id, never a trace; data where data was asked for."""

import re

import pytest
from werkzeug.exceptions import ImATeapot

from bot.errors import StoreUnavailable
from tests.console.routes import MAY, address

MARK = re.compile(r"<code>([0-9a-f]{8})</code>")


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/nothing", 404, "Tidak ditemukan"),
        ("/console/tickets/nothing", 404, "Tidak ditemukan"),
        ("/console/sakelar", 403, "Anda tidak berhak"),
        ("/console/next", 405, "Cara ini tidak berlaku"),
    ],
)
def test_an_error_is_explained_and_carries_an_id(path, status, told, petugas_a):
    answer = petugas_a.get(path)
    assert answer.status_code == status
    assert told in answer.text
    assert MARK.search(answer.text)


@pytest.mark.parametrize(
    "route", [r for r in sorted(MAY) if r.startswith("GET") and "events" not in r]
)
def test_a_fault_in_any_page_shows_no_trace(route, app, someone, ticket):
    admin = someone("admin")
    method, path = address(route, ticket)
    with app.test_request_context(path, method=method) as context:
        endpoint = context.request.endpoint
    app.view_functions[endpoint] = lambda **_: 1 / 0
    answer = admin.get(path)
    assert answer.status_code == 500
    assert MARK.search(answer.text)
    for told in ("Traceback", "ZeroDivision", ".py", "division"):
        assert told not in answer.text


def test_a_store_that_cannot_be_read_is_said_so(app, someone, monkeypatch):
    admin = someone("admin")

    def busy(*_, **__):
        raise StoreUnavailable("locked")

    monkeypatch.setattr("bot.desk.reading.look_at_queue", busy)
    monkeypatch.setattr("bot.desk.switches.in_force", busy)
    answer = admin.get("/console/")
    assert answer.status_code == 503
    assert "Sedang sibuk" in answer.text


def test_scripts_get_errors_as_data(petugas_a):
    answer = petugas_a.get("/console/tickets/nothing", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json["error"]) == (404, "NotFound")


def test_the_routes_of_machines_fail_in_plain_text(app, stranger, monkeypatch):
    app.view_functions["healthz"] = lambda: 1 / 0
    answer = stranger.get("/healthz")
    assert (answer.status_code, answer.mimetype) == (500, "text/plain")


def test_an_error_speaks_the_officers_language(petugas_a):
    petugas_a.post("/console/bahasa", {"language": "en"})
    for path in ("/nothing", "/console/tickets/x"):
        assert "Not found" in petugas_a.get(path).text


@pytest.mark.parametrize("path", ["/nothing", "/console/nothing", "/console/tickets/nothing"])
def test_who_is_signed_in_is_led_back_to_the_queue(path, petugas_a):
    assert 'href="/console/">Ke antrean' in petugas_a.get(path).text


def test_a_stranger_is_led_to_the_beginning(stranger):
    assert 'href="/">Ke halaman awal' in stranger.get("/nothing").text


def test_a_teapot_is_explained_as_something_that_cannot_be_accepted(app, petugas_a):
    def pot(**_):
        raise ImATeapot

    app.view_functions["queue.show"] = pot
    answer = petugas_a.get("/console/")
    assert answer.status_code == 418
    assert "Isian tidak dapat diterima" in answer.text


@pytest.mark.parametrize(
    ("act", "form", "told"),
    [
        ("snooze", {"at": "2020-01-01T08:00", "reason": "agency"}, "Waktunya sudah lewat"),
        ("note", {"text": " "}, "Tulis 1 sampai 4000 huruf"),
    ],
)
def test_what_to_write_instead_is_told_with_a_way_back_to_the_ticket(
    act, form, told, petugas_a, ticket
):
    path = f"/console/tickets/{ticket}"
    petugas_a.post(f"{path}/claim")
    answer = petugas_a.post(f"{path}/{act}", form)
    assert answer.status_code == 400
    assert told in answer.text
    assert f'href="{path}"' in answer.text


def test_who_comes_second_is_led_back_to_the_ticket(petugas_a, petugas_b, ticket):
    path = f"/console/tickets/{ticket}"
    petugas_a.post(f"{path}/claim")
    answer = petugas_b.post(f"{path}/claim")
    assert answer.status_code == 409
    assert f'href="{path}"' in answer.text
