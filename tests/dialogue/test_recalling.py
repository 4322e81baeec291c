"""What was heard in one message belongs to the ticket that the next one opens, for half an hour."""

from datetime import timedelta

import pytest

from bot.model.decision import JoinTicket, OpenTicketFor
from bot.model.turn import Pending
from tests import make
from tests.dialogue.helpers import of


def opened(decision):
    (ticket,) = (e for e in decision.effects if isinstance(e, OpenTicketFor))
    return ticket


@pytest.mark.parametrize(
    ("signal", "kind", "priority"),
    [
        ("urgent", "question", 1),
        ("complaint", "complaint", 1),
        ("own_file", "own_file", 0),
        ("account", "fault", 0),
    ],
)
def test_who_was_asked_back_and_wants_people_has_said_why_before(signal, kind, priority):
    asked = of(likely=("nib-biaya", "nib-lama"), signals=(signal,))
    assert asked.rule == "clarify"
    ticket = opened(of(text="0", memory=asked.memory))
    assert (ticket.kind, ticket.priority) == (kind, priority)


def test_what_a_ticket_tells_of_is_not_told_again():
    asked = of(likely=("nib-biaya", "nib-lama"), signals=("urgent",))
    first = of(text="petugas", memory=asked.memory)
    assert opened(first).priority == 1
    assert opened(of(text="petugas", memory=first.memory)).priority == 0


def test_after_half_an_hour_it_is_forgotten():
    asked = of(likely=("nib-biaya", "nib-lama"), signals=("urgent",))
    later = of(text="petugas", memory=asked.memory, now=make.NOW + timedelta(minutes=31))
    assert opened(later).priority == 0


def test_what_shows_no_trouble_is_not_remembered():
    asked = of(likely=("nib-biaya", "nib-lama"), signals=("greeting",))
    assert asked.memory.heard == ""


def test_an_answer_to_the_intake_that_presses_raises_the_ticket():
    waits = {
        "memory": make.memory(
            pending=Pending("intake", (), "2026-03-02T09:00:00.000000Z", "nib-lama")
        ),
        "ticket": make.ticket(kind="own_file"),
    }
    calm = of(text="nomor saya 12 atas nama CV Maju", **waits)
    assert (calm.rule, calm.effects) == ("intake_reply", (JoinTicket(),))
    pressing = of(text="besok tender, nomor 0123 atas nama CV Maju", signals=("urgent",), **waits)
    assert pressing.rule == "intake_reply"
    assert (opened(pressing).kind, opened(pressing).priority) == ("own_file", 1)


def test_a_threat_makes_no_other_matter_of_an_open_ticket():
    ticket = opened(of(signals=("threat",), ticket=make.ticket(kind="own_file")))
    assert (ticket.kind, ticket.priority, ticket.reason) == ("own_file", 2, "threat")
