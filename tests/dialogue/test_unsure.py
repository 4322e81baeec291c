"""What is not understood: asked back, refused politely, and never left alone."""

import pytest

from bot.model.decision import JoinTicket, OpenTicketFor
from bot.model.turn import Part
from tests import make
from tests.dialogue.helpers import of, params, said


def test_two_or_three_likely_entries_are_asked_back_by_what_the_citizen_wants():
    decision = of(likely=("nib-biaya", "salam", "gone", "nib-lama", "nib-cetak", "pbg"))
    assert (decision.rule, decision.action, decision.state) == ("clarify", "clarify", "answered")
    assert params(decision, "clarify") == {"options": "1 nib biaya\n2 nib lama\n3 nib cetak"}
    assert [o.key for o in decision.memory.pending.options] == ["1", "2", "3", "0"]


def test_the_same_options_are_not_offered_twice_in_a_row():
    asked = of(likely=("nib-biaya", "nib-lama"))
    again = of(likely=("nib-biaya", "nib-lama"), memory=asked.memory)
    assert again.rule == "ask_detail"


def test_the_same_options_are_not_offered_after_a_miss_either():
    asked = of(likely=("nib-biaya", "nib-lama"))
    missed = of(likely=("nib-biaya", "nib-lama"), memory=asked.memory)
    again = of(likely=("nib-biaya", "nib-lama"), memory=missed.memory)
    assert said(again) == ["person_or_not"]


def test_the_same_options_may_be_offered_another_time():
    memory = of(sure="pbg", memory=of(likely=("nib-biaya", "nib-lama")).memory).memory
    assert of(likely=("nib-biaya", "nib-lama"), memory=memory).rule == "clarify"


def test_other_options_are_offered():
    asked = of(likely=("nib-biaya", "nib-lama"))
    assert of(likely=("pbg", "nib-lama"), memory=asked.memory).rule == "clarify"


def test_a_clarification_without_anything_to_offer_is_a_miss():
    assert of(verdict="clarify", likely=("salam",)).rule == "ask_detail"


@pytest.mark.parametrize(
    ("outside", "sentence", "filled"),
    [
        ("kependudukan", "refuse_office", {"matter": "KTP dan KK", "where": "Disdukcapil"}),
        ("cuaca", "refuse_matter", {"matter": "cuaca"}),
        ("chat", "refuse", {}),
        ("", "refuse", {}),
    ],
)
def test_other_business_gets_one_polite_line_and_no_ticket(outside, sentence, filled):
    decision = of(verdict="refuse", outside=outside)
    assert (decision.action, decision.state, decision.effects) == ("refuse", "answered", ())
    assert (said(decision), params(decision, sentence)) == ([sentence], filled)


def test_a_refusal_speaks_the_citizens_language():
    decision = of(verdict="refuse", outside="kependudukan", language="en")
    assert params(decision, "refuse_office") == {
        "matter": "ID cards",
        "where": "the civil registry",
    }


@pytest.mark.parametrize("signal", ["complaint", "own_file", "account", "urgent"])
def test_trouble_that_is_not_understood_goes_to_people_without_a_menu(signal):
    decision = of(signals=[signal])
    assert (decision.rule, decision.state) == ("troubled", "queued")
    assert said(decision)[-1] == "ticket_opened"
    assert decision.effects[0].reason == signal


def test_anger_without_a_question_is_not_refused_but_handed_over():
    decision = of(verdict="refuse", signals=["complaint"])
    assert said(decision) == ["sorry", "ticket_opened"]
    assert decision.effects == (OpenTicketFor("complaint", "complaint", "", 1),)


def test_three_misses_ask_for_detail_then_offer_and_then_hand_over():
    first = of()
    assert (first.action, said(first)) == ("escalate", ["ask_detail", "menu"])
    second = of(memory=first.memory)
    assert (second.state, said(second)) == ("answered", ["person_or_not"])
    third = of(memory=second.memory)
    assert (third.rule, third.state, said(third)) == ("escalate", "queued", ["ticket_opened"])
    assert third.effects == (OpenTicketFor("question", "missed"),)
    assert third.memory.misses == 0


def test_an_answer_in_between_forgives_the_miss():
    memory = of(sure="nib-biaya", memory=of().memory).memory
    assert of(memory=memory).rule == "ask_detail"


# --- what cannot be read


@pytest.mark.parametrize("kind", ["voice", "photo", "document", "video"])
def test_a_file_without_words_is_named_honestly_and_handed_over(kind):
    decision = of(parts=(Part(kind),), verdict="refuse")
    assert said(decision) == [f"media_{kind}", "ticket_opened"]
    assert decision.effects == (OpenTicketFor("question", "media"),)


def test_an_album_is_one_turn_with_one_sentence():
    album = (Part("photo"), Part("photo"), Part("voice"))
    assert said(of(parts=album)) == ["media_voice", "ticket_opened"]


def test_a_caption_is_matched_like_text():
    assert said(of(parts=(Part("photo", "biaya nib"),), sure="nib-biaya")) == ["=nib-biaya"]


def test_a_picture_with_an_unclear_caption_is_handed_over():
    assert of(parts=(Part("photo", "ini gimana"),)).rule == "unreadable"


def test_a_picture_with_a_caption_that_is_nearly_clear_is_asked_about():
    assert of(parts=(Part("photo", "nib"),), likely=("nib-biaya",)).rule == "clarify"


@pytest.mark.parametrize("kind", ["location", "contact"])
def test_a_location_or_contact_asks_for_words_and_offers_a_person(kind):
    decision = of(parts=(Part(kind, "Lokasi: x"),))
    assert said(decision) == [f"media_{kind}", "offer_person"]
    assert (decision.effects, decision.memory.pending.kind) == ((), "offer")


def test_a_location_with_a_question_is_answered():
    parts = (Part("location", "Lokasi: x"), Part("text", "pbg"))
    assert said(of(parts=parts, sure="pbg")) == ["=pbg"]


# --- nothing but data


@pytest.mark.parametrize("text", ["[NIK]", "[NIK] [NPWP].", "[RAHASIA]"])
def test_a_number_without_words_gets_the_warning_alone(text):
    decision = of(text=text, masked=frozenset({"nik"}))
    assert (decision.state, said(decision)) == ("answered", ["warn_identity"])


def test_a_number_with_words_is_a_text_like_others():
    assert of(text="ini [NIK] saya", masked=frozenset({"nik"})).rule == "ask_detail"


# --- while a ticket waits


def test_what_is_unsure_joins_the_waiting_ticket_and_is_acknowledged_once():
    first = of(ticket=make.ticket())
    assert (first.rule, first.state, said(first)) == ("ticket_waits", "queued", ["ticket_joined"])
    again = of(ticket=make.ticket(), memory=first.memory)
    assert (again.action, said(again), again.effects) == ("silent", [], (JoinTicket(),))


@pytest.mark.parametrize(
    "given",
    [
        {"verdict": "refuse"},
        {"likely": ("nib-biaya",)},
        {"parts": (Part("photo"),)},
        {"signals": ["account"]},
    ],
)
def test_anything_but_a_sure_question_joins_the_waiting_ticket(given):
    assert of(ticket=make.ticket(), **given).effects == (JoinTicket(),)


@pytest.mark.parametrize("signal", ["complaint", "urgent"])
def test_who_presses_raises_the_waiting_ticket_and_leaves_its_kind(signal):
    decision = of(ticket=make.ticket(kind="own_file"), signals=[signal])
    assert decision.effects == (OpenTicketFor("own_file", "pressed", "", 1),)


def test_a_contact_card_is_not_said_to_join_the_ticket():
    decision = of(ticket=make.ticket(), parts=(Part("contact"),))
    assert (said(decision), decision.effects) == (["media_contact"], ())


def test_a_location_joins_the_ticket():
    assert of(ticket=make.ticket(), parts=(Part("location", "Lokasi: x"),)).rule == "ticket_waits"


def test_another_ticket_is_acknowledged_anew():
    told = make.memory(joined_told="t0")
    assert said(of(ticket=make.ticket(), memory=told)) == ["ticket_joined"]


# --- trouble bears no menu


@pytest.mark.parametrize(
    ("signal", "entry", "kind"),
    [("own_file", "status-permohonan", "own_file"), ("complaint", "pengaduan", "complaint")],
)
def test_trouble_with_a_likely_entry_of_its_kind_is_handed_over_with_its_intake(
    signal, entry, kind
):
    own = make.entry(id=entry, route="answer+officer", intake=make.INTAKE)
    decision = of(likely=(entry, "nib-biaya"), signals=[signal], entries=make.entries(own))
    assert (decision.rule, decision.entry) == ("troubled", entry)
    assert said(decision)[-2:] == ["ticket_opened", "intake"]
    assert decision.effects[0].kind == kind


def test_trouble_beside_a_likely_entry_of_another_kind_is_asked_about():
    assert of(likely=("nib-biaya", "nib-lama"), signals=["own_file"]).rule == "clarify"


def test_a_picture_whose_words_only_point_at_it_goes_to_people():
    parts = (Part("photo", "ini kenapa ya"),)
    vague = of(parts=parts, likely=("nib-biaya", "nib-lama"), best=0.3)
    assert vague.rule == "unreadable"
    assert of(parts=parts, likely=("nib-biaya", "nib-lama"), best=0.6).rule == "clarify"
