"""Promises of the small jobs: snoozes end, idle tickets wait again, the absent get none."""

from datetime import timedelta

import pytest

from bot.desk import caretaking, housekeeping, tickets
from tests.desk import given


def test_a_snooze_ends_by_itself(desk, line):
    petugas_c, ticket = given.held(desk, line)
    tickets.snooze(desk, petugas_c, ticket["id"], desk.clock() + timedelta(hours=2), "portal")
    assert housekeeping.wake_snoozed(desk) == {"woken": 0}
    desk.clock.forward(hours=2)
    assert housekeeping.wake_snoozed(desk) == {"woken": 1}
    row = given.one(desk, "tickets")
    assert (row["state"], row["officer_id"]) == ("claimed", petugas_c.id)
    assert given.rows(desk, "ticket_events")[-1]["what"] == "woken"


# --- idle tickets


def test_a_ticket_whose_holder_does_nothing_waits_again_and_the_citizen_is_told_once(desk, line):
    _, ticket = given.held(desk, line)
    desk.clock.forward(hours=3)
    assert caretaking.requeue_idle(desk) == {"requeued": 0}
    desk.clock.forward(hours=2)
    assert caretaking.requeue_idle(desk) == {"requeued": 1}
    given.send(desk)
    assert len(line.sent) == 1
    assert given.one(desk, "tickets")["state"] == "waiting"
    assert given.one(desk, "conversations")["owner"] == "queue"
    given.claim(desk, given.officer(desk, "Petugas B"), ticket)
    desk.clock.forward(days=1)
    caretaking.requeue_idle(desk)
    given.send(desk)
    assert len(line.sent) == 1


def test_a_ticket_whose_citizen_was_answered_stays_with_its_holder(desk, line):
    petugas_c, ticket = given.held(desk, line)
    given.reply(desk, petugas_c, ticket)
    desk.clock.forward(days=3)
    assert caretaking.requeue_idle(desk) == {"requeued": 0}


def test_nights_and_holidays_are_no_idleness(desk, line):
    desk.clock.forward(hours=6)  # 15:14 at the office: 46 minutes are left of the day
    given.held(desk, line)
    desk.clock.forward(hours=16)
    assert caretaking.requeue_idle(desk) == {"requeued": 0}


def test_whoever_acted_meanwhile_keeps_the_ticket(desk, line, monkeypatch):
    petugas_c, ticket = given.held(desk, line)
    desk.clock.forward(hours=6)
    real = caretaking._idle_min  # noqa: SLF001 - the moment between look and act

    def released(desk, row):
        tickets.release(desk, petugas_c, ticket["id"])
        return real(desk, row)

    monkeypatch.setattr(caretaking, "_idle_min", released)
    assert caretaking.requeue_idle(desk) == {"requeued": 0}


def test_late_first_answers_raise_an_alarm_until_they_are_given(desk, line):
    petugas_c, ticket = given.held(desk, line)
    assert caretaking.alert_overdue(desk) == {"overdue": 0}
    desk.clock.forward(days=2)
    assert caretaking.alert_overdue(desk) == {"overdue": 1}
    assert given.one(desk, "alarms")["name"] == "overdue"
    given.reply(desk, petugas_c, ticket)
    caretaking.alert_overdue(desk)
    assert given.rows(desk, "alarms") == []


# --- assigning


@pytest.fixture
def assigning(tmp_path, clock, line):
    """A desk that assigns by itself."""
    opened = given.desk(tmp_path, clock, line, AUTO_ASSIGN="1")
    yield opened
    opened.store.close()


def _there(desk, who, minutes=0):
    row = {"id": who.id, "officer_id": who.id, "csrf": "", "ip": "", "agent": ""}
    seen = (desk.clock() - timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    with desk.store.write() as tx:
        tx.insert("sessions", row | {"created_at": seen, "seen_at": seen})


def test_waiting_tickets_go_to_who_is_there_and_holds_the_fewest(assigning, line):
    petugas_c, petugas_b = given.officer(assigning), given.officer(assigning, "Petugas B")
    for who in (petugas_c, petugas_b):
        _there(assigning, who)
    for _ in range(4):
        given.escalated(assigning, given.newcomer())
    assert caretaking.assign_waiting(assigning) == {"assigned": 4}
    held = [row["officer_id"] for row in given.rows(assigning, "tickets")]
    assert held.count(petugas_c.id) == held.count(petugas_b.id) == 2


def test_who_left_the_console_half_an_hour_ago_gets_no_ticket(assigning):
    _there(assigning, given.officer(assigning), minutes=31)
    given.escalated(assigning)
    assert caretaking.assign_waiting(assigning) == {"assigned": 0}


def test_an_assigned_chat_is_silent_at_once(assigning, line):
    _there(assigning, given.officer(assigning))
    given.escalated(assigning)
    line.sent.clear()
    given.hear(assigning)
    caretaking.assign_waiting(assigning)
    given.send(assigning)
    assert line.sent == []


def test_nothing_is_assigned_where_that_is_not_wanted(desk):
    _there(desk, given.officer(desk))
    given.escalated(desk)
    assert caretaking.assign_waiting(desk) == {"assigned": 0}
