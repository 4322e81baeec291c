"""The one open question: numbers, words, taps, free replies, and what happens when it is too late."""

import pytest

from bot.dialogue import asking
from bot.model.decision import OpenTicketFor
from bot.model.turn import Option, Part, Pending
from tests import make
from tests.dialogue.helpers import of, params, said

ASKED = of(likely=("nib-biaya", "nib-lama", "pbg"))
CLARIFY = {"memory": ASKED.memory}


def waits(pending, **more):
    return {"memory": make.memory(pending=pending, **more)}


def tap(payload, text="Biaya"):
    return (Part("text", text, payload),)


@pytest.mark.parametrize(
    "text", ["1", "1.", "(1)", "1️⃣", "satu", "yang pertama", "nomor 1", "pilih 1", "no 1 ya min"]
)
def test_a_number_picks_an_option(text):
    decision = of(text=text, **CLARIFY)
    assert (decision.rule, said(decision)) == ("choice_made", ["=nib-biaya"])
    assert (decision.action, decision.entry) == ("answer", "nib-biaya")


@pytest.mark.parametrize("text", ["biaya", "nib biaya", "yang biaya"])
def test_the_words_of_an_option_pick_it(text):
    assert said(of(text=text, **CLARIFY)) == ["=nib-biaya"]


@pytest.mark.parametrize("text", ["nib", "yang", "nib biaya lama pbg cetak", "5 hari lagi tutup"])
def test_words_of_several_options_or_of_none_pick_nothing(text):
    assert of(text=text, **CLARIFY).rule not in {"choice_made", "choice_expired"}


@pytest.mark.parametrize("payload", ["2", "entry:nib-lama"])
def test_a_tap_picks_an_option_by_its_key_or_id(payload):
    assert said(of(parts=tap(payload), **CLARIFY)) == ["=nib-lama"]


def test_a_title_that_is_cut_short_picks_its_option():
    assert said(of(text="1 nib bi", **CLARIFY)) == ["=nib-biaya"]


def test_a_question_that_begins_with_an_option_of_a_list_is_no_tap():
    pending = Pending("clarify", (Option("1", "entry:nib-biaya", "NIB"),), make.SOON)
    asked = of(text="1 NIB itu bayar berapa", sure="nib-lama", **waits(pending))
    assert said(asked) == ["=nib-lama"]


def test_an_old_tap_gets_the_menu_although_its_words_would_fit():
    assert said(of(parts=tap("entry:imb-lama"), **CLARIFY)) == ["choice_expired", "menu"]


def test_a_chosen_option_does_not_wait_for_the_rest_of_a_burst():
    assert of(text="2", may_wait=True, **CLARIFY).rule == "choice_made"


def test_a_number_after_the_question_expired_gets_the_menu():
    late = make.NOW.replace(hour=2)
    decision = of(text="1", now=late, **CLARIFY)
    assert (decision.rule, said(decision)) == ("choice_expired", ["choice_expired", "menu"])
    assert decision.memory.pending.kind == "menu"


def test_a_number_that_is_no_option_gets_the_menu():
    assert said(of(text="7", **CLARIFY)) == ["choice_expired", "menu"]


def test_a_number_to_no_question_gets_the_menu():
    assert said(of(text="3")) == ["choice_expired", "menu"]


def test_an_option_whose_entry_is_gone_leads_to_a_person():
    gone = Pending("clarify", (Option("1", "entry:gone", "gone"),), make.SOON)
    assert said(of(text="1", **waits(gone))) == ["ticket_opened"]


def test_another_question_drops_the_open_one():
    decision = of(text="berapa lama nib", sure="nib-lama", **CLARIFY)
    assert said(decision) == ["=nib-lama"]
    assert decision.memory.pending is None


# --- the menu

MENU = {"memory": of(text="menu").memory}


def test_a_number_of_the_menu_lists_what_is_asked_most():
    decision = of(text="2", **MENU)
    assert (decision.action, said(decision)) == ("clarify", ["family_list"])
    assert params(decision, "family_list") == {"options": "1 pbg\n2 imb lama"}
    assert said(of(text="1", memory=decision.memory)) == ["=pbg"]


def test_a_list_speaks_the_citizens_language():
    assert params(of(text="2", language="en", **MENU), "family_list") == {
        "options": "1 about pbg\n2 about imb-lama"
    }


def test_a_group_without_entries_asks_for_the_question():
    assert said(of(text="reklame", **MENU)) == ["family_ask"]


def test_a_word_of_the_menu_picks_it_unless_it_is_a_sure_question():
    assert said(of(text="bangunan", **MENU)) == ["family_list"]
    assert said(of(text="bangunan", sure="pbg", **MENU)) == ["family_list"]
    assert said(of(text="izin", sure="pbg", **MENU)) == ["=pbg"]


@pytest.mark.parametrize("group", [group for _, group, _, _ in asking.MENU])
def test_every_group_of_the_menu_names_real_entries(group, topics):
    assert set(asking.GROUPS[group]) <= topics


# --- an offered person

ASKED_YES_OR_NO = waits(asking.person(make.turn()))
OFFERED = waits(asking.offer(make.turn(), "imb-lama"))


@pytest.mark.parametrize(
    "given", [{"text": "1"}, {"text": "ya"}, {"text": "iya mau", "signals": ["yes"]}]
)
def test_yes_to_an_offered_person_opens_a_ticket(given):
    decision = of(**given, **OFFERED)
    assert (decision.action, said(decision)) == ("escalate", ["ticket_opened"])
    assert decision.effects == (OpenTicketFor("question", "asked_person", "imb-lama"),)


def test_an_acknowledgement_is_a_yes_only_to_a_question():
    agreed = {"text": "oke", "signals": ["yes"]}
    assert said(of(**agreed, **ASKED_YES_OR_NO)) == ["ticket_opened"]
    assert said(of(**agreed, **OFFERED)) == ["okay"]
    assert said(of(text="hmm", signals=["noted"], **ASKED_YES_OR_NO)) == ["okay"]


@pytest.mark.parametrize("given", [{"text": "2"}, {"text": "ga usah", "signals": ["no"]}])
def test_no_to_an_offered_person_ends_the_matter(given):
    decision = of(**given, **OFFERED)
    assert (said(decision), decision.effects) == (["okay"], ())
    assert decision.memory.pending is None


def test_an_offered_person_does_not_swallow_a_sure_question():
    assert said(of(text="ya biaya nib", sure="nib-biaya", signals=["yes"], **OFFERED)) == [
        "=nib-biaya"
    ]


@pytest.mark.parametrize("text", ["1 Ya, teruskan", "1 ya"])
def test_the_title_of_yes_is_a_yes(text):
    assert said(of(text=text, **OFFERED)) == ["ticket_opened"]


@pytest.mark.parametrize("text", ["1 ya tapi biaya NIB berapa?", "1 ya biaya NIB?"])
def test_a_question_that_begins_with_yes_is_no_tap(text):
    assert said(of(text=text, sure="nib-biaya", **OFFERED)) == ["=nib-biaya"]


def test_a_long_text_that_begins_with_yes_is_no_tap():
    assert of(text="1 ya tapi saya masih bingung", **OFFERED).rule != "choice_made"


def test_neither_yes_nor_no_to_an_offered_person_is_read_as_a_new_text():
    assert of(text="hmm", **OFFERED).rule == "ask_detail"


def test_what_was_chosen_by_number_has_no_runner_up():
    asked = of(likely=("nib-biaya", "nib-lama"), verdict="clarify").memory
    chosen = of(text="2", likely=("pbg", "slf"), memory=asked)
    assert said(chosen) == ["=nib-lama"]
    assert chosen.memory.runner_up == ""
