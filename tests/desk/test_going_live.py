"""Promises of a restored server: what the one before it may have answered is looked up before it is said."""

from datetime import timedelta

import pytest

from bot.desk import backup, reconcile
from bot.model.clock import stamp
from tests.desk import given


def test_what_waited_when_the_backup_was_made_is_sought_from_its_making_on(kept, fresh):
    """Else the same answer of an earlier month would be taken for it."""
    backup.restore(fresh, kept)
    row = given.one(fresh, "outbox")
    assert (row["state"], row["attempts"], row["first_attempt_at"]) == (
        "unknown",
        0,
        row["created_at"],
    )


def _recover(desk, line, minutes_ago):
    written = desk.clock() - timedelta(minutes=minutes_ago)
    line.inbox = [given.inbound(address=given.newcomer(), recovered=True, sent_at=written)]
    assert reconcile.reconcile(desk) == {"twilio": 1}
    return given.rows(desk, "outbox")[-1], stamp(written)


@pytest.mark.parametrize("live", [False, True])
def test_what_the_server_before_may_have_answered_is_looked_up_first(kept, fresh, line, live):
    backup.restore(fresh, kept)
    if live:
        backup.go_live(fresh)
    row, written = _recover(fresh, line, minutes_ago=5)
    assert (row["state"], row["first_attempt_at"]) == ("unknown", written)
    backup.go_live(fresh)
    line.lookups = ["SMthen", "SMlater"]
    given.send(fresh)
    assert given.one(fresh, "outbox", id=row["id"])["state"] == "sent"
    assert line.sent == []


def test_what_is_written_after_going_live_is_answered_at_once(kept, fresh, line):
    backup.restore(fresh, kept)
    backup.go_live(fresh)
    fresh.clock.forward(seconds=600)
    row, _ = _recover(fresh, line, minutes_ago=5)
    assert (row["state"], row["first_attempt_at"]) == ("pending", None)


def test_what_citizens_write_while_the_restored_server_rests_waits_and_needs_no_look_up(
    kept, fresh, line
):
    backup.restore(fresh, kept)
    given.hear(fresh, address=given.newcomer())
    assert given.rows(fresh, "outbox")[-1]["state"] == "pending"
