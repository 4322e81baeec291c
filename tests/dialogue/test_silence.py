"""When the bot keeps quiet: an officer holds, a flood, a switch."""

import pytest

from bot.dialogue import asking
from bot.model.decision import AskRequest, JoinTicket, OpenTicketFor, Prefer
from tests import make
from tests.dialogue.helpers import of, said

HELD = {"owner": "officer", "ticket": make.ticket(state="claimed", officer="A")}


def test_the_bot_is_silent_while_an_officer_holds_the_chat():
    decision = of(text="biaya nib", sure="nib-biaya", **HELD)
    assert (decision.action, decision.state, said(decision)) == ("silent", "queued", [])
    assert decision.effects == (JoinTicket(),)
    assert decision.memory is None


def test_not_even_a_warning_is_said_while_an_officer_holds():
    assert said(of(masked=frozenset({"nik"}), memory=make.memory(notice_version=""), **HELD)) == []


def test_a_stop_is_kept_while_an_officer_holds():
    assert of(text="Berhenti", **HELD).effects == (JoinTicket(), Prefer(opted_out=True))


def test_a_word_that_the_provider_judged_a_stop_is_kept_while_an_officer_holds():
    decision = of(text="CANCEL", opt_out_word="STOP", **HELD)
    assert decision.effects == (JoinTicket(), Prefer(opted_out=True))


def test_a_request_for_ones_data_is_kept_while_an_officer_holds():
    assert of(text="hapus data", **HELD).effects == (JoinTicket(), AskRequest("erase"))


def test_a_word_for_an_officer_opens_nothing_while_one_holds():
    assert of(text="petugas", **HELD).effects == (JoinTicket(),)


def test_a_burst_does_not_wait_while_an_officer_holds():
    assert of(text="halo", may_wait=True, **HELD).rule == "officer_holds"


def test_a_flood_is_told_once_and_throttled():
    decision = of(flooded=True)
    assert (decision.state, said(decision)) == ("throttled", ["too_many"])
    again = of(flooded=True, memory=decision.memory)
    assert (again.state, said(again), again.memory) == ("throttled", [], None)


def test_a_new_flood_is_told_again_after_an_hour():
    decision = of(flooded=True, memory=make.memory(flood_told_at=make.LONG_AGO))
    assert said(decision) == ["too_many"]


def test_a_flood_still_joins_the_open_ticket():
    assert of(flooded=True, ticket=make.ticket()).effects == (JoinTicket(),)


@pytest.mark.parametrize(
    "turn", [{"text": "berhenti"}, {"text": "END", "opt_out_word": "STOP"}], ids=["ours", "theirs"]
)
def test_a_stop_is_kept_in_a_flood(turn):
    decision = of(flooded=True, **turn)
    assert (decision.state, decision.effects) == ("throttled", (Prefer(opted_out=True),))


def test_the_privacy_notice_is_not_spent_on_a_flood():
    decision = of(flooded=True, memory=make.memory(notice_version=""))
    assert said(decision) == ["too_many"]
    assert decision.memory.notice_version == ""


OFF = {"withdrawn": frozenset({"bot"})}


def test_a_bot_that_is_switched_off_hands_over_at_once():
    decision = of(text="biaya nib", sure="nib-biaya", **OFF)
    assert (decision.rule, decision.state, decision.action) == (
        "switched_off",
        "queued",
        "escalate",
    )
    assert said(decision) == ["ticket_opened"]
    assert decision.effects == (OpenTicketFor("question", "withdrawn", "nib-biaya"),)


def test_a_bot_that_is_switched_off_adds_to_the_open_ticket_and_says_so_once():
    first = of(ticket=make.ticket(), **OFF)
    assert said(first) == ["ticket_joined"]
    again = of(ticket=make.ticket(), memory=first.memory, **OFF)
    assert (said(again), again.effects) == ([], (JoinTicket(),))


def test_a_bot_that_is_switched_off_still_keeps_house():
    assert of(text="status", **OFF).rule == "command"
    assert of(text="makasih", sure="terima-kasih", **OFF).rule == "thanks"
    rating = make.memory(pending=asking.rating(make.NOW, "t1"))
    assert of(text="4", memory=rating, **OFF).rule == "rating"


def test_a_number_chosen_while_the_bot_is_switched_off_is_handed_over():
    memory = of(likely=("nib-biaya", "nib-lama")).memory
    decision = of(text="1", memory=memory, **OFF)
    assert (decision.rule, said(decision)) == ("withdrawn", ["ticket_opened"])
