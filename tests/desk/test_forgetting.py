"""Promises of retention: what is past its days goes, what is open stays, and nobody waits meanwhile."""

from dataclasses import replace

import pytest

from bot.channels._line import Fetched
from bot.desk import backup, fetching, forgetting, receive, wording
from bot.errors import Outcome, SendFailed, StoreUnavailable
from bot.model.message import Media
from bot.store import retention
from tests.desk import given

URL = "https://api.twilio.com/media/1"
STAMP = "2026-03-02T00:00:00.000000Z"


def _aged(desk, table):
    """A row of a table whose rows only age."""
    columns = desk.store.here().database.table(table).columns
    row = {column.name: "k" for column in columns if column.notnull or column.is_pk}
    row |= {AGING[table][0]: STAMP, "officer_id": given.officer(desk).id}
    with desk.store.write() as tx:
        tx.insert(table, {name: row[name] for name in row.keys() & {c.name for c in columns}})


def _count(desk, number):
    with desk.store.write() as tx:
        for one in range(number):
            tx.insert("counters", {"name": f"n{one}", "period": "2020", "value": 1})


AGING = {  # table -> the column that ages, the days
    "status_events": ("at", 35),
    "sign_ins": ("at", 365),
    "sessions": ("seen_at", 365),
    "counters": ("period", 400),
    "job_runs": ("due_at", 30),
    "gazes": ("at", 1),
    "invites": ("expires_at", 30),
    "studio_edits": ("settled_at", 365),
}


@pytest.mark.parametrize("table", AGING)
def test_rows_that_only_age_go_after_their_days_and_not_before(desk, table):
    _aged(desk, table)
    desk.clock.forward(days=AGING[table][1] - 2)
    forgetting.forget_old(desk)
    assert len(given.rows(desk, table)) == 1
    desk.clock.forward(days=32)
    assert forgetting.forget_old(desk)[table] == 1
    assert given.rows(desk, table) == []


def test_an_edit_of_the_studio_that_waits_stays(desk):
    _aged(desk, "studio_edits")
    given.run(desk, "UPDATE studio_edits SET settled_at = NULL")
    desk.clock.forward(days=1000)
    assert forgetting.forget_old(desk)["studio_edits"] == 0


def test_raw_requests_live_for_a_week(desk):
    given.hear(desk)
    desk.clock.forward(days=6, hours=23)
    assert forgetting.forget_old(desk)["raw_requests"] == 0
    desk.clock.forward(hours=2)
    assert forgetting.forget_old(desk)["raw_requests"] == 1


def test_the_newest_event_is_never_dropped_so_that_its_number_is_not_given_again(desk):
    given.hear(desk)
    last = given.rows(desk, "events")[-1]["seq"]
    desk.clock.forward(days=30)
    forgetting.forget_old(desk)
    given.hear(desk)
    assert [row["seq"] for row in given.rows(desk, "events")][:2] == [last, last + 1]


# --- texts


def _resolved(desk, address=given.CITIZEN):
    ticket, officer = given.escalated(desk, address), given.officer(desk)
    given.claim(desk, officer, ticket)
    given.reply(desk, officer, ticket, "Kanari sudah kami periksa.")
    given.send(desk)
    given.resolve(desk, officer, ticket)
    return ticket


def test_texts_are_blanked_a_year_after_their_ticket_was_resolved(desk):
    _resolved(desk)
    desk.clock.forward(days=364)
    given.hear(desk)  # the citizen is still there
    forgetting.forget_old(desk)
    assert all(row["body"] for row in given.rows(desk, "messages"))
    desk.clock.forward(days=2)
    counts = forgetting.forget_old(desk)
    assert counts["messages_blanked"] == 1
    assert counts["outbox_blanked"] >= 1
    first, latest = given.rows(desk, "messages")
    assert [first[name] for name in ("body", "payload", "raw_from", "media")] == ["", "", "", "[]"]
    assert latest["body"]
    assert first["provider_id"]
    assert given.rows(desk, "decisions")[0]["rule"]
    assert given.one(desk, "addresses")["address"] == given.CITIZEN
    found = desk.store.read(lambda tx: tx.all("SELECT * FROM texts"))
    assert [row["ref"] for row in found] == [latest["id"]]
    assert forgetting.forget_old(desk)["messages_blanked"] == 0


def test_an_open_ticket_keeps_its_texts_however_old(desk):
    given.escalated(desk)
    desk.clock.forward(days=2000)
    counts = forgetting.forget_old(desk)
    assert counts["messages_blanked"] == counts["people"] == 0
    assert given.one(desk, "messages")["body"]


def test_what_waits_to_be_sent_is_not_blanked(desk):
    given.hear(desk)
    desk.clock.forward(days=400)
    given.hear(desk)
    forgetting.forget_old(desk)
    assert given.rows(desk, "outbox")[0]["body"]


# --- people


def test_who_is_silent_for_a_year_is_forgotten_and_a_replay_is_still_known(desk):
    message = given.hear(desk)
    given.send(desk)
    desk.clock.forward(days=364)
    assert forgetting.forget_old(desk)["people"] == 0
    desk.clock.forward(days=2)
    assert forgetting.forget_old(desk)["people"] == 1
    row = given.one(desk, "addresses")
    assert (row["address"], row["address_hash"]) == (None, "")
    assert given.rows(desk, "audit")[-1]["what"] == "person_expired"
    assert receive.take(desk, message) is False
    assert backup.check(desk) == []
    assert forgetting.forget_old(desk)["people"] == 0


def test_a_request_that_is_open_keeps_the_person(desk):
    given.hear(desk, "hapus data")
    assert given.one(desk, "requests")["done_at"] is None
    desk.clock.forward(days=400)
    given.run(desk, "UPDATE tickets SET state = 'resolved', resolved_at = :at", at=STAMP)
    assert forgetting.forget_old(desk)["people"] == 0


# --- files


@pytest.fixture
def photo(desk, line):
    """A photo in the ticket of an officer."""
    ticket, officer = given.escalated(desk), given.officer(desk)
    given.hear(desk, "", media=(Media(URL, "image/jpeg"),), kind="photo")
    given.quiet(desk)
    line.files = {URL: Fetched(b"pixels", "image/png")}
    fetching.fetch_due(desk)
    given.claim(desk, officer, ticket)
    return ticket, officer


def _stored(desk):
    return list((desk.settings.var / "files").iterdir())


def test_files_go_30_days_after_the_end_here_and_at_the_provider(desk, line, photo):
    ticket, officer = photo
    given.resolve(desk, officer, ticket)
    desk.clock.forward(days=29)
    assert forgetting.forget_old(desk)["files"] == 0
    desk.clock.forward(days=2)
    assert forgetting.forget_old(desk)["files"] == 1
    row = given.one(desk, "files")
    assert (row["state"], row["url"]) == ("deleted", "")
    assert _stored(desk) == []
    assert line.forgotten == [URL]


def test_files_of_a_ticket_that_never_ends_go_after_90_days(desk, photo):
    desk.clock.forward(days=89)
    assert forgetting.forget_old(desk)["files"] == 0
    desk.clock.forward(days=2)
    assert forgetting.forget_old(desk)["files"] == 1


def test_a_file_that_the_provider_does_not_delete_is_tried_again(desk, line, photo, monkeypatch):
    def down(url):
        raise SendFailed(Outcome.UNKNOWN, "network")

    desk.clock.forward(days=91)
    with monkeypatch.context() as patch:
        patch.setitem(desk.lines, "twilio", replace(line.line, forget=down))
        assert forgetting.forget_old(desk)["files"] == 0
    assert len(_stored(desk)) == 1
    assert forgetting.forget_old(desk)["files"] == 1


def test_the_privacy_page_tells_the_days_that_are_set(desk):
    days = replace(desk.settings, keep_messages_days="500", keep_files_days="20")
    told = dict(wording.privacy(replace(desk, settings=days), "id"))
    assert "500 hari dan berkas 20 hari" in told["privacy_page_retention"]


# --- in small bites


def test_many_rows_go_in_bites_and_one_run_does_not_go_on_for_ever(desk, monkeypatch):
    monkeypatch.setattr(forgetting, "BITE", 10)
    monkeypatch.setattr(forgetting, "MOST_BITES", 3)
    _count(desk, 45)
    bites, real = [], retention.drop
    monkeypatch.setattr(
        retention,
        "drop",
        lambda tx, rule, keys, before: bites.append(len(keys)) or real(tx, rule, keys, before),
    )
    assert [forgetting.forget_old(desk)["counters"] for _ in range(3)] == [30, 15, 0]
    assert max(bites) == 10


def test_a_run_that_breaks_off_is_ended_by_the_next(desk, monkeypatch):
    monkeypatch.setattr(forgetting, "BITE", 10)
    _count(desk, 45)
    real, left = retention.drop, iter([True, True])

    def dying(tx, rule, keys, before):
        real(tx, rule, keys[:5], before)
        if next(left, False):
            return real(tx, rule, keys[5:], before)
        raise StoreUnavailable("gone")

    with monkeypatch.context() as patch:
        patch.setattr(retention, "drop", dying)
        with pytest.raises(StoreUnavailable):
            forgetting.forget_old(desk)
    assert len(given.rows(desk, "counters")) == 25
    forgetting.forget_old(desk)
    assert given.rows(desk, "counters") == []
