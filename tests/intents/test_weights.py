"""How the judge's weights are learnt and moved, and how the bands are chosen."""

import numpy as np
import pytest

from intents import Matcher, judge
from intents.adapting import adapted
from intents.calibration import (
    Sample,
    answer_from,
    calibrate,
    evidence_of,
    fit_context,
    masses,
)
from intents.folds import held_out, kind_of, scored, split_entries
from intents.judge import Weights, band
from intents.nouns import Phrase
from intents.scorers import NAMES, Scores
from intents.understanding import band_after
from tests.intents import small


def a_ranking(*, sure, scope=1.0, shares=(0.6, 0.3, 0.1), outside=None):
    return judge.Ranking(
        np.array(shares, np.float32), (0, 1, 2), sure, scope, np.zeros(1, np.float32), outside
    )


WEIGHTS = Weights((), (), (), answer=0.7, clarify=0.25, refuse=0.5)


@pytest.mark.parametrize(
    ("ranking", "verdict"),
    [
        (a_ranking(sure=0.8), "answer"),
        (a_ranking(sure=0.8, outside=2), "clarify"),
        (a_ranking(sure=0.5), "clarify"),
        (a_ranking(sure=0.2, scope=0.3), "refuse"),
        (a_ranking(sure=0.4, scope=0.3), "clarify"),
        (a_ranking(sure=0.01, shares=(0.05, 0.05, 0.9)), "escalate"),
    ],
)
def test_bands_follow_the_confidence(ranking, verdict):
    assert band(ranking, WEIGHTS)[0] == verdict


def samples(count=60, entries=20):
    """Make scores in which the first scorer is right and unsure ones are wrong."""
    chance, found = np.random.default_rng(4), []
    for number in range(count):
        truth = int(chance.integers(entries - 2))
        rows = chance.random((len(NAMES), entries)).astype(np.float32)
        rows[0, truth] += 5 if number % 3 else 0
        kind = ("known", "known", "unknown", "outside")[number % 4]
        scores = Scores(
            rows,
            1.0,
            0.0,
            4,
            np.zeros(0, np.int32),
            np.zeros(0, np.float32),
        )
        found.append(Sample(scores, entries - 2, truth if kind == "known" else -1, kind))
    return found


def test_learnt_weights_trust_the_scorer_that_is_right():
    weights = calibrate(samples(), semantic=False)
    assert int(np.argmax(weights.rank)) in (0, 9)
    assert 0.5 <= weights.answer <= 1


def test_a_ranking_that_is_given_stays():
    given = np.array(calibrate(samples(), semantic=False).rank)[::-1].copy()
    weights = calibrate(samples(), semantic=False, rank=given)
    assert weights.rank == tuple(given)
    assert weights.sure != calibrate(samples(), semantic=False).sure


def test_the_bands_may_be_set_on_other_samples():
    known = [sample for sample in samples() if sample.kind == "known"]
    assert calibrate(samples(), semantic=True, limit_on=known).refuse > 0
    strange = [sample for sample in samples() if sample.kind == "outside"]
    assert calibrate(samples(), semantic=False, limit_on=strange).refuse == 0


def test_samples_stand_for_usual_traffic():
    found = samples()
    mass = masses(found)
    known = sum(m for m, sample in zip(mass, found, strict=True) if sample.kind == "known")
    assert known == pytest.approx(0.75)


def test_answers_begin_where_wrong_ones_stay_rare():
    sure = np.array([0.9, 0.8, 0.7, 0.6])
    right = np.array([1.0, 1.0, 0.0, 0.0])
    assert answer_from(sure, right, np.full(4, 0.25), wrong=0.02) == pytest.approx(0.7)
    assert answer_from(sure, np.ones(4), np.full(4, 0.25), wrong=0.02) == pytest.approx(0.6)


def test_context_weights_follow_what_decides():
    evidence = []
    for truth in (0, 1, 2, 2):
        rows = np.zeros((3, 2), np.float32)
        rows[truth, 0] = 1
        evidence.append(rows)
    weights = fit_context(evidence, [0, 1, 2, 2], [1, 1, 1, 1], topics=2)
    assert weights[0] > 1 > abs(weights[1])


def test_folds_score_only_what_was_not_learnt(monkeypatch):
    rows = small.phrases()
    monkeypatch.setattr("intents.folds.FOLDS", 2)
    folds = list(held_out(rows))
    kinds = {sample.kind for fold in folds for sample in fold}
    assert kinds == {"known", "unknown", "outside"}
    assert all(sample.truth == -1 for fold in folds for sample in fold if sample.kind == "unknown")
    assert len(folds) == 2


def test_kinds_and_entries_are_told_apart():
    topic, beyond = Phrase("a", "x"), Phrase("b", "y", outside=True)
    assert split_entries([topic, beyond]) == (["a"], ["b"])
    assert kind_of(topic, set()) == "known"
    assert kind_of(topic, {"a"}) == "unknown"
    assert kind_of(beyond, {"b"}) == "outside"


def test_a_test_that_no_entry_fits_has_no_truth():
    (sample,) = scored(small.phrases(), [("tidak-ada", "nib apa", "outside")])
    assert sample.truth == -1


@pytest.mark.parametrize(
    ("shares", "verdict"),
    [
        ((0.6, 0.2, 0.2), "answer"),
        ((0.3, 0.1, 0.6), "refuse"),
        ((0.4, 0.2, 0.4), "clarify"),
        ((0.1, 0.05, 0.3), "escalate"),
    ],
)
def test_bands_of_a_follow_up(shares, verdict):
    found = [(0, shares[0]), (1, shares[1])]
    assert band_after(np.array(shares, np.float32), found, topics=2)[0] == verdict


def test_recalibration_moves_the_confidence_and_keeps_the_order(model, monkeypatch):
    monkeypatch.setattr("intents.folds.FOLDS", 2)
    monkeypatch.setattr("intents.adapting._ENOUGH", 1)
    monkeypatch.setattr("intents.adapting._PROVEN", 10)
    again = model.recalibrated(small.phrases())
    stored = Matcher.load(again.dump())
    for text in ("nib bayar ga", "sabtu oss nib loket"):
        old, new = model.match(text).candidates, again.match(text).candidates
        assert [c.entry for c in old] == [c.entry for c in new]
        assert stored.match(text) == again.match(text)
    assert model.match("nib bayar ga") != again.match("nib bayar ga")


def test_too_little_evidence_changes_nothing():
    few = [sample for sample in samples(12) if sample.kind == "known"]
    shipped = judge.shipped("plain")
    assert adapted(shipped, [few, few], semantic=False, few=True) is shipped


def test_what_folds_do_not_prove_wrong_stays(monkeypatch):
    monkeypatch.setattr("intents.adapting._PROVEN", 0)
    folds = [samples(150), samples(150)]
    shipped = judge.shipped("plain")
    assert adapted(shipped, folds, semantic=False, few=False) is shipped


def test_a_catalogue_of_few_phrases_gets_its_own_band(monkeypatch):
    monkeypatch.setattr("intents.adapting._PROVEN", 0)
    folds = [samples(150), samples(150)]
    shipped = judge.shipped("plain")
    own = adapted(shipped, folds, semantic=False, few=True)
    assert (own.sure, own.scope) == (shipped.sure, shipped.scope)
    evidence, right = evidence_of(
        [one for fold in folds for one in fold], np.array(own.rank), semantic=False
    )
    sure = 1 / (1 + np.exp(-evidence @ np.array(own.sure)))
    mass = masses([one for fold in folds for one in fold])
    assert mass[(sure > own.answer) & (right == 0)].sum() <= 0.013
    assert own.answer > shipped.answer
    assert own.answer == dict(own.bands)[0.02]


def test_the_less_may_be_wrong_the_surer_it_must_be():
    for kind in ("plain", "few", "semantic", "few_semantic"):
        weights = judge.shipped(kind)
        levels = [weights.allowing(share / 1000).answer for share in (5, 10, 15, 20, 30, 50)]
        assert levels == sorted(levels, reverse=True)
        assert levels[0] > weights.answer == levels[3] > levels[-1]


def test_weights_without_bands_keep_their_own_confidence():
    assert WEIGHTS.allowing(0.005).answer == WEIGHTS.answer
