"""Weighs the scorers into one ranking, says how sure it is, and chooses the band. Learns nothing."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from intents.features import Floats
from intents.nouns import Verdict
from intents.packaged import read_text
from intents.scorers import Scores, log_softmax

PLAIN = (0, 1, 2, 3, 4, 5, 6, 7, 8)  # rows of the scores that need no encoder
SEMANTIC = (*PLAIN, 9, 10)
_LOGITS = frozenset({0, 9})
_FLOOR, _SCALE = -12.0, 4.0
_FEW = 2
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
    """Give the weights that come with the package: `plain` or `semantic`."""
    return from_dict(json.loads(read_text("weights.json"))[kind])


def from_dict(found: dict[str, Any]) -> Weights:
    lists = {name: tuple(found[name]) for name in ("rank", "sure", "scope")}
    return Weights(**{**found, **lists})


def claims(scores: Scores, *, semantic: bool) -> Floats:
    """Lay out, for every entry, each scorer's value and its lead over the best other entry."""
    used = SEMANTIC if semantic else PLAIN
    rows = scores.rows[list(used)]
    for at, name in enumerate(used):
        if name in _LOGITS:
            rows[at] = np.maximum(log_softmax(rows[at]), _FLOOR) / _SCALE
    two = np.partition(rows, rows.shape[1] - 2, axis=1)[:, -2:]
    best, second = two[:, 1:], two[:, :1]
    lead = np.where(rows >= best, rows - second, rows - best)
    return np.concatenate([rows, lead]).T


def _sigmoid(value: float) -> float:
    return float(1 / (1 + np.exp(-value)))


def gather(claim: Floats, shares: Floats, logits: Floats, topics: int, scores: Scores) -> Floats:
    """Collect what speaks for and against the first topic."""
    order = np.argsort(-logits[:topics], kind="stable")[:3]
    first = int(order[0])
    share = float(shares[first])
    lead = [float(logits[first] - logits[o]) / _SCALE for o in order[1:]]
    lead += [2.0] * (2 - len(lead))
    rival = float(logits[topics:].max()) if len(logits) > topics else float(logits.min())
    half = claim.shape[1] // 2
    agree = float((claim[:topics, :half].argmax(axis=0) == first).mean())
    return np.array(
        [
            np.log(share + 1e-6) / _SCALE,
            np.log1p(-min(share, 1 - 1e-6)) / _SCALE,
            lead[0],
            np.clip((float(logits[first]) - rival) / _SCALE, -3, 3),
            lead[1],
            *claim[first, :half],
            agree,
            scores.known,
            scores.foreign,
            np.log1p(scores.length) / 3,
            float(scores.length <= _FEW),
            1.0,
        ],
        dtype=np.float32,
    )


def rank(scores: Scores, topics: int, weights: Weights) -> Ranking:
    """Order the entries; say how sure the first topic is."""
    semantic = len(weights.rank) > 2 * len(PLAIN)
    claim = claims(scores, semantic=semantic)
    logits = claim @ np.array(weights.rank, np.float32)
    shares = np.exp(log_softmax(logits))
    evidence = gather(claim, shares, logits, topics, scores)
    order = tuple(np.argsort(-logits[:topics], kind="stable")[:5].tolist())
    beyond = int(logits[topics:].argmax()) + topics if len(logits) > topics else None
    return Ranking(
        shares,
        order,
        _sigmoid(float(evidence @ np.array(weights.sure, np.float32))),
        _sigmoid(float(evidence @ np.array(weights.scope, np.float32))),
        evidence,
        beyond if beyond is not None and logits[beyond] > logits[order[0]] else None,
    )


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
    offered = sum(value for _, value in confidences(ranking)[:3])
    if offered >= weights.clarify:
        return "clarify", f"one of three {offered:.2f} >= {weights.clarify:.2f}"
    return "escalate", f"one of three {offered:.2f} < {weights.clarify:.2f}"
