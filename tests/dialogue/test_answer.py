"""Sure questions: the answer, what is put beside it, and the ticket behind it."""

import pytest

from bot.model.decision import OpenTicketFor
from bot.model.turn import Notice
from tests import make
from tests.dialogue.helpers import of, params, said


def test_a_sure_question_is_answered_and_remembered():
    decision = of(
        sure="nib-biaya", likely=("salam", "gone", "nib-lama"), memory=make.memory(misses=2)
    )
    assert (decision.rule, decision.action, decision.state) == ("answer", "answer", "answered")
    assert (said(decision), decision.effects, decision.entry) == (["=nib-biaya"], (), "nib-biaya")
    assert decision.memory.last_entry == "nib-biaya"
    assert decision.memory.last_entry_at == "2026-03-02T01:14:00.000000Z"
    assert (decision.memory.runner_up, decision.memory.misses) == ("nib-lama", 0)


def test_two_sure_questions_get_two_answers_in_one_bubble():
    assert said(of(sure="nib-biaya", also="nib-lama")) == ["=nib-biaya", "=nib-lama"]


@pytest.mark.parametrize("also", ["nib-biaya", "unknown", "salam"])
def test_a_second_question_that_is_none_adds_nothing(also):
    assert said(of(sure="nib-biaya", also=also)) == ["=nib-biaya"]


def test_a_second_question_that_is_only_likely_is_offered_after_the_answer():
    decision = of(sure="nib-biaya", beside="nib-lama")
    assert said(decision) == ["=nib-biaya", "offer_question"]
    assert [o.does for o in decision.memory.pending.options] == ["entry:nib-lama", "person"]
    chosen = of(text="1", memory=decision.memory)
    assert (chosen.rule, said(chosen)) == ("choice_made", ["=nib-lama"])


@pytest.mark.parametrize("waits", [{"ticket": make.ticket()}, {"signals": ("urgent",)}])
def test_the_offer_stands_beside_a_waiting_ticket_and_the_mention_of_an_officer(waits):
    assert said(of(sure="nib-biaya", beside="nib-lama", **waits))[-1] == "offer_question"


@pytest.mark.parametrize(
    ("sure", "beside", "withdrawn"),
    [
        ("nib-biaya", "salam", ()),
        ("nib-biaya", "unknown", ()),
        ("nib-biaya", "nib-lama", ("nib-lama",)),
        ("portal-error", "nib-lama", ()),  # it asks for what the officer will need
    ],
)
def test_nothing_is_offered_that_cannot_be_told_or_after_another_question(sure, beside, withdrawn):
    decision = of(sure=sure, beside=beside, withdrawn=frozenset(withdrawn))
    assert "offer_question" not in said(decision)


def test_an_entry_that_left_the_catalogue_is_not_sure():
    assert of(sure="gone").rule == "ask_detail"


def test_an_answer_without_candidates_is_not_sure():
    assert of(verdict="answer").rule == "ask_detail"


def test_an_entry_for_officers_is_told_and_opens_a_ticket():
    decision = of(sure="jam-layanan")
    assert (decision.action, decision.state) == ("answer", "answered")
    assert said(decision) == ["=jam-layanan", "ticket_opened"]
    assert decision.effects == (OpenTicketFor("question", "route", "jam-layanan"),)
    assert decision.memory.pending is None


def test_the_ticket_may_come_from_the_second_question():
    decision = of(sure="nib-biaya", also="jam-layanan")
    assert said(decision) == ["=nib-biaya", "=jam-layanan", "ticket_opened"]


def test_an_answer_with_an_officer_behind_it_offers_one():
    decision = of(sure="imb-lama")
    assert said(decision) == ["=imb-lama", "offer_person"]
    assert (decision.memory.pending.kind, decision.memory.pending.ref) == ("offer", "imb-lama")


@pytest.mark.parametrize("sms", [{"id": "IMB. Balas PETUGAS."}, {}])
def test_an_answer_that_names_the_officer_itself_is_not_told_twice(sms):
    words = {"id": "IMB lama. Balas PETUGAS."}
    own = make.entry(id="imb-lama", route="answer+officer", answer=words, sms=sms)
    decision = of(sure="imb-lama", entries=make.entries(own))
    assert said(decision) == ["=imb-lama"]
    assert decision.memory.pending.kind == "offer"


def test_the_question_which_portal_is_followed_by_the_menu():
    decision = of(sure="oss-atau-siperietnik")
    assert said(decision) == ["=oss-atau-siperietnik", "menu"]
    assert decision.memory.pending.kind == "menu"


@pytest.mark.parametrize("switch", ["nib", "nib-biaya"])
def test_a_withdrawn_entry_or_family_is_handed_over(switch):
    decision = of(sure="nib-biaya", withdrawn=frozenset({switch}))
    assert (decision.rule, decision.state) == ("withdrawn", "queued")
    assert said(decision) == ["ticket_opened"]
    assert decision.effects == (OpenTicketFor("question", "withdrawn", "nib-biaya"),)


def test_a_withdrawn_second_question_is_left_out():
    assert said(of(sure="nib-biaya", also="nib-lama", withdrawn=frozenset({"nib-lama"}))) == [
        "=nib-biaya"
    ]


def test_a_stale_entry_is_told_and_handed_over():
    decision = of(sure="nib-biaya", stale=frozenset({"nib-biaya"}))
    assert said(decision) == ["=nib-biaya", "ticket_opened"]
    assert decision.effects == (OpenTicketFor("question", "stale", "nib-biaya"),)


@pytest.mark.parametrize("family", ["nib", ""])
def test_a_notice_of_the_family_stands_in_front(family):
    decision = of(sure="nib-biaya", notices=(Notice(family, "OSS sedang gangguan."),))
    assert said(decision) == ["notice", "=nib-biaya"]
    assert params(decision, "notice") == {"text": "OSS sedang gangguan."}


def test_a_notice_of_another_family_is_not_told():
    assert said(of(sure="nib-biaya", notices=(Notice("portal", "x"),))) == ["=nib-biaya"]


def test_a_sure_question_is_answered_while_a_ticket_waits():
    memory = make.memory(joined_told="t1")
    decision = of(sure="nib-biaya", ticket=make.ticket(), memory=memory)
    assert said(decision) == ["=nib-biaya", "ticket_still_waiting"]
    assert decision.memory.joined_told == "t1"


def test_an_entry_for_officers_is_added_to_the_ticket_that_waits():
    decision = of(sure="portal-error", ticket=make.ticket())
    assert said(decision) == ["=portal-error", "ticket_joined"]
    assert decision.memory.pending is None


def test_an_upset_citizen_hears_that_we_are_sorry_and_is_offered_a_person():
    decision = of(sure="nib-biaya", signals=["complaint"])
    assert said(decision) == ["sorry", "=nib-biaya", "offer_person"]


@pytest.mark.parametrize("signal", ["complaint", "own_file", "account", "urgent"])
def test_trouble_with_an_officer_behind_the_answer_opens_the_ticket_at_once(signal):
    decision = of(sure="imb-lama", signals=[signal])
    assert said(decision)[-2:] == ["=imb-lama", "ticket_opened"]
    assert decision.effects[0].reason == signal


@pytest.mark.parametrize(
    ("entry", "signals", "kind", "priority"),
    [
        ("jam-layanan", [], "question", 0),
        ("portal-error", [], "fault", 0),
        ("oss-akun-terkunci", [], "fault", 0),
        ("oss-daftar", [], "question", 0),
        ("status-permohonan", [], "own_file", 0),
        ("berkas-lama", [], "own_file", 1),
        ("lapor-pelanggaran", [], "report", 0),
        ("jam-layanan", ["own_file", "account"], "own_file", 0),
        ("jam-layanan", ["account"], "fault", 0),
        ("jam-layanan", ["complaint"], "complaint", 1),
        ("jam-layanan", ["urgent"], "question", 1),
        ("status-permohonan", ["complaint"], "own_file", 1),
    ],
)
def test_the_ticket_is_judged_by_its_topic_and_by_what_was_heard(entry, signals, kind, priority):
    family = "oss-akun" if entry.startswith("oss") else "kontak"
    mine = make.entry(
        id=entry, family=family if entry != "portal-error" else "portal", route="officer"
    )
    decision = of(sure=entry, signals=signals, entries=make.entries(mine))
    assert decision.effects == (OpenTicketFor(kind, "route", entry, priority),)


# --- fraud


@pytest.mark.parametrize("given", [{"signals": ["fraud"]}, {"sure": "penipuan-calo"}])
def test_fraud_gets_the_safety_text_and_an_urgent_ticket(given):
    decision = of(**given)
    assert (decision.rule, decision.action, decision.entry) == ("fraud", "answer", "penipuan-calo")
    assert said(decision) == ["=penipuan-calo", "ticket_opened"]
    assert decision.effects == (OpenTicketFor("fraud", "fraud", "penipuan-calo", 2),)


def test_a_sure_question_beside_fraud_is_answered_behind_the_warning():
    decision = of(sure="nib-biaya", signals=["fraud"])
    assert said(decision) == ["fraud_warning", "=nib-biaya", "ticket_opened"]
    assert decision.effects == (OpenTicketFor("fraud", "fraud", "nib-biaya", 2),)


def test_fraud_is_warned_of_even_without_its_entry():
    known = {k: v for k, v in make.entries().items() if k != "penipuan-calo"}
    assert said(of(signals=["fraud"], entries=known)) == ["fraud_warning", "ticket_opened"]


def test_fraud_about_other_business_is_refused():
    decision = of(verdict="refuse", outside="kependudukan", signals=["fraud"])
    assert decision.rule == "elsewhere"


def test_fraud_does_not_wait_for_the_rest_of_a_burst():
    assert of(signals=["fraud"], may_wait=True).rule == "fraud"


# --- a person


@pytest.mark.parametrize("given", [{"signals": ["person"]}, {"sure": "bicara-petugas"}])
def test_who_asks_for_a_person_in_a_sentence_gets_one_at_once(given):
    decision = of(text="mau ngomong sama orang", may_wait=True, **given)
    assert (decision.action, decision.entry) == ("escalate", "bicara-petugas")
    assert said(decision) == ["ticket_opened"]


def test_the_ticket_knows_what_was_answered_just_before():
    memory = of(sure="nib-biaya").memory
    assert of(text="petugas", memory=memory).effects[0].entry == "nib-biaya"


def test_an_answer_of_long_ago_is_not_the_tickets_topic():
    memory = make.memory(last_entry="nib-biaya", last_entry_at=make.LONG_AGO)
    assert of(text="petugas", memory=memory).effects[0].entry == ""


def test_who_asks_again_is_told_that_the_ticket_is_open():
    decision = of(text="petugas", ticket=make.ticket())
    assert said(decision) == ["ticket_joined"]
    assert decision.memory.joined_told == "t1"
