"""Risk and coverage: what answering from a confidence on would cost. Learns and draws nothing."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from intents import judge
from intents.calibration import Sample, masses
from intents.judge import Weights
from intents.nouns import Point

LEVELS = (*(round(0.3 + 0.05 * step, 2) for step in range(14)), 0.98)


def _tried(samples: Sequence[Sample], weights: Weights) -> Iterator[tuple[float, bool]]:
    """How sure each message's first topic is (0 where something outside leads), and whether it is right."""
    for sample in samples:
        ranking = judge.rank(sample.scores, sample.topics, weights)
        sure = ranking.sure if ranking.outside is None else 0.0
        yield sure, ranking.order[0] == sample.truth


def risk_coverage(
    samples: Sequence[Sample], weights: Weights, levels: Iterable[float] = LEVELS
) -> tuple[Point, ...]:
    """A point for each level and for the band in force; the samples stand for a desk's usual traffic."""
    sure, right = (np.array(column) for column in zip(*_tried(samples, weights), strict=True))
    mass = masses(samples)
    known = max(mass[[sample.kind == "known" for sample in samples]].sum(), 1e-9)
    found = []
    for level in sorted({*levels, weights.answer}):
        answered = sure >= level
        well = float(mass[answered & right].sum())
        wrong = float(mass[answered & ~right].sum())
        found.append(Point(level, well + wrong, well / known, wrong, level == weights.answer))
    return tuple(found)
