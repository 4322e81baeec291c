"""Greetings and thanks: warm, short, and never more than once a day at length."""

from datetime import timedelta

import pytest

from bot.model.turn import Part
from tests import make
from tests.dialogue.helpers import of, said


@pytest.mark.parametrize(
    ("hour", "hello"),
    [
        (0, "hello_night"),
        (3, "hello_night"),
        (4, "hello_morning"),
        (10, "hello_morning"),
        (11, "hello_noon"),
        (15, "hello_afternoon"),
        (18, "hello_night"),
    ],
)
def test_the_greeting_follows_the_office_clock(hour, hello):
    local = make.NOW.astimezone(make.OFFICE).replace(hour=hour)
    assert said(of(sure="salam", local=local)) == [hello, "menu"]


@pytest.mark.parametrize(
    "given",
    [
        {"text": "halo", "sure": "salam"},
        {"text": "met pagi", "signals": ["greeting"]},
        {"text": "pagi", "signals": ["greeting"], "verdict": "refuse", "outside": "chatter:chat"},
        {"text": "selamat pagi", "signals": ["greeting"], "likely": ("jam-layanan",)},
        {"text": ""},
        {"text": "..."},
        {"parts": (Part("sticker"),)},
    ],
)
def test_a_greeting_a_sticker_or_nothing_is_greeted(given):
    decision = of(**given)
    assert (decision.rule, decision.action, decision.entry) == ("greeting", "answer", "salam")
    assert decision.memory.pending.kind == "menu"


def test_the_long_greeting_is_said_once_a_day():
    memory = of(sure="salam").memory
    assert said(of(sure="salam", memory=memory)) == ["hello_again"]
    tomorrow = make.NOW + timedelta(days=1)
    assert said(of(sure="salam", memory=memory, now=tomorrow)) == ["hello_morning", "menu"]


def test_a_greeting_while_a_ticket_waits_says_so():
    assert said(of(sure="salam", ticket=make.ticket())) == ["hello_again", "ticket_still_waiting"]


def test_a_greeting_with_a_question_is_answered():
    assert said(of(sure="nib-biaya", signals=["greeting"])) == ["=nib-biaya"]


def test_a_greeting_with_a_long_unknown_text_is_no_mere_greeting():
    text = "pagi pak saya mau urus yang kemarin itu"
    assert of(text=text, signals=["greeting"]).rule == "ask_detail"


def test_a_greeting_with_other_business_is_refused():
    decision = of(text="pagi, ktp", verdict="refuse", outside="kependudukan", signals=["greeting"])
    assert decision.rule == "elsewhere"


@pytest.mark.parametrize("given", [{"sure": "terima-kasih"}, {"signals": ["thanks"]}])
def test_thanks_are_answered_shortly_and_open_nothing(given):
    decision = of(text="makasih", **given)
    assert (said(decision), decision.effects) == (["welcome"], ())
    assert (decision.entry, decision.memory) == ("terima-kasih", None)


@pytest.mark.parametrize("signal", ["yes", "no"])
def test_a_bare_yes_or_no_to_nothing_is_taken_kindly(signal):
    assert said(of(text="oke", signals=[signal])) == ["okay"]


def test_thanks_for_a_resolved_ticket_never_reopen_it():
    assert of(sure="terima-kasih", ticket=make.ticket(state="resolved")).effects == ()


@pytest.mark.parametrize("given", [{"sure": "salam"}, {"sure": "terima-kasih"}, {"text": "nib"}])
def test_greetings_and_fragments_wait_for_the_rest(given):
    decision = of(may_wait=True, **given)
    assert (decision.action, decision.state) == ("wait", "waiting")
    assert (decision.says, decision.memory, decision.effects) == ((), None, ())


@pytest.mark.parametrize("kind", ["photo", "voice", "sticker"])
def test_bare_media_wait_for_the_rest(kind):
    assert of(parts=(Part(kind),), may_wait=True).rule == "burst"


def test_a_sure_question_does_not_wait():
    assert of(sure="nib-biaya", may_wait=True).rule == "answer"
