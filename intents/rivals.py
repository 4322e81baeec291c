"""Learns the linear scorer of a catalogue too large to compare all its phrases: each entry beside its rivals."""

from importlib import import_module
from typing import Any

import numpy as np

from intents.features import Floats, Halves, Ints
from intents.softmax import softmax_in_samples

_NEAREST = 150  # phrases of others that are most like the entry
_OTHERS = 150  # and some by chance, so that it knows the rest of the world
_AT_A_TIME = 512


def learn_beside_rivals(matrix: Any, owners: Ints, classes: int) -> tuple[Halves, Floats]:
    """Give every entry the log-odds of being meant: feature x entry, and what each begins with.

    `matrix` holds a phrase a row, sparse or dense. Time and memory grow as the number of phrases
    times the number of entries; beyond some thousand phrases all at once would take their cube.
    """
    alike = _likeness(matrix, owners, classes)
    chance = np.random.default_rng(0)
    weights = np.zeros((matrix.shape[1], classes), np.float16)
    bias = np.zeros(classes, np.float32)
    for entry in range(classes):
        own = np.flatnonzero(owners == entry)
        nearest = np.argsort(-alike[:, entry], kind="stable")[: _NEAREST + len(own)]
        some = chance.choice(len(owners), size=min(_OTHERS, len(owners)), replace=False)
        rest = np.union1d(nearest, some)
        chosen = np.concatenate([own, rest[owners[rest] != entry]])
        part = matrix[chosen]
        kernel = part @ part.T
        whole = np.asarray(kernel.todense() if hasattr(kernel, "todense") else kernel, np.float32)
        mine = (np.arange(len(chosen)) < len(own)).astype(np.int32)
        parts = softmax_in_samples(whole + 1, mine, 2)
        odds = parts[:, 1] - parts[:, 0]
        weights[:, entry] = np.asarray(part.T @ odds).ravel()
        bias[entry] = odds.sum()
    return weights, bias


def _likeness(matrix: Any, owners: Ints, classes: int) -> Halves:
    """Compare every phrase with the middle of every entry."""
    sparse = import_module("scipy.sparse")
    count = len(owners)
    belongs = sparse.csr_matrix(
        (np.ones(count, np.float32), (owners, np.arange(count))), shape=(classes, count)
    )
    middles = belongs @ matrix
    squares = middles.multiply(middles) if sparse.issparse(middles) else middles * middles
    lengths = np.sqrt(np.asarray(squares.sum(axis=1), np.float32).ravel()) + np.float32(1e-9)
    turned = (sparse.diags(1 / lengths) @ middles).T
    parts = []
    for at in range(0, count, _AT_A_TIME):
        some = matrix[at : at + _AT_A_TIME] @ turned
        parts.append(np.asarray(some.todense() if sparse.issparse(some) else some, np.float16))
    alike: Halves = np.concatenate(parts)
    return alike
