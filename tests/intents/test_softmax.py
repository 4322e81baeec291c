"""Logistic regression on likenesses: it ends at the optimum, and says so when there can be none."""

import numpy as np
import pytest

from intents.softmax import softmax_in_samples

RIDGE = 0.5
OWNERS = np.array([0, 0, 1, 1, 2, 2], np.int32)


def likenesses():
    samples = np.random.default_rng(3).normal(size=(len(OWNERS), 4)).astype(np.float32)
    return samples @ samples.T + 1


def test_at_the_end_no_weight_wants_to_move():
    kernel = likenesses()
    before = kernel.copy()
    weights = softmax_in_samples(kernel, OWNERS, 3, RIDGE)
    odds = np.exp(kernel @ weights)
    odds /= odds.sum(axis=1, keepdims=True)
    assert np.allclose(np.eye(3)[OWNERS] - odds, RIDGE * weights, atol=0.01)
    assert (kernel == before).all()


def test_what_cannot_be_likenesses_is_refused():
    with pytest.raises(ValueError, match="likenesses"):
        softmax_in_samples(-likenesses() * 9, OWNERS, 3, RIDGE)
