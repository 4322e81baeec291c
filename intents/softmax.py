"""Fits multinomial logistic regression on a table of likenesses; knows no phrases and no features."""

from importlib import import_module

import numpy as np

from intents.features import Floats, Ints

_RIDGE = 0.05  # 1 / C of logistic regression
_STEPS = 30


def softmax_in_samples(kernel: Floats, owners: Ints, classes: int, ridge: float = _RIDGE) -> Floats:
    """Fit multinomial logistic regression as weights of the samples, by bounded Newton steps.

    The curvature of softmax is at most one half, so one inverse serves every step; steps are
    accelerated as Nesterov's. With some thousand phrases this beats a solver over all features.
    """
    count = len(owners)
    half = _inverted(kernel * np.float32(0.5), ridge)
    times = import_module("scipy.linalg.blas").ssymm
    truth = np.zeros((count, classes), np.float32)
    truth[np.arange(count), owners] = 1
    logits = np.zeros_like(truth)
    before: Floats | None = None
    pace = 1.0
    for _ in range(_STEPS):
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        odds /= odds.sum(axis=1, keepdims=True)
        wanted = np.float32(0.5) * logits - odds + truth
        now = times(1.0, half, wanted, lower=1)
        ahead = now
        if before is not None:
            faster = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
            ahead = now + np.float32((pace - 1) / faster) * (now - before)
            pace = faster
        before, logits = now, kernel @ ahead
    weights: Floats = ahead
    return weights


def _inverted(table: Floats, ridge: float) -> Floats:
    """Invert table + ridge, the lower half in place: phrases times phrases is what fills the memory."""
    lapack = import_module("scipy.linalg.lapack")
    table.flat[:: len(table) + 1] += ridge
    factor, failed = lapack.spotrf(table.T, lower=1, overwrite_a=1)
    if failed:
        raise ValueError("a table of likenesses has no negative direction")
    inverse: Floats = lapack.spotri(factor, lower=1, overwrite_c=1)[0]
    return inverse
