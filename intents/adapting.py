"""Adapts the shipped weights to a catalogue, as far as its own held-out folds prove them wrong for it."""

from collections.abc import Sequence

import numpy as np

from intents.calibration import Sample, banded, evidence_of, masses, nudged
from intents.judge import Weights

_PROVEN = 0.9  # moved weights must leave at most so much of the shipped ones' loss
_CHANCE = 2  # so many misread phrases are chance, and raise no band
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


def adapted(
    weights: Weights, folds: Sequence[Sequence[Sample]], *, semantic: bool, few: bool
) -> Weights:
    """Move the confidence where that is proven; where phrases are few, or it moved, set the band anew."""
    samples = [sample for fold in folds for sample in fold]
    known = _known(samples)
    if known < _ENOUGH:
        return weights
    unlike = _is_proven(weights, folds, semantic=semantic)
    if unlike:
        weights = nudged(weights, samples, semantic=semantic)
    if not (few or unlike):
        return weights
    evidence, right = evidence_of(samples, np.array(weights.rank), semantic=semantic)
    sure = 1 / (1 + np.exp(-evidence @ np.array(weights.sure)))
    judged = (sure, right, masses(samples))
    return banded(weights, judged, least=_CHANCE / known)
