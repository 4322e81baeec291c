"""Learns a table from phrases; the only module that imports scipy, and only when it is used."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import numpy as np

from intents.courtesy import matter
from intents.encoder import Encoder
from intents.features import LETTERS, Floats, Halves, Ints, Space, features_of
from intents.reader import Reader, Word
from intents.scorers import Table, roots_line

_RIDGE = 0.05  # 1 / C of logistic regression
_STEPS = 30
_AT_A_TIME = 256
_K1, _B = 1.2, 0.6


def softmax_in_samples(kernel: Floats, owners: Ints, classes: int, ridge: float = _RIDGE) -> Floats:
    """Fit multinomial logistic regression as weights of the samples, by bounded Newton steps.

    The curvature of softmax is at most one half, so one inverse serves every step; steps are
    accelerated as Nesterov's. With some thousand phrases this beats a solver over all features.
    """
    count = len(owners)
    inverse = np.linalg.inv(kernel * np.float32(0.5) + ridge * np.eye(count, dtype=np.float32))
    truth = np.zeros((count, classes), np.float32)
    truth[np.arange(count), owners] = 1
    logits = np.zeros_like(truth)
    before: Floats | None = None
    pace = 1.0
    for _ in range(_STEPS):
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        odds /= odds.sum(axis=1, keepdims=True)
        now = inverse @ (np.float32(0.5) * logits - odds + truth)
        ahead = now
        if before is not None:
            faster = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
            ahead = now + np.float32((pace - 1) / faster) * (now - before)
            pace = faster
        before, logits = now, kernel @ ahead
    weights: Floats = ahead
    return weights


def _matrix(space: Space, counted: Sequence[dict[str, int]]) -> Any:
    sparse = import_module("scipy.sparse")
    found = [space.vector(features) for features in counted]
    starts = np.cumsum([0, *(len(ids) for ids, _ in found)])
    ids = np.concatenate([ids for ids, _ in found])
    values = np.concatenate([values for _, values in found])
    return sparse.csr_matrix((values, ids, starts), shape=(len(counted), len(space.names)))


def _kernel(matrix: Any) -> Floats:
    """Compare all phrases with each other, some at a time: the whole as a sparse product is big."""
    turned = matrix.T.tocsr()
    places = range(0, matrix.shape[0], _AT_A_TIME)
    parts = [(matrix[at : at + _AT_A_TIME] @ turned).toarray() for at in places]
    return np.concatenate(parts).astype(np.float32) + 1


def _bm25(space: Space, counted: Sequence[dict[str, int]], owners: Ints, entries: int) -> Halves:
    """Weigh words as BM25 does when all phrases of an entry are one document."""
    ids = {name: at for at, name in enumerate(space.names) if space.words[at]}
    counts = np.zeros((len(space.names), entries), np.float32)
    for features, owner in zip(counted, owners, strict=True):
        for name, count in features.items():
            if name in ids:
                counts[ids[name], owner] += count
    lengths = counts.sum(axis=0)
    long = 1 - _B + _B * lengths / max(float(lengths.mean()), 1e-9)
    spread = (counts > 0).sum(axis=1)
    idf = np.log(1 + (entries - spread + 0.5) / (spread + 0.5))
    weighed = counts * (_K1 + 1) / (counts + _K1 * long + 1e-9)
    table: Halves = (weighed * idf[:, None]).astype(np.float16)
    return table


def learn(
    rows: Sequence[tuple[str, str]],
    entries: tuple[str, ...],
    topics: int,
    reader: Reader,
    encoder: Encoder | None = None,
) -> Table:
    """Learn from (entry, text) rows; `entries` lists the topics first."""
    read = [matter(reader.read(text)) for _, text in rows]
    counted = [features_of(words) for words in read]
    owners = np.array([entries.index(entry) for entry, _ in rows], dtype=np.int32)
    space = Space.learn(counted)
    matrix = _matrix(space, counted)
    kernel = _kernel(matrix)
    parts = softmax_in_samples(kernel, owners, len(entries))
    postings = _postings(matrix, space)
    centre, vectors, head = _semantic(read, owners, len(entries), encoder)
    return Table(
        entries,
        topics,
        space,
        np.asarray(matrix.T @ parts).astype(np.float16),
        parts.sum(axis=0).astype(np.float32),
        _bm25(space, counted, owners, len(entries)),
        *postings,
        owners,
        tuple(roots_line(words) for words in read),
        centre,
        vectors,
        head,
    )


def _postings(matrix: Any, space: Space) -> tuple[Ints, Ints, Floats]:
    """Turn the matrix around: for every word-like feature the phrases that hold it."""
    wordlike = import_module("scipy.sparse").diags((space.blocks != LETTERS).astype(np.float32))
    columns = (matrix @ wordlike).tocsc()
    columns.eliminate_zeros()
    return (
        columns.indptr.astype(np.int32),
        columns.indices.astype(np.int32),
        columns.data.astype(np.float32),
    )


def _semantic(
    read: Sequence[Sequence[Word]], owners: Ints, entries: int, encoder: Encoder | None
) -> tuple[Floats, Halves, Halves]:
    if encoder is None:
        return np.zeros(0, np.float32), np.zeros((0, 0), np.float16), np.zeros((0, 0), np.float16)
    raw = encoder.encode([" ".join(word.text for word in words) for words in read])
    centre = raw.mean(axis=0)
    vectors = raw - centre
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    parts = softmax_in_samples(vectors @ vectors.T * np.float32(4) + 1, owners, entries)
    head = np.vstack([vectors.T @ parts * np.float32(4), parts.sum(axis=0)])
    return centre.astype(np.float32), vectors.astype(np.float16), head.astype(np.float16)
