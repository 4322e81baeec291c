"""Catalogues that no example prepared us for: tiny ones, strange words, one phrase an entry."""

import json
from itertools import pairwise

import pytest

from bench import catalogue
from intents import Matcher, Phrase, judge
from tests.intents import small

# Words that no dictionary and no lexicon of ours knows.
STRANGE = {
    "quux": ("blorp wizzle quux", "quux frobnik glim", "wizzle frobnik quux", "glim glim quux drax"),
    "zorb": ("snerf zorb plonk", "plonk vex zorb", "zorb snerf vex", "vex drax zorb"),
    "mirp": ("mirp tolk brint", "brint mirp hask", "tolk hask mirp", "mirp drax brint"),
}  # fmt: skip


def phrases(rows):
    return [Phrase(entry, text) for entry, texts in rows.items() for text in texts]


@pytest.fixture(scope="module")
def strange():
    return Matcher.fit(phrases(STRANGE))


@pytest.mark.parametrize(
    ("text", "entry"), [("frobnik quux", "quux"), ("vex plonk", "zorb"), ("hask brint", "mirp")]
)
def test_words_unlike_ours_are_told_apart(strange, text, entry):
    assert strange.match(text).candidates[0].entry == entry


@pytest.mark.parametrize("text", ["drax", "halo", "asdf ghjk", "makan siang di mana ya"])
def test_what_tells_no_entry_from_another_is_not_answered(strange, text):
    assert strange.match(text).verdict != "answer"


@pytest.mark.parametrize("count", [3, 5, 10])
def test_one_phrase_an_entry_finds_its_entry(count):
    first = {phrase.entry: phrase for phrase, _ in reversed(catalogue.topics())}
    taught = list(first.values())[:count]
    model = Matcher.fit(taught)
    for phrase in taught:
        match = model.match(phrase.text)
        assert (match.candidates[0].entry, match.verdict) == (phrase.entry, "answer")
        assert len(match.candidates) == min(count, 5)


def test_a_small_catalogue_refuses_what_is_nobodys_business():
    model = Matcher.fit(catalogue.campus())
    for text in ("wkwkwk", "selamat anda menang undian hadiah mobil", "kamu cantik deh"):
        assert model.match(text).verdict == "refuse"


def test_a_small_catalogue_is_adapted_when_it_is_learnt():
    campus = catalogue.campus()
    model = Matcher.fit(campus)
    assert model.dump() == model.recalibrated(campus).dump()


@pytest.mark.parametrize(
    ("encoder", "many", "few"),
    [(None, "plain", "few"), (small.LetterEncoder(), "semantic", "few_semantic")],
)
def test_only_where_phrases_are_few_the_weights_for_few_are_used(monkeypatch, encoder, many, few):
    campus = catalogue.campus()
    found = json.loads(Matcher.fit(campus, encoder=encoder).weights())[many]
    assert found["rank"] == list(judge.shipped(few).rank)
    monkeypatch.setattr("intents.matcher._SOON", len(campus))  # and the small talk is over it
    curve = Matcher.fit(campus, encoder=encoder).curve(campus, taught=False)
    assert [p.sure for p in curve if p.in_force] == [judge.shipped(many).answer]


def test_weights_found_later_travel_beside_the_model():
    campus = catalogue.campus()
    adapted = Matcher.fit(campus)
    assert adapted.weights()
    plain = Matcher.load(adapted.dump(), weights="")
    assert plain.weights() == adapted.weights()  # those in the model itself
    never = json.loads(adapted.weights())
    never["plain"]["answer"] = 1.1
    model = Matcher.load(adapted.dump(), weights=json.dumps(never))
    assert adapted.match(campus[0].text).verdict == "answer"
    assert model.match(campus[0].text).verdict == "clarify"


def test_the_curve_tells_what_each_confidence_would_cost():
    campus = catalogue.campus()
    model = Matcher.fit(campus)
    for points in (model.curve(campus, taught=True), model.curve(campus, taught=False)):
        assert [point.sure for point in points] == sorted(point.sure for point in points)
        assert sum(point.in_force for point in points) == 1
        for before, after in pairwise(points):
            assert before.answered >= after.answered
            assert before.wrong >= after.wrong
            assert before.right >= after.right
    held_out, known = (model.curve(campus, taught=taught)[0] for taught in (True, False))
    assert held_out.right < known.right  # what was never seen is harder
    assert held_out.wrong > known.wrong
