"""Delicate matters get one fixed neutral sentence: no opinion, no echo, no ticket."""

import pytest

from bot.model.decision import OpenTicketFor
from intents.signals import read_signals
from tests.dialogue.helpers import of, said

ALWAYS = [
    ("self_harm", "neutral_self_harm"),
    ("emergency", "neutral_emergency"),
]
MATTERS = [
    ("court", "neutral_court"),
    ("politics", "neutral_politics"),
    ("named_official", "neutral_politics"),
]


@pytest.mark.parametrize(("signal", "sentence"), ALWAYS)
@pytest.mark.parametrize("sure", ["", "nib-biaya"])
def test_a_delicate_matter_gets_its_sentence_whatever_else_is_asked(signal, sentence, sure):
    decision = of(text="x", sure=sure, signals=(signal,))
    assert (decision.action, decision.state) == ("refuse", "answered")
    assert (said(decision), decision.effects, decision.entry) == ([sentence], (), "")


@pytest.mark.parametrize(("signal", "sentence"), MATTERS)
def test_courts_and_politics_get_their_sentence(signal, sentence):
    decision = of(text="x", signals=(signal,))
    assert (decision.action, decision.effects, said(decision)) == ("refuse", (), [sentence])


@pytest.mark.parametrize(("signal", "sentence"), MATTERS)
def test_a_sure_question_beside_them_is_answered(signal, sentence):
    assert said(of(sure="nib-biaya", signals=(signal,))) == ["=nib-biaya"]


def test_a_threat_goes_to_people_urgently():
    decision = of(text="x", sure="nib-biaya", signals=("threat",))
    assert said(decision) == ["neutral_insult", "ticket_opened"]
    assert decision.effects == (OpenTicketFor("question", "threat", "", 2),)


def test_an_insult_without_a_question_gets_a_calm_sentence():
    assert said(of(signals=("insult",))) == ["neutral_insult"]


def test_an_insult_with_a_question_gets_the_answer():
    assert said(of(sure="nib-biaya", signals=("insult",))) == ["=nib-biaya"]


def test_life_comes_before_everything_else():
    assert said(of(signals=("politics", "insult", "self_harm"))) == ["neutral_self_harm"]


def test_a_delicate_matter_does_not_wait_for_the_rest_of_a_burst():
    assert of(signals=("self_harm",), may_wait=True).rule == "delicate"


TEXTS = [
    # self-harm
    ("saya mau bunuh diri saja", "neutral_self_harm"),
    ("rasanya ingin mati saja", "neutral_self_harm"),
    ("saya sudah tidak mau hidup lagi", "neutral_self_harm"),
    ("mau akhiri hidup rasanya", "neutral_self_harm"),
    ("pengen bunuh diri gara2 izin ini", "neutral_self_harm"),
    ("lebih baik saya mati", "neutral_self_harm"),
    ("sy pengen mengakhiri hidup", "neutral_self_harm"),
    # insults
    ("goblok", "neutral_insult"),
    ("bot tolol", "neutral_insult"),
    ("dasar bodoh", "neutral_insult"),
    ("anjing lu", "neutral_insult"),
    ("bangsat", "neutral_insult"),
    ("kalian goblok semua", "neutral_insult"),
    ("otaknya di mana sih, dungu", "neutral_insult"),
    ("kampret", "neutral_insult"),
    ("idiot", "neutral_insult"),
    ("bego banget sih", "neutral_insult"),
    # politics
    ("pilkada nanti pilih siapa", "neutral_politics"),
    ("partai apa yang paling bagus", "neutral_politics"),
    ("siapa presiden terbaik menurutmu", "neutral_politics"),
    ("kamu dukung partai mana", "neutral_politics"),
    ("pemilu kemarin curang ya", "neutral_politics"),
    ("capres favoritmu siapa", "neutral_politics"),
    ("caleg mana yang bagus", "neutral_politics"),
    # named officials
    ("wali kota bontang korupsi ya", "neutral_politics"),
    ("menurut kamu wali kota bagus tidak", "neutral_politics"),
    ("bagaimana kinerja wali kota", "neutral_politics"),
    ("presiden kita payah", "neutral_politics"),
    ("gubernur korupsi tidak", "neutral_politics"),
    ("kepala dinas korupsi", "neutral_politics"),
    ("bagaimana pendapatmu tentang presiden", "neutral_politics"),
    # courts
    ("saya mau gugat ke pengadilan", "neutral_court"),
    ("kasus saya di pengadilan bagaimana", "neutral_court"),
    ("saya akan menggugat dinas", "neutral_court"),
    ("putusan hakim kemarin adil tidak", "neutral_court"),
    ("saya digugat tetangga", "neutral_court"),
    ("perkara saya di ptun sampai mana", "neutral_court"),
    ("saya mau tuntut kalian di pengadilan", "neutral_court"),
    # danger
    ("ada kebakaran tolong", "neutral_emergency"),
    ("tolong ada orang pingsan", "neutral_emergency"),
    ("rumah saya kebakaran", "neutral_emergency"),
    ("tolong panggil ambulans", "neutral_emergency"),
    ("ada kecelakaan di depan kantor", "neutral_emergency"),
    ("banjir masuk rumah tolong evakuasi", "neutral_emergency"),
]


@pytest.mark.parametrize(("text", "sentence"), TEXTS)
def test_delicate_texts_are_heard_and_answered_neutrally(text, sentence):
    signals = {signal.name for signal in read_signals(text)}
    assert said(of(text=text, signals=signals)) == [sentence]


HARMLESS = [
    "alamat dekat pengadilan negeri",
    "izin alat pemadam kebakaran",
    "surat untuk wali kota lewat mana",
    "usaha saya mati suri",
    "izin pasang spanduk partai",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_texts_with_such_words_are_not_delicate(text):
    signals = {signal.name for signal in read_signals(text)}
    assert of(text=text, sure="pbg", signals=signals).rule == "answer"
