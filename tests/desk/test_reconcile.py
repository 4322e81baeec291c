"""Promises of reconciliation: what we could not hear is taken in once, by the same road."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.desk import receive, reconcile
from bot.errors import Outcome, SendFailed, StoreUnavailable
from bot.model.clock import stamp
from bot.store import messages
from tests.desk import given


def test_missed_messages_are_answered(desk, line):
    line.inbox = [given.inbound(recovered=True), given.inbound("halo", recovered=True)]
    assert reconcile.reconcile(desk) == {"twilio": 2}
    given.send(desk)
    assert len(line.sent) == 2


def _then(desk, **ago):
    return desk.clock() - timedelta(**ago)


def test_a_missed_message_has_the_time_at_which_the_citizen_wrote(desk, line):
    line.inbox = [given.inbound(recovered=True, sent_at=_then(desk, hours=3))]
    reconcile.reconcile(desk)
    told = stamp(_then(desk, hours=3))
    assert given.one(desk, "messages")["received_at"] == told
    assert given.one(desk, "conversations")["last_inbound_at"] == told


def test_the_window_counts_from_the_message_and_not_from_its_recovery(desk, line):
    line.inbox = [given.inbound(recovered=True, sent_at=_then(desk, hours=24))]
    reconcile.reconcile(desk)
    given.send(desk)
    assert line.sent == []
    assert given.one(desk, "outbox")["code"] == "window"
    line.inbox = [given.inbound(recovered=True, sent_at=_then(desk, hours=23))]
    reconcile.reconcile(desk)
    given.send(desk)
    assert len(line.sent) == 1


def test_an_old_message_that_is_recovered_late_closes_no_window(desk, line):
    given.hear(desk)
    latest = given.one(desk, "conversations")["last_inbound_at"]
    line.inbox = [given.inbound(recovered=True, sent_at=_then(desk, hours=25))]
    reconcile.reconcile(desk)
    assert given.one(desk, "conversations")["last_inbound_at"] == latest
    assert [row["recovered"] for row in given.rows(desk, "messages")] == [0, 1]


def test_the_providers_clock_may_be_ahead_and_opens_no_longer_window(desk, line):
    line.inbox = [given.inbound(recovered=True, sent_at=_then(desk, minutes=-9))]
    reconcile.reconcile(desk)
    assert given.one(desk, "messages")["received_at"] == desk.now()


def test_known_messages_change_nothing(desk, line):
    known = given.hear(desk)
    line.inbox = [known, given.inbound(recovered=True)]
    assert reconcile.reconcile(desk) == {"twilio": 1}
    assert reconcile.reconcile(desk) == {"twilio": 0}


def test_a_webhook_at_the_same_moment_makes_no_second_message(desk, line, monkeypatch):
    message = given.inbound()
    line.inbox, real = [message], messages.known

    def known(tx, name, ids):
        seen = real(tx, name, ids)
        receive.take(desk, message)  # the webhook comes just after the look at what is known
        return seen

    monkeypatch.setattr(messages, "known", known)
    assert reconcile.reconcile(desk) == {"twilio": 0}
    assert len(given.rows(desk, "decisions")) == 1


def test_more_than_a_day_is_looked_back(desk, line):
    reconcile.reconcile(desk)
    assert line.asked_since == [desk.clock() - timedelta(hours=26)]


def test_a_provider_that_is_down_raises_an_alarm_that_goes_with_it(desk, line):
    line.inbox = SendFailed(Outcome.UNKNOWN, "network")
    assert reconcile.reconcile(desk) == {}
    assert given.one(desk, "alarms")["name"] == "reconcile_twilio"
    line.inbox = []
    reconcile.reconcile(desk)
    assert given.rows(desk, "alarms") == []


def test_a_line_that_breaks_us_holds_no_other_up(desk, line):
    other = replace(line.line, name="other", recent=lambda since: ())
    desk.lines["other"] = other
    line.inbox = AttributeError("an odd record")
    assert reconcile.reconcile(desk) == {"other": 0}
    assert given.one(desk, "alarms")["name"] == "reconcile_twilio"


def test_a_message_that_breaks_us_holds_no_other_up(desk, line, monkeypatch):
    line.inbox = [given.inbound("patah", recovered=True), given.inbound(recovered=True)]
    real, broken = reconcile.take, iter([True])

    def take(desk, inbound):
        if next(broken, False):
            raise KeyError("once")
        return real(desk, inbound)

    monkeypatch.setattr(reconcile, "take", take)
    assert reconcile.reconcile(desk) == {"twilio": 1}
    assert "message not taken in" in desk.log.text


def test_a_locked_database_ends_the_round(desk, line, monkeypatch):
    def locked(desk, inbound):
        raise StoreUnavailable("locked")

    line.inbox = [given.inbound(recovered=True)]
    monkeypatch.setattr(reconcile, "take", locked)
    with pytest.raises(StoreUnavailable):
        reconcile.reconcile(desk)
