"""Promises of the calendar: due times and words count what the office is really open."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, settings
from hypothesis import given as examples
from hypothesis import strategies as st

from bot.desk.calendar import DAYS, Calendar
from bot.model.entry import Office

ZONE = ZoneInfo("Asia/Makassar")
WEEK = dict.fromkeys(DAYS[:4], "07.30-16.00") | {"friday": "07.30-16.30"}
NYEPI, LEBARAN = date(2026, 3, 19), date(2026, 3, 24)


def _calendar(closed_days=None, **hours):
    days = dict.fromkeys(DAYS, "") | WEEK | hours
    return Calendar(Office({}, days, False, closed_days or {}, (), {}), ZONE)  # noqa: FBT003


def _at(day, clock="09:00"):
    return datetime.fromisoformat(f"2026-{day}T{clock}").replace(tzinfo=ZONE)


OPEN = _calendar()


@pytest.mark.parametrize(
    ("day", "clock", "open_"),
    [
        ("03-02", "07:29", False),
        ("03-02", "07:30", True),
        ("03-02", "15:59", True),
        ("03-02", "16:00", False),
        ("03-06", "16:15", True),  # Friday is longer
        ("03-07", "09:00", False),  # Saturday
        ("08-17", "09:00", False),  # Independence Day, a Monday
        ("03-18", "09:00", False),  # cuti bersama
        ("12-24", "09:00", False),  # cuti bersama
    ],
)
def test_the_office_is_open_in_its_hours_on_working_days(day, clock, open_):
    assert OPEN.is_open(_at(day, clock)) is open_


def test_own_closed_days_are_closed_and_named():
    calendar = _calendar({"2026-10-12": "Hari jadi kota"})
    assert calendar.closed(date(2026, 10, 12)) == "Hari jadi kota"
    assert not calendar.is_open(_at("10-12"))


def test_a_closed_day_says_why():
    assert OPEN.closed(NYEPI) == "Hari Suci Nyepi"
    assert OPEN.closed(date(2026, 3, 7)) == "saturday"
    assert OPEN.closed(date(2026, 3, 2)) == ""


@pytest.mark.parametrize(
    ("day", "clock", "back"),
    [
        ("03-02", "03:00", "2026-03-02"),  # before opening: today
        ("03-02", "12:00", "2026-03-02"),
        ("03-02", "16:00", "2026-03-03"),  # after closing: the next day
        ("03-06", "17:00", "2026-03-09"),  # Friday evening: Monday
        ("03-17", "17:00", "2026-03-25"),  # over Nyepi, Idul Fitri and their cuti bersama
    ],
)
def test_people_are_back_on_the_next_working_day(day, clock, back):
    assert OPEN.back(_at(day, clock)).isoformat() == back


def test_when_people_are_back_is_told_in_the_citizens_language():
    assert OPEN.back_words(_at("03-02"), "id")["key"] == "back_today"
    later = OPEN.back_words(_at("03-06", "17:00"), "id")
    assert later == {"key": "back_on", "day": "Senin, 9 Maret", "hours": ""}
    assert OPEN.back_words(_at("03-06", "17:00"), "en")["day"] == "Monday, 9 March"


def test_hours_are_named_once_somebody_has_signed_them():
    signed = replace(OPEN, office=replace(OPEN.office, hours_verified=True))
    assert signed.back_words(_at("03-02"), "id")["key"] == "back_today_at"
    later = signed.back_words(_at("03-05", "17:00"), "id")
    assert (later["key"], later["hours"]) == ("back_on_at", "07.30-16.30")  # a Friday


@pytest.mark.parametrize(
    ("day", "clock", "priority", "due"),
    [
        ("03-02", "08:00", 2, "2026-03-02T09:00"),
        ("03-02", "08:00", 1, "2026-03-02T12:00"),
        ("03-02", "08:00", 0, "2026-03-02T16:00"),
        ("03-02", "15:30", 2, "2026-03-03T08:00"),
        ("03-02", "20:00", 2, "2026-03-03T08:30"),
        ("03-06", "16:00", 2, "2026-03-09T08:00"),  # half an hour is left on Friday
        ("03-17", "15:30", 2, "2026-03-25T08:00"),  # over a week of holidays
    ],
)
def test_the_first_answer_is_due_in_office_hours(day, clock, priority, due):
    assert OPEN.due(_at(day, clock), priority).isoformat()[:16] == due


@settings(deadline=None)  # the first look at a year reads its holidays
@examples(minutes=st.integers(0, 60 * 24 * 700), priority=st.sampled_from((0, 1, 2)))
@example(minutes=0, priority=0)
def test_nothing_is_due_while_the_office_is_closed(minutes, priority):
    asked = datetime(2026, 1, 1, tzinfo=ZONE) + timedelta(minutes=minutes)
    due = OPEN.due(asked, priority)
    assert due > asked
    assert OPEN.is_open(due - timedelta(seconds=1))


@settings(deadline=None)
@examples(minutes=st.integers(0, 60 * 24 * 300), more=st.integers(0, 60 * 24 * 3))
def test_a_later_question_is_never_due_earlier(minutes, more):
    asked = datetime(2026, 1, 1, tzinfo=ZONE) + timedelta(minutes=minutes)
    assert OPEN.due(asked, 0) <= OPEN.due(asked + timedelta(minutes=more), 0)


@settings(deadline=None)
@examples(minutes=st.integers(0, 60 * 24 * 300), priority=st.sampled_from((0, 1, 2)))
def test_between_question_and_due_time_lie_just_the_promised_office_hours(minutes, priority):
    asked = datetime(2026, 1, 1, tzinfo=ZONE) + timedelta(minutes=minutes)
    promised = {0: 480, 1: 240, 2: 60}[priority]
    assert OPEN.office_minutes(asked, OPEN.due(asked, priority)) == promised


def test_office_minutes_leave_out_nights_and_holidays():
    assert OPEN.office_minutes(_at("03-17", "15:00"), _at("03-25", "08:00")) == 90
    assert OPEN.office_minutes(_at("03-02", "10:00"), _at("03-02", "09:00")) == 0


def test_an_office_that_never_opens_has_due_times_all_the_same():
    never = _calendar(**dict.fromkeys(DAYS, ""))
    assert never.due(_at("03-02"), 0) > _at("03-02")
    assert never.back(_at("03-02")) == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("day", "priority", "until"),
    [
        ("03-02", 0, _at("03-04", "16:00")),  # 7 + 8.5 + 8.5 office hours
        ("03-02", 2, _at("03-03", "08:30")),
        ("03-06", 1, _at("03-09", "16:00")),  # over a weekend: 7.5 and 8.5
    ],
)
def test_the_end_of_a_ticket_is_due_in_office_hours_too(day, priority, until):
    assert OPEN.resolve_by(_at(day), priority) == until
