"""Promises of what a message changes: files, wishes, requests, feedback, events."""

from bot.model.message import Media
from tests.desk import given


def test_a_file_is_wanted_only_once_a_ticket_exists(desk):
    media = (Media("https://api.twilio.com/1", "image/jpeg"),)
    given.hear(desk, media=media, kind="photo")  # with a sure question: answered, no ticket
    assert given.rows(desk, "files") == []
    desk.clock.forward(seconds=13)  # sooner it would belong to the question just answered
    given.hear(desk, "", media=media, kind="photo")
    given.quiet(desk)
    file = given.one(desk, "files")
    assert (file["state"], file["url"]) == ("wanted", "https://api.twilio.com/1")
    assert len(file["secret"]) >= 32


def test_a_file_that_comes_while_a_ticket_is_open_is_wanted(desk):
    given.escalated(desk)
    media = (Media("u1", "image/jpeg"), Media("u2", "image/png"))
    given.hear(desk, "", media=media, kind="photo")
    given.quiet(desk)
    assert [(f["url"], f["position"]) for f in given.rows(desk, "files")] == [("u1", 0), ("u2", 1)]


def test_stop_as_the_provider_judged_it_is_kept_and_not_answered(desk, line):
    given.hear(desk, "STOP", opt_out="STOP")
    given.send(desk)
    assert given.one(desk, "people")["opted_out_at"]
    assert line.sent == []


def test_start_lifts_what_the_provider_had_stopped(desk, line):
    given.hear(desk)
    given.run(desk, "UPDATE addresses SET blocked_at = '2026-01-01'")
    given.hear(desk, "mulai")
    assert given.one(desk, "addresses")["blocked_at"] is None
    given.send(desk)
    assert len(line.sent) == 2


def test_language_changes_with_the_very_confirmation(desk, line):
    given.hear(desk, "english")
    given.send(desk)
    assert given.one(desk, "people")["language"] == "en"
    assert "English" in line.texts[0]


def test_a_request_for_own_data_is_due_in_72_hours(desk):
    given.hear(desk, "data saya")
    given.hear(desk, "data saya")
    row = given.one(desk, "requests")
    assert (row["kind"], row["due_at"][:16]) == ("copy", "2026-03-05T01:14")


def test_what_did_not_help_is_kept_as_feedback(desk):
    given.hear(desk)
    given.hear(desk, "bukan itu maksud saya, jawabannya salah")
    given.quiet(desk)
    assert given.one(desk, "feedback")["entry"] == "nib-biaya"


def test_every_kept_message_is_told_to_the_pages_that_watch(desk):
    given.hear(desk)
    given.hear(desk, "halo")
    kinds = [row["kind"] for row in given.rows(desk, "events")]
    assert kinds.count("message") == 2
    assert [row["seq"] for row in given.rows(desk, "events")] == list(range(1, len(kinds) + 1))


def test_who_wants_text_only_is_remembered(desk):
    given.hear(desk, "hanya tulisan")
    given.quiet(desk)
    assert given.one(desk, "people")["text_only"] == 1
