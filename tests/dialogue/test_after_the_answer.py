"""What follows an answer: it did not help, it was not all, or it was noted."""

from datetime import timedelta

import pytest

from bot.model.decision import Feedback, JoinTicket, OpenTicketFor
from bot.model.turn import Notice, Part
from tests import make
from tests.dialogue.helpers import of, said

# --- not helped

TOLD = {"memory": of(sure="nib-biaya", likely=("nib-lama",)).memory}
WRONG = Feedback("nib-biaya", "wrong")


def test_who_is_not_helped_gets_the_runner_up_once():
    decision = of(text="bukan itu", signals=["dissatisfied"], **TOLD)
    assert said(decision) == ["perhaps_this", "=nib-lama"]
    assert decision.effects == (WRONG,)
    assert decision.memory.runner_up == ""


def test_a_reproach_that_is_likened_to_asking_for_a_person_is_a_reproach():
    decision = of(text="ga nyambung", sure="bicara-petugas", signals=["dissatisfied"], **TOLD)
    assert decision.effects == (WRONG,)
    assert of(text="ga nyambung", sure="bicara-petugas", signals=["dissatisfied"]).rule == "person"


def test_a_lowered_thumb_is_a_reproach_and_a_raised_one_is_not():
    assert of(text="👎", signals=["dissatisfied", "no"], **TOLD).effects == (WRONG,)
    assert said(of(text="👍", signals=["yes"], **TOLD)) == ["okay"]


@pytest.mark.parametrize(
    ("runner_up", "best"), [("nib-lama", 0.15), ("penipuan-calo", 0.9), ("jam-layanan", 0.9)]
)
def test_no_runner_up_is_kept_that_is_unlikely_or_calls_an_officer(runner_up, best):
    assert of(sure="nib-biaya", likely=(runner_up,), best=best).memory.runner_up == ""


def test_who_is_still_not_helped_gets_a_person():
    memory = of(text="bukan itu", signals=["dissatisfied"], **TOLD).memory
    decision = of(text="bukan", signals=["dissatisfied", "no"], memory=memory)
    assert said(decision) == ["not_helped", "ticket_opened"]
    ticket = OpenTicketFor("question", "dissatisfied", "nib-lama")
    assert decision.effects == (Feedback("nib-lama", "wrong"), ticket)


def test_who_says_what_was_meant_instead_gets_that():
    decision = of(text="bukan, pbg", sure="pbg", signals=["dissatisfied"], **TOLD)
    assert (said(decision), decision.effects) == (["=pbg"], (WRONG,))


def test_the_same_answer_is_not_given_twice_to_who_was_not_helped():
    decision = of(sure="nib-biaya", likely=("pbg",), signals=["dissatisfied"], **TOLD)
    assert said(decision) == ["perhaps_this", "=nib-lama"]


def test_dissatisfaction_with_nothing_we_said_is_a_text_like_others():
    assert of(signals=["dissatisfied"]).rule == "ask_detail"


# --- the rest of what was answered

FOLLOWED = {"memory": of(sure="pbg").memory}


@pytest.mark.parametrize(
    "given",
    [
        {"text": "2 lantai", "sure": "pbg", "from_before": True},
        {"text": "2 lantai", "likely": ("pbg", "imb-lama"), "from_before": True},
        {"parts": (Part("photo"), Part("photo"))},
    ],
)
def test_what_follows_at_the_heels_of_an_answer_belongs_to_it(given):
    decision = of(**given, may_wait=True, **FOLLOWED)
    assert (decision.rule, decision.state, said(decision)) == ("burst_tail", "answered", [])
    joined = of(**given, ticket=make.ticket(), **FOLLOWED)
    assert (joined.state, joined.effects) == ("queued", (JoinTicket(),))


@pytest.mark.parametrize(
    "given",
    [
        {"text": "biaya pbg", "sure": "pbg"},
        {"text": "biayanya", "sure": "nib-biaya", "from_before": True},
        {"text": "berapa lama", "sure": "pbg", "from_before": True, "asks": True},
        {"parts": (Part("voice"),)},
    ],
)
def test_a_question_of_its_own_is_answered_however_soon(given):
    assert of(**given, **FOLLOWED).rule != "burst_tail"


def test_later_it_is_read_by_itself():
    later = {"now": make.NOW + timedelta(seconds=13)}
    assert of(text="2 lantai", sure="pbg", from_before=True, **later, **FOLLOWED).rule == "answer"


def test_haste_beside_an_answer_is_offered_a_person():
    assert said(of(sure="pbg", signals=["urgent"])) == ["=pbg", "offer_person"]


# --- notices


def test_a_notice_for_all_is_told_with_a_ticket_and_a_greeting_too():
    closed = {"notices": (Notice("", "Kantor tutup."), Notice("nib", "x"))}
    assert said(of(text="petugas", **closed)) == ["notice", "ticket_opened"]
    assert said(of(sure="salam", **closed))[1] == "notice"
