"""Weighs the scorers into one ranking, says how sure it is, and chooses the band. Learns nothing."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from math import log, log1p, tanh
from typing import Any

import numpy as np

from intents.features import Floats
from intents.nouns import Verdict
from intents.packaged import read_text
from intents.scorers import Scores, log_softmax

PLAIN = 9  # so many rows of the scores need no encoder
SEMANTIC = 11
WRONG = 0.02  # of all messages: `answer` keeps to this share
_LOGITS = (0, 9)  # rows
_FLOOR, _SCALE = -12.0, 4.0
_FEW = 2
_WHOSE = 0.75  # of what lies outside: with less of it an entry is not told as whose business it is
_WORTH_ASKING = 0.28  # so likely a topic is offered even where the message looks foreign


@dataclass(frozen=True)
class Weights:
    """Learnt by bench/fit_weights.py: how to rank, how to be sure, when to speak."""

    rank: tuple[float, ...]
    sure: tuple[float, ...]  # is the first topic right?
    scope: tuple[float, ...]  # is it this office's business at all?
    answer: float
    clarify: float
    refuse: float
    bands: tuple[tuple[float, float], ...] = ()  # share of wrong answers -> from where to answer

    def allowing(self, wrong: float) -> "Weights":
        """Answer from where so large a share of all messages is answered wrongly."""
        if wrong == WRONG or not self.bands:
            return self
        shares, levels = zip(*self.bands, strict=True)
        return replace(self, answer=float(np.interp(wrong, shares, levels)))

    @cached_property
    def ranking(self) -> Floats:
        """The weights of the claims, ready to multiply."""
        return np.array(self.rank, np.float32)

    @cached_property
    def judging(self) -> Floats:
        """The weights of the evidence: for being right, for being in scope."""
        return np.array([self.sure, self.scope], np.float32)


@dataclass(frozen=True, eq=False)
class Ranking:
    """Every entry's share and what the first topic's claim rests on."""

    shares: Floats
    order: tuple[int, ...]  # topics, best first
    sure: float
    scope: float
    evidence: Floats
    outside: int | None  # the best entry outside, where it beats every topic


@cache
def shipped_context() -> Floats:
    """Give the weights of reading in context."""
    return np.array(json.loads(read_text("weights.json"))["context"], np.float32)


@cache
def shipped(kind: str) -> Weights:
    """Give the weights that come with the package: `plain`, `semantic`, or `few` or `few_semantic` (phrases)."""
    return from_dict(json.loads(read_text("weights.json"))[kind])


def from_dict(found: dict[str, Any]) -> Weights:
    lists = {name: tuple(found[name]) for name in ("rank", "sure", "scope")}
    bands = tuple((share, level) for share, level in found.get("bands", ()))
    return Weights(**{**found, **lists, "bands": bands})


def claims(scores: Scores, *, semantic: bool) -> Floats:
    """Lay out, for every entry, each scorer's value and its lead over the best other entry."""
    rows = scores.rows[: SEMANTIC if semantic else PLAIN].copy()
    for at in _LOGITS[: 1 + semantic]:
        rows[at] = np.maximum(log_softmax(rows[at]), _FLOOR) / _SCALE
    second, best = np.partition(rows, (-2, -1), axis=1)[:, -2:].T
    lead = rows - best[:, None]
    lead[np.arange(len(rows)), rows.argmax(axis=1)] = best - second
    return np.concatenate([rows, lead]).T


def _sigmoid(value: float) -> float:
    return (1 + tanh(value / 2)) / 2


def gather(claim: Floats, shares: Floats, logits: Floats, topics: int, scores: Scores) -> Floats:
    """Collect what speaks for and against the first topic."""
    own = logits[:topics]
    first, *others = (-own).argsort(kind="stable")[:3].tolist()
    top, share = float(own[first]), float(shares[first])
    lead = [(top - float(own[at])) / _SCALE for at in others]
    lead += [2.0] * (2 - len(lead))
    rival = float(logits[topics:].max()) if len(logits) > topics else float(logits.min())
    half = claim.shape[1] // 2
    agree = float((claim[:topics, :half].argmax(axis=0) == first).mean())
    return np.array(
        [
            log(share + 1e-6) / _SCALE,
            log1p(-min(share, 1 - 1e-6)) / _SCALE,
            lead[0],
            min(max((top - rival) / _SCALE, -3.0), 3.0),
            lead[1],
            *claim[first, :half].tolist(),
            agree,
            scores.known,
            scores.foreign,
            log1p(scores.length) / 3,
            float(scores.length <= _FEW),
            1.0,
        ],
        dtype=np.float32,
    )


def rank(scores: Scores, topics: int, weights: Weights) -> Ranking:
    """Order the entries; say how sure the first topic is."""
    semantic = len(weights.rank) > 2 * PLAIN
    claim = claims(scores, semantic=semantic)
    logits = claim @ weights.ranking
    shares = np.exp(log_softmax(logits))
    evidence = gather(claim, shares, logits, topics, scores)
    order = tuple((-logits[:topics]).argsort(kind="stable")[:5].tolist())
    beyond = int(logits[topics:].argmax()) + topics if len(logits) > topics else None
    sure, scope = (weights.judging @ evidence).tolist()
    return Ranking(
        shares,
        order,
        _sigmoid(sure),
        _sigmoid(scope),
        evidence,
        beyond if beyond is not None and logits[beyond] > logits[order[0]] else None,
    )


def whose(shares: Floats, topics: int) -> int | None:
    """Say which entry outside it is, where one leaves little to the others."""
    beyond = shares[topics:]
    first = int(beyond.argmax()) if len(beyond) else 0
    return topics + first if len(beyond) and beyond[first] >= _WHOSE * beyond.sum() else None


def confidences(ranking: Ranking) -> list[tuple[int, float]]:
    """Share out what the first topic leaves among the others, as their weights stand."""
    first = ranking.order[0]
    left = (1 - ranking.sure) / max(1 - float(ranking.shares[first]), 1e-6)
    rest = [(at, min(ranking.sure, left * float(ranking.shares[at]))) for at in ranking.order[1:]]
    return [(first, ranking.sure), *rest]


def band(ranking: Ranking, weights: Weights) -> tuple[Verdict, str]:
    """Choose what to do, and say why."""
    if ranking.sure >= weights.answer and ranking.outside is None:
        return "answer", f"sure {ranking.sure:.2f} >= {weights.answer:.2f}"
    if ranking.scope < weights.refuse and ranking.sure < _WORTH_ASKING:
        return "refuse", f"in scope {ranking.scope:.2f} < {weights.refuse:.2f}"
    return unsure(confidences(ranking), weights)


def unsure(found: Sequence[tuple[int, float]], weights: Weights) -> tuple[Verdict, str]:
    """Ask back where one of the three likeliest is likely enough, else hand over; and say why."""
    offered = sum(value for _, value in found[:3])
    if offered >= weights.clarify:
        return "clarify", f"one of three {offered:.2f} >= {weights.clarify:.2f}"
    return "escalate", f"one of three {offered:.2f} < {weights.clarify:.2f}"
