"""Promises about files of tickets: nothing that a browser would run, a look is kept, one click deletes."""

import io

import pytest

from bot.desk import fetching
from bot.store import files
from tests.channels.files import photo


@pytest.fixture
def file(desk, ticket):
    """A photo that was fetched for the ticket."""
    now = desk.now()
    row = {
        "ticket_id": ticket,
        "url": "",
        "content_type": "image/jpeg",
        "state": "kept",
        "due_at": now,
    }
    with desk.store.write() as tx:
        made = files.add(tx, row | {"created_at": now, "secret": "s" * 43})
    fetching.keep(desk, made, photo())
    return made


def _audit(desk, what):
    return desk.store.read(lambda tx: tx.all("SELECT * FROM audit WHERE what = :w", {"w": what}))


def test_a_file_is_shown_but_never_run(desk, petugas_a, file):
    answer = petugas_a.get(f"/console/files/{file}")
    assert answer.data == photo()
    assert answer.mimetype == "image/jpeg"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_opening_a_file_is_kept_in_the_audit(desk, petugas_a, file):
    petugas_a.get(f"/console/files/{file}")
    assert [row["object"] for row in _audit(desk, "file_opened")] == [file]


def test_a_stranger_gets_no_file(stranger, file):
    assert stranger.get(f"/console/files/{file}").status_code == 303


def test_a_file_that_is_not_there_is_not_found(petugas_a):
    assert petugas_a.get("/console/files/nothing").status_code == 404


def test_the_ticket_page_offers_the_file(petugas_a, file, ticket):
    page = petugas_a.get(f"/console/tickets/{ticket}").text
    assert f'href="/console/files/{file}" download' in page
    assert "<img" not in page.partition('id="side"')[2]  # a picture is shown only when asked for


def test_one_click_deletes_it(desk, petugas_a, file, ticket):
    petugas_a.post(f"/console/tickets/{ticket}/delete-file", {"file": file})
    assert petugas_a.get(f"/console/files/{file}").status_code == 404
    assert [row["object"] for row in _audit(desk, "file_deleted")] == [file]


def _upload(visitor, ticket, data, **form):
    parts = {"file": (io.BytesIO(data), "foto.jpg"), "token": "t1", **form}
    return visitor.post(
        f"/console/tickets/{ticket}/file", parts, content_type="multipart/form-data"
    )


def test_a_picture_is_sent_to_the_citizen_once(desk, petugas_a, ticket):
    petugas_a.post(f"/console/tickets/{ticket}/claim")
    for _ in range(2):
        assert _upload(petugas_a, ticket, photo()).status_code == 303
    rows = desk.store.read(lambda tx: tx.all("SELECT * FROM outbox WHERE file_id IS NOT NULL"))
    assert len(rows) == 1


@pytest.mark.parametrize("data", [b"<script>alert(1)</script>", b"<svg onload=alert(1)>", b""])
def test_what_is_no_picture_or_document_is_not_sent(data, petugas_a, ticket):
    petugas_a.post(f"/console/tickets/{ticket}/claim")
    assert _upload(petugas_a, ticket, data).status_code == 400


def test_a_file_without_its_form_is_refused(petugas_a, ticket):
    petugas_a.post(f"/console/tickets/{ticket}/claim")
    assert petugas_a.post(f"/console/tickets/{ticket}/file", {"token": "t"}).status_code == 400
    assert _upload(petugas_a, ticket, photo(), token="").status_code == 400


def test_only_the_holder_sends_files(petugas_a, petugas_b, ticket):
    petugas_a.post(f"/console/tickets/{ticket}/claim")
    assert _upload(petugas_b, ticket, photo()).status_code == 409


def test_a_form_that_is_too_large_is_refused(petugas_a, ticket):
    form = {"text": "x" * 300_000}
    assert petugas_a.post(f"/console/tickets/{ticket}/note", form).status_code == 413
