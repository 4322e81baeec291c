"""Learns the judge's weights from held-out scores: how to rank, how to be sure, when to speak."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any, Literal

import numpy as np

from intents.features import Floats
from intents.judge import WRONG, Weights, claims, gather
from intents.scorers import Scores, log_softmax

Kind = Literal["known", "unknown", "outside"]
_SHORTLIST = 15
_DECAY = 1e-3
_CONTEXT_DECAY = 2e-4
_LOYALTY = 3e-2  # how far a catalogue's own folds may move the shipped weights
_TRAFFIC = {"known": 0.75, "unknown": 0.08, "outside": 0.17}  # what a desk hears
_SHARES = (0.005, 0.01, WRONG, 0.03, 0.05)
_FAMILIAR = 0.65  # our own test messages err so much less than strangers'
_LEAST_SURE = 0.5
_OFFER = 0.25
_LOST = 0.007  # share of the office's own business that may be refused


@dataclass(frozen=True, eq=False)
class Sample:
    """A message whose entry is known, scored by a table that never saw it."""

    scores: Scores
    topics: int
    truth: int  # -1: no entry fits
    kind: Kind
    weight: float = 1.0


def _minimise(loss: Callable[[Floats], tuple[float, Floats]], size: int) -> Floats:
    optimise = import_module("scipy.optimize").minimize
    found: Any = optimise(
        loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": 400}
    )
    return np.asarray(found.x)


def fit_rank(samples: Sequence[Sample], *, semantic: bool) -> Floats:
    """Find the weights under which the right entry wins among the likeliest."""
    rows, truths, masses = [], [], []
    for sample in samples:
        claim = claims(sample.scores, semantic=semantic)
        near = np.argsort(-claim[:, 0], kind="stable")[:_SHORTLIST]
        hit = np.flatnonzero(near == sample.truth)
        if len(hit) and len(near) == _SHORTLIST:
            rows.append(claim[near])
            truths.append(int(hit[0]))
            masses.append(sample.weight)
    table, truth = np.stack(rows).astype(np.float64), np.array(truths)
    mass = np.array(masses) / sum(masses)

    def loss(weights: Floats) -> tuple[float, Floats]:
        logits = table @ weights
        shares = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        value = -(mass * np.log(shares[np.arange(len(truth)), truth] + 1e-12)).sum()
        shares[np.arange(len(truth)), truth] -= 1
        slope = np.einsum("ne,nef->f", shares * mass[:, None], table) + 2 * _DECAY * weights
        return float(value + _DECAY * weights @ weights), slope

    return _minimise(loss, table.shape[2])


def fit_logistic(
    evidence: Floats, truth: Floats, mass: Floats, prior: Floats | None = None
) -> Floats:
    """Fit a logistic regression, held near the prior or, without one, near zero."""
    near = np.zeros(evidence.shape[1]) if prior is None else prior
    decay = np.full(evidence.shape[1], _DECAY if prior is None else _LOYALTY)
    decay[-1] = 0 if prior is None else _LOYALTY

    def loss(weights: Floats) -> tuple[float, Floats]:
        logits = evidence @ weights
        value = (mass * np.logaddexp(0, np.where(truth > 0, -logits, logits))).sum() / mass.sum()
        slope = evidence.T @ (mass * (1 / (1 + np.exp(-logits)) - truth)) / mass.sum()
        away = weights - near
        return float(value + decay @ (away * away)), slope + 2 * decay * away

    return _minimise(loss, evidence.shape[1])


def evidence_of(
    samples: Sequence[Sample], rank: Floats, *, semantic: bool
) -> tuple[Floats, Floats]:
    """Give the evidence for each sample's first topic, and whether that topic is right."""
    found, right = [], []
    for sample in samples:
        claim = claims(sample.scores, semantic=semantic)
        logits = claim @ rank.astype(np.float32)
        shares = np.exp(log_softmax(logits))
        found.append(gather(claim, shares, logits, sample.topics, sample.scores))
        right.append(float(int(logits[: sample.topics].argmax()) == sample.truth))
    return np.stack(found).astype(np.float64), np.array(right)


def masses(samples: Sequence[Sample]) -> Floats:
    """Weigh the samples so that they stand for a desk's usual traffic."""
    kinds = np.array([sample.kind for sample in samples])
    own = np.array([sample.weight for sample in samples])
    mass = np.zeros(len(samples))
    for kind, share in _TRAFFIC.items():
        here = kinds == kind
        mass[here] = share * own[here] / max(own[here].sum(), 1e-9)
    whole: Floats = mass / max(mass.sum(), 1e-9)
    return whole


def answer_from(sure: Floats, right: Floats, mass: Floats, wrong: float) -> float:
    """Find the lowest confidence from which answering keeps wrong answers under the limit."""
    order = np.argsort(-sure, kind="stable")
    amiss = np.cumsum((1 - right[order]) * mass[order])
    allowed = int(np.searchsorted(amiss, wrong, side="right"))
    return max(_LEAST_SURE, float(sure[order[min(allowed, len(order) - 1)]]))


def banded(
    weights: Weights, judged: tuple[Floats, Floats, Floats], *, least: float = 0.0
) -> Weights:
    """Set from where to answer, for each share of wrong answers that an office may allow.

    `judged`: how sure, whether right, and the mass of each message; up to `least` is chance.
    """
    found = tuple((share, answer_from(*judged, max(share * _FAMILIAR, least))) for share in _SHARES)
    return replace(weights, answer=dict(found)[WRONG], bands=found)


def calibrate(
    samples: Sequence[Sample],
    *,
    semantic: bool,
    limit_on: Sequence[Sample] = (),
    rank: Floats | None = None,
    lost: float = _LOST,
) -> Weights:
    """Learn all weights, those for ranking too where none are given.

    The bands are set on `limit_on`, where given, else on the same samples.
    """
    if rank is None:
        rank = fit_rank(samples, semantic=semantic)
    evidence, right = evidence_of(samples, rank, semantic=semantic)
    mass = masses(samples)
    sure = fit_logistic(evidence, right, mass)
    ours = np.array([float(sample.kind != "outside") for sample in samples])
    scope = fit_logistic(evidence, ours, mass)
    weights = Weights(
        tuple(rank.tolist()), tuple(sure.tolist()), tuple(scope.tolist()), 1.0, _OFFER, 0.0
    )
    return with_bands(weights, limit_on or samples, semantic=semantic, lost=lost)


def nudged(weights: Weights, samples: Sequence[Sample], *, semantic: bool) -> Weights:
    """Move the confidence towards a catalogue's own held-out folds; ranking and bands stay."""
    evidence, right = evidence_of(samples, np.array(weights.rank), semantic=semantic)
    mass = masses(samples)
    ours = np.array([float(sample.kind != "outside") for sample in samples])
    return replace(
        weights,
        sure=tuple(fit_logistic(evidence, right, mass, np.array(weights.sure)).tolist()),
        scope=tuple(fit_logistic(evidence, ours, mass, np.array(weights.scope)).tolist()),
    )


def with_bands(
    weights: Weights, samples: Sequence[Sample], *, semantic: bool, lost: float = _LOST
) -> Weights:
    """Set the thresholds so that wrong answers and wrong refusals stay rare."""
    evidence, right = evidence_of(samples, np.array(weights.rank), semantic=semantic)
    mass = masses(samples)
    sure = 1 / (1 + np.exp(-evidence @ np.array(weights.sure)))
    scope = 1 / (1 + np.exp(-evidence @ np.array(weights.scope)))
    known = np.array([sample.kind == "known" for sample in samples])
    refuse = float(np.quantile(scope[known], lost)) if known.any() else 0.0
    return replace(banded(weights, (sure, right, mass)), refuse=refuse)


def fit_context(
    evidence: Sequence[Floats], truths: Sequence[int], weights: Sequence[float], topics: int
) -> Floats:
    """Find the weights under which a follow-up's entry wins; outside, any entry outside will do."""
    table, mass = np.stack(evidence).astype(np.float64), np.array(weights) / sum(weights)
    wanted = np.zeros(table.shape[:2])
    for row, truth in zip(wanted, truths, strict=True):
        row[slice(topics, None) if truth >= topics else truth] = 1

    def loss(weights: Floats) -> tuple[float, Floats]:
        logits = table @ weights
        shares = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        hit = shares * wanted
        total = hit.sum(axis=1, keepdims=True) + 1e-12
        slope = np.einsum("ne,nef->f", (shares - hit / total) * mass[:, None], table)
        value = -(mass * np.log(total[:, 0])).sum() + _CONTEXT_DECAY * weights @ weights
        return float(value), slope + 2 * _CONTEXT_DECAY * weights

    return _minimise(loss, table.shape[2])
