"""Promises of sending: in order, by one process, at most once as far as the provider permits."""

import os
import socket
import subprocess
import sys

import pytest

from bot.desk import backup, deliver, holders
from bot.desk import delivered as verb
from bot.errors import Outcome, SendFailed
from bot.model.message import Status
from tests.desk import given

UNKNOWN = SendFailed(Outcome.UNKNOWN, "network")
AGAIN = SendFailed(Outcome.RETRY, "20429")


def test_what_was_taken_is_sent_with_the_providers_id(desk, line):
    given.hear(desk)
    given.send(desk)
    row = given.one(desk, "outbox")
    assert (row["state"], row["provider_id"], row["sent_at"] is not None) == ("sent", "SM1", True)
    assert (line.sent[0].id, line.sent[0].address) == (row["id"], given.CITIZEN)


def test_replies_to_one_citizen_leave_in_their_order(desk, line):
    line.sends = [AGAIN]
    given.hear(desk, "menu")
    given.hear(desk)
    given.send(desk)
    assert len(line.sent) == 1  # the first failed: the second waits for it
    desk.clock.forward(seconds=30)
    given.send(desk)
    assert line.texts[0] == line.texts[1]
    assert [row["state"] for row in given.rows(desk, "outbox")] == ["sent", "sent"]


def test_one_stuck_conversation_delays_no_other(desk, line):
    line.sends = [AGAIN]
    given.hear(desk)
    given.send(desk)
    for number in range(3, 40):
        given.hear(desk, address=f"+6281250000{number:03d}")
    given.send(desk)
    assert len(line.sent) == 38


def test_a_row_that_one_process_sends_is_left_alone_by_another(desk):
    given.hear(desk)
    assert len(deliver.claim(desk, "a:1", 16)) == 1
    assert deliver.claim(desk, "b:2", 16) == []


def test_no_more_rows_are_claimed_than_there_is_room_for(desk):
    for address in (given.CITIZEN, given.OTHER, "+62812500003"):
        given.hear(desk, address=address)
    assert deliver.claim(desk, "a:1", 0) == []
    assert len(deliver.claim(desk, "a:1", 2)) == 2


def test_two_threads_of_two_processes_claim_each_row_once(desk):
    for number in range(20):
        given.hear(desk, address=f"+62812500{number:03d}")
    claimed = [len(deliver.claim(desk, holder, 8)) for holder in ("a:1", "b:2", "c:3", "d:4")]
    assert sum(claimed) == 20


def test_a_lease_that_ran_out_is_looked_up_before_anything_else(desk, line):
    given.hear(desk)
    deliver.claim(desk, "a:1", 16)  # this process dies before it sends
    desk.clock.forward(seconds=31)
    deliver.claim(desk, "b:2", 16)
    assert given.one(desk, "outbox")["state"] == "unknown"
    assert line.sent == []


def test_what_a_look_up_finds_is_not_sent_again(desk, line):
    line.sends, line.lookups = [UNKNOWN], ["SMfound"]
    given.hear(desk)
    given.send(desk)
    desk.clock.forward(seconds=6)
    given.send(desk)
    row = given.one(desk, "outbox")
    assert (row["state"], row["provider_id"]) == ("sent", "SMfound")
    assert len(line.sent) == 1


def test_a_look_up_knows_which_ids_belong_to_other_rows_and_since_when_to_look(desk, line):
    given.hear(desk)
    given.send(desk)
    line.sends = [UNKNOWN]
    given.hear(desk)
    began = desk.clock()
    given.send(desk)
    desk.clock.forward(seconds=6)
    given.send(desk)
    message, known = line.looked_up[0]
    assert known == {"SM1"}
    assert message.since == began


def test_an_unknown_outcome_is_looked_up_at_1_2_4_8_16_times_the_base_then_sent_once_more(
    tmp_path, clock, line
):
    desk = given.desk(tmp_path, clock, line, RETRY_BASE_S="10")
    line.sends = [UNKNOWN]
    given.hear(desk)
    times, last = [], clock()
    given.send(desk)
    while len(line.sent) < 2 and clock.forward(seconds=1):
        seen = len(line.looked_up)
        given.send(desk)
        if len(line.looked_up) > seen:
            times.append((clock() - last).total_seconds())
            last = clock()
    assert times == [pytest.approx(10 * step, rel=0.1, abs=1.1) for step in (1, 2, 4, 8, 16)]
    assert given.one(desk, "outbox")["resends"] == 1
    assert given.one(desk, "audit", what="resent")["object"] == line.sent[0].id
    assert len(line.sent) == 2


def test_a_provider_that_cannot_be_asked_has_not_answered(desk, line):
    line.sends, line.lookups = [UNKNOWN], [UNKNOWN, ValueError("no JSON"), "SMfound"]
    given.hear(desk)
    for _ in range(4):
        given.send(desk)
        desk.clock.forward(seconds=6)
    assert given.one(desk, "outbox")["provider_id"] == "SMfound"
    assert len(line.sent) == 1


def test_what_nobody_could_tell_for_a_day_ends_as_a_visible_failure(desk, line):
    line.sends, line.lookups = [UNKNOWN], [UNKNOWN] * 100
    given.hear(desk)
    given.send(desk)
    desk.clock.forward(hours=25)
    given.send(desk)
    assert given.one(desk, "outbox")["state"] == "failed"
    assert given.one(desk, "alarms")["name"] == "undelivered"


def test_what_is_told_to_have_arrived_during_its_last_look_up_is_no_failure(desk, line):
    def arrives_meanwhile(message):
        verb.delivered(desk, Status("twilio", "SMlate", "delivered", "", message.id))
        raise UNKNOWN

    line.sends, line.lookups = [UNKNOWN], [arrives_meanwhile]
    given.hear(desk)
    given.send(desk)
    desk.clock.forward(hours=25)
    given.send(desk)
    assert given.one(desk, "outbox")["state"] == "delivered"
    assert given.rows(desk, "alarms") == []


def test_a_fault_in_the_line_is_an_unknown_outcome(desk, line):
    line.sends = [RuntimeError("a bug")]
    given.hear(desk)
    given.send(desk)
    row = given.one(desk, "outbox")
    assert (row["state"], row["code"]) == ("unknown", "RuntimeError")


def test_a_process_that_slept_past_its_lease_sends_nothing_when_it_wakes(desk, line):
    given.hear(desk)
    (piece,) = deliver.claim(desk, "a:1", 16)
    desk.clock.forward(seconds=19)  # less than a provider call before the lease ends
    piece()
    assert line.sent == []
    assert given.one(desk, "outbox")["state"] == "sending"


def test_rows_of_a_dead_process_of_this_host_are_looked_up_at_once(desk, line):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    given.hear(desk)
    deliver.claim(desk, f"{socket.gethostname()}:{dead.pid}", 16)
    assert deliver.doubt_the_dead(desk) == 1
    assert given.one(desk, "outbox")["state"] == "unknown"


def test_rows_of_a_living_process_or_another_host_are_left_alone(desk):
    given.hear(desk)
    given.hear(desk, address=given.OTHER)
    deliver.claim(desk, holders.holder_name(), 1)
    deliver.claim(desk, "elsewhere:999999", 1)
    assert deliver.doubt_the_dead(desk) == 0


def test_a_process_that_belongs_to_somebody_else_is_alive(monkeypatch):
    def forbidden(pid, signal):
        raise PermissionError

    monkeypatch.setattr(os, "kill", forbidden)
    assert holders.is_alive(1) is True


def test_a_restored_server_sends_nothing_before_it_goes_live(desk, line):
    given.hear(desk)
    (desk.settings.var / "resting-after-restore").write_text("now")
    assert given.send(desk) == 0
    assert backup.go_live(desk) is True
    assert given.send(desk) == 1
