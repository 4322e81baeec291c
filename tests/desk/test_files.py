"""Promises of files: fetched only for tickets, encrypted, served by secret for an hour, deleted everywhere."""

from dataclasses import replace

import pytest

from bot.channels._line import Fetched
from bot.desk import attachments, fetching
from bot.errors import BadInput, NotAllowed, NotFound, Outcome, SendFailed, UnknownLine
from bot.model.message import Media
from tests.channels.files import ogg, screenshot
from tests.desk import given

URL = "https://api.twilio.com/media/1"
LATE = SendFailed(Outcome.RETRY, "404")


@pytest.fixture
def wanted(desk, line):
    """A photo that came while a ticket was open."""
    given.escalated(desk)
    given.hear(desk, "", media=(Media(URL, "image/jpeg"),), kind="photo")
    given.quiet(desk)
    line.files = {URL: Fetched(b"pixels", "image/png")}
    return given.one(desk, "files")


def test_a_wanted_file_is_fetched_and_kept_encrypted(desk, wanted):
    assert fetching.fetch_due(desk) == 1
    row = given.one(desk, "files")
    assert (row["state"], row["content_type"], row["size"]) == ("kept", "image/png", 6)
    assert fetching.read(desk, row["id"]) == b"pixels"
    assert b"pixels" not in (desk.settings.var / "files" / row["id"]).read_bytes()
    assert fetching.fetch_due(desk) == 0


def test_a_file_that_lags_behind_its_message_is_asked_for_again(desk, wanted, line):
    photo = line.files[URL]
    line.files = {URL: LATE}
    waits = []
    for _ in range(3):
        fetching.fetch_due(desk)
        waits.append(given.one(desk, "files")["due_at"] > desk.now())
        desk.clock.forward(seconds=10)
    line.files = {URL: photo}
    assert fetching.fetch_due(desk) == 1
    assert waits == [True, True, True]


def test_a_file_that_never_comes_is_gone_after_six_tries(desk, wanted, line):
    line.files = {URL: LATE}
    for _ in range(8):
        fetching.fetch_due(desk)
        desk.clock.forward(minutes=11)
    assert given.one(desk, "files")["state"] == "gone"


def test_a_file_that_is_not_what_it_claims_is_refused(desk, wanted, line):
    line.files = {URL: BadInput("svg")}
    fetching.fetch_due(desk)
    assert given.one(desk, "files")["state"] == "refused"


def test_a_file_of_a_line_that_is_gone_is_refused(desk, wanted):
    desk.lines.clear()
    fetching.fetch_due(desk)
    assert given.one(desk, "files")["state"] == "refused"


def test_an_odd_file_does_not_keep_the_others_waiting(desk, wanted, line):
    line.files = {URL: RuntimeError("a bug"), "u2": Fetched(b"2", "image/png")}
    given.hear(desk, "", media=(Media("u2", "image/png"),), kind="photo")
    given.quiet(desk)
    assert fetching.fetch_due(desk) == 1
    assert "fetching broke" in desk.log.text


def test_a_file_that_cannot_be_kept_here_is_fetched_again_and_holds_no_other_up(desk, wanted, line):
    line.files["u2"] = Fetched(b"2", "image/png")
    given.hear(desk, "", media=(Media("u2", "image/png"),), kind="photo")
    given.quiet(desk)
    in_the_way = desk.settings.var / "files" / wanted["id"]
    in_the_way.mkdir(parents=True)
    for kept in (1, *[0] * 7):
        assert fetching.fetch_due(desk) == kept
        assert fetching.fetch_due(desk) == 0  # not again at once
        desk.clock.forward(minutes=11)
    in_the_way.rmdir()
    assert fetching.fetch_due(desk) == 1
    assert "file cannot be kept" in desk.log.text


def test_a_file_is_unreadable_with_another_key_or_under_another_name(desk, wanted):
    fetching.fetch_due(desk)
    kept = given.one(desk, "files")["id"]
    folder = desk.settings.var / "files"
    (folder / kept).rename(folder / "another")
    with pytest.raises(BadInput):
        fetching.read(desk, "another")
    with pytest.raises(NotFound):
        fetching.read(desk, kept)


# --- who sees it


def test_opening_a_file_is_kept_in_the_audit(desk, wanted):
    fetching.fetch_due(desk)
    petugas_c, file = given.officer(desk), given.one(desk, "files")["id"]
    assert attachments.look(desk, petugas_c, file).data == b"pixels"
    told = given.one(desk, "audit", what="file_opened")
    assert (told["actor"], told["object"]) == (petugas_c.id, file)


def test_a_file_that_is_not_kept_cannot_be_opened(desk, wanted):
    with pytest.raises(NotFound):
        attachments.look(desk, given.officer(desk), wanted["id"])
    with pytest.raises(NotFound):
        attachments.look(desk, given.officer(desk), "no such file")


def test_an_officers_file_is_public_by_its_secret_for_an_hour_after_the_send(desk, line):
    petugas_c, ticket = given.held(desk, line)
    attachments.send(desk, petugas_c, ticket["id"], screenshot(), token="f")  # noqa: S106
    secret = given.one(desk, "files")["secret"]
    with pytest.raises(NotFound):
        attachments.public(desk, secret)  # not before it is sent
    given.send(desk)
    assert attachments.public(desk, secret).content_type == "image/png"
    desk.clock.forward(hours=1)
    with pytest.raises(NotFound):
        attachments.public(desk, secret)


@pytest.mark.parametrize("secret", ["", "x", "../secret_key"])
def test_no_other_secret_opens_a_file(desk, secret):
    with pytest.raises(NotFound):
        attachments.public(desk, secret)


def test_what_cannot_be_sent_is_refused(desk, line):
    petugas_c, ticket = given.held(desk, line)
    for data in (b"GIF89a", b"<html>"):
        with pytest.raises(BadInput):
            attachments.send(desk, petugas_c, ticket["id"], data, token="f")  # noqa: S106


# --- deleting


def test_a_file_is_deleted_here_and_at_the_provider(desk, wanted, line):
    fetching.fetch_due(desk)
    file = given.one(desk, "files")["id"]
    attachments.delete(desk, given.officer(desk), file)
    assert given.one(desk, "files")["state"] == "deleted"
    assert not (desk.settings.var / "files" / file).exists()
    assert line.forgotten == [URL]
    assert given.one(desk, "audit", what="file_deleted")["object"] == file


@pytest.mark.parametrize(
    "error", [SendFailed(Outcome.UNKNOWN, "network"), BadInput("not ours"), UnknownLine("x")]
)
def test_a_file_that_the_provider_keeps_is_deleted_here_all_the_same(desk, wanted, line, error):
    def refuse(url):
        raise error

    fetching.fetch_due(desk)
    desk.lines["twilio"] = replace(desk.lines["twilio"], forget=refuse)
    attachments.delete(desk, given.officer(desk), wanted["id"])
    assert given.one(desk, "files")["state"] == "deleted"
    assert "the provider still holds a file" in desk.log.text


def test_an_officers_own_file_is_deleted_here_alone(desk, line):
    petugas_c, ticket = given.held(desk, line)
    file = attachments.send(desk, petugas_c, ticket["id"], screenshot(), token="f")  # noqa: S106
    attachments.delete(desk, petugas_c, file)
    assert line.forgotten == []


def test_a_voice_note_cannot_be_sent(desk, line):
    petugas_c, ticket = given.held(desk, line)
    with pytest.raises(BadInput):
        attachments.send(desk, petugas_c, ticket["id"], ogg(b"OpusHead"), token="f")  # noqa: S106


def test_an_auditor_reads_and_changes_nothing(desk, wanted):
    fetching.fetch_due(desk)
    auditor = given.officer(desk, "Audit", "auditor")
    with pytest.raises(NotAllowed):
        attachments.delete(desk, auditor, wanted["id"])
    assert attachments.look(desk, auditor, wanted["id"])
