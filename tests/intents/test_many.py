"""Promises of catalogues too large to compare all phrases with all: learnt another way, they answer alike."""

import pytest

from intents import Matcher
from tests.intents import small

QUESTIONS = {
    "nib bayar ga": "nib-biaya",
    "loket tutup jam berapa": "jam-layanan",
    "syarat nib cv": "nib-syarat-badan",
    "sabtu buka": "hari-libur",
}


@pytest.fixture(scope="module", params=[None, small.LetterEncoder()], ids=["plain", "semantic"])
def many(request):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("intents.learning._MANY", 10)
        patch.setattr("intents.features._FEW", 2)
        return small.matcher(request.param)


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_entry_beside_its_rivals_is_found(many, question):
    assert many.match(question).candidates[0].entry == QUESTIONS[question]


def test_what_is_not_this_offices_business_stays_so(many):
    assert many.match("mau bikin ktp baru").verdict == "refuse"


def test_in_a_large_catalogue_rare_letter_groups_are_chance(monkeypatch):
    before = len(small.matcher().dump())
    monkeypatch.setattr("intents.learning._MANY", 10)
    assert len(small.matcher().dump()) < before


def test_a_large_model_is_packed_and_answers_alike(model, monkeypatch):
    monkeypatch.setattr("intents.artefact._LARGE", 1)
    data = model.dump()
    monkeypatch.undo()
    assert len(data) < len(model.dump())
    for question in QUESTIONS:
        assert Matcher.load(data).match(question) == model.match(question)
