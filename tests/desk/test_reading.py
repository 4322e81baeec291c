"""Promises of what officers see: urgent first, numbers masked but for the holder, each look kept."""

import pytest

from bot.desk import auditing, reading
from bot.errors import NotAllowed, NotFound
from tests.desk import given


def _queue(desk, who, view="waiting", **more):
    return reading.look_at_queue(desk, who, view, **more)


def test_the_queue_shows_urgent_tickets_first_with_masked_numbers(desk):
    given.escalated(desk)
    given.hear(desk, "saya dimintai uang oleh calo", address=given.OTHER)
    given.quiet(desk)
    rows, counts = _queue(desk, given.officer(desk))
    assert [row["kind"] for row in rows] == ["fraud", "question"]
    assert given.OTHER not in str(rows)
    assert rows[0]["last_words"] == "saya dimintai uang oleh calo"
    assert (counts["waiting"], counts["mine"], counts["everything"]) == (2, 0, 2)


def test_a_row_tells_how_long_one_waits_and_how_much_time_is_left(desk):
    given.escalated(desk)
    desk.clock.forward(hours=1)
    ((row,), _) = _queue(desk, given.officer(desk))
    assert row["waited_s"] == pytest.approx(3600, abs=1)
    assert row["window_left_s"] == pytest.approx(22 * 3600 + 50 * 60, abs=1)
    assert row["due_in_s"] > 0


def test_each_view_shows_its_tickets(desk, line):
    petugas_c, ticket = given.held(desk, line)
    given.escalated(desk, given.OTHER)
    seen = {
        view: len(_queue(desk, petugas_c, view)[0])
        for view in ("waiting", "mine", "all", "resolved")
    }
    assert seen == {"waiting": 1, "mine": 1, "all": 2, "resolved": 0}
    given.resolve(desk, petugas_c, ticket)
    assert [row["id"] for row in _queue(desk, petugas_c, "resolved")[0]] == [ticket["id"]]


def test_pages_and_views_that_do_not_exist(desk):
    petugas_c = given.officer(desk)
    given.escalated(desk)
    assert _queue(desk, petugas_c, page=1)[0] == []
    with pytest.raises(NotFound):
        _queue(desk, petugas_c, "no such view")


def test_a_ticket_shows_the_whole_talk_in_order(desk, line):
    petugas_c, ticket = given.held(desk, line)
    given.reply(desk, petugas_c, ticket)
    given.send(desk)
    page = reading.open_ticket(desk, petugas_c, ticket["number"])
    assert [line.who for line in page.lines] == ["citizen", "bot", "officer"]
    assert page.lines[0].row["rule"] == "person"
    assert page.may_answer


def test_the_whole_number_is_for_the_holder(desk, line):
    petugas_c, ticket = given.held(desk, line)
    assert reading.open_ticket(desk, petugas_c, ticket["id"]).address == given.CITIZEN
    other = reading.open_ticket(desk, given.officer(desk, "Petugas B"), ticket["id"])
    assert other.address == "+62812****0001"
    assert not other.may_answer


def test_opening_a_ticket_is_kept_and_refreshing_it_is_not(desk, line):
    petugas_c, ticket = given.held(desk, line)
    reading.open_ticket(desk, petugas_c, ticket["id"])
    reading.open_ticket(desk, petugas_c, ticket["id"], again=True)
    assert len(given.rows(desk, "audit", what="ticket_opened")) == 1


def test_earlier_tickets_of_the_citizen_are_shown(desk, line):
    petugas_c, first = given.held(desk, line)
    given.resolve(desk, petugas_c, first)
    given.hear(desk, "petugas")
    page = reading.open_ticket(desk, petugas_c, given.rows(desk, "tickets")[-1]["id"])
    assert [row["number"] for row in page.earlier] == [first["number"]]


def test_sms_has_no_window_and_a_silent_citizen_none_left(desk):
    assert reading.window_left_s(desk, {"channel": "sms"}) is None
    assert reading.window_left_s(desk, {"channel": "whatsapp", "last_inbound_at": None}) == 0


def test_a_ticket_that_does_not_exist_is_not_found(desk):
    with pytest.raises(NotFound):
        reading.open_ticket(desk, given.officer(desk), "2603-9999")


def test_live_pages_follow_what_changed(desk):
    given.hear(desk)
    last = reading.last_event(desk)
    given.hear(desk)
    assert [row["seq"] for row in reading.events_since(desk, last)] == [last + 1]
    assert given.CITIZEN not in str(reading.events_since(desk, 0))


def test_the_audit_is_for_those_who_may_read_it(desk, line):
    petugas_c, _ = given.held(desk, line)
    wanted, part = auditing.Wanted(petugas_c.id, "ticket_claimed"), {"limit": 10, "before": 10**9}
    assert len(auditing.search(desk, given.officer(desk, "A", "auditor"), wanted, **part)) == 1
    with pytest.raises(NotAllowed):
        auditing.search(desk, petugas_c, wanted, **part)


def test_titles_are_told_in_the_readers_language(desk):
    assert reading.titles(desk, "en")["nib-biaya"] != reading.titles(desk, "id")["nib-biaya"]
