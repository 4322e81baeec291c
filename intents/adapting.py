"""Adapts the shipped weights to a catalogue, as far as its own held-out folds prove them wrong for it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from intents.calibration import FAMILIAR, Sample, banded, evidence_of, masses, nudged
from intents.judge import PLAIN, Weights

_PROVEN = 0.95  # moved weights must leave at most so much of the shipped ones' loss
_CHANCE = 1.2  # so many misread phrases are chance, and raise no band
_PART = 0.45  # what is learnt from few phrases errs more elsewhere than on its own folds
_LEANING = 2.0
_ENOUGH = 60  # phrases held out whose entry was taught: fewer prove nothing


def _loss(weights: Weights, samples: Sequence[Sample], *, semantic: bool) -> float:
    evidence, right = evidence_of(samples, np.array(weights.rank), semantic=semantic)
    logits = evidence @ np.array(weights.sure)
    loss = np.logaddexp(0, np.where(right > 0, -logits, logits))
    return float((masses(samples) * loss).sum())


def _known(samples: Sequence[Sample]) -> int:
    return sum(sample.kind == "known" for sample in samples)


def _is_proven(weights: Weights, folds: Sequence[Sequence[Sample]], *, semantic: bool) -> bool:
    """Say whether weights moved by the other folds are clearly better on each fold in turn."""
    shipped = moved = 0.0
    for at, fold in enumerate(folds):
        others = [sample for other in (*folds[:at], *folds[at + 1 :]) for sample in other]
        shipped += _loss(weights, fold, semantic=semantic)
        moved += _loss(nudged(weights, others, semantic=semantic), fold, semantic=semantic)
    return moved < _PROVEN * shipped


def _leaning(weights: Weights) -> Weights:
    """Rank rather by what is learnt: of few phrases the nearest one is seldom the telling one."""
    rank = list(weights.rank)
    for at in (0, PLAIN):  # the first scorer's value, and its lead
        rank[at] *= _LEANING
    return replace(weights, rank=tuple(rank))


def adapted(
    weights: Weights, folds: Sequence[Sequence[Sample]], *, semantic: bool, few: bool
) -> Weights:
    """Move the confidence where that is proven; where phrases are few, or it moved, set the band anew."""
    samples = [sample for fold in folds for sample in fold]
    known = _known(samples)
    if known < _ENOUGH:
        return weights
    if few and not semantic:
        weights = _leaning(weights)
    unlike = _is_proven(weights, folds, semantic=semantic)
    if unlike:
        weights = nudged(weights, samples, semantic=semantic)
    if not (few or unlike):
        return weights
    evidence, right = evidence_of(samples, np.array(weights.rank), semantic=semantic)
    sure = 1 / (1 + np.exp(-evidence @ np.array(weights.sure)))
    judged = (sure, right, masses(samples))
    return banded(weights, judged, part=_PART if few else FAMILIAR, least=_CHANCE / known)
