"""Learns a table from phrases; imports scipy only when it is used, as softmax does."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import numpy as np

from intents.courtesy import matter
from intents.encoder import Encoder
from intents.features import LETTERS, Floats, Halves, Ints, Space, features_of
from intents.reader import Reader, Word
from intents.rivals import learn_beside_rivals
from intents.scorers import Table, centred, roots_line, words_line
from intents.softmax import softmax_in_samples

_MANY = 8000  # phrases from which comparing each with each takes too long
_AT_A_TIME = 256
_K1, _B = 1.2, 0.6


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
    space = Space.learn(counted, owners, many=len(rows) > _MANY)
    matrix = _matrix(space, counted)
    weights, bias = _linear(matrix, owners, len(entries))
    postings = _postings(matrix, space)
    centre, vectors, head = _semantic(read, owners, len(entries), encoder)
    return Table(
        entries,
        topics,
        space,
        weights,
        bias,
        _bm25(space, counted, owners, len(entries)),
        *postings,
        owners,
        tuple(roots_line(words) for words in read),
        centre,
        vectors,
        head,
        tuple(words_line(words) for words in read) if encoder else (),
    )


def _linear(matrix: Any, owners: Ints, entries: int) -> tuple[Halves, Floats]:
    """Weigh every feature for every entry, and say what each entry begins with."""
    if len(owners) > _MANY:
        return learn_beside_rivals(matrix, owners, entries)
    parts = softmax_in_samples(_kernel(matrix), owners, entries)
    return np.asarray(matrix.T @ parts).astype(np.float16), parts.sum(axis=0).astype(np.float32)


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
    raw = encoder.encode([words_line(words) for words in read]).astype(np.float16)
    centre = raw.mean(axis=0, dtype=np.float32)
    vectors = centred(raw.astype(np.float32), centre)
    head = _meaning(vectors * np.float32(2), owners, entries)
    return centre, raw, head.astype(np.float16)


def _meaning(vectors: Floats, owners: Ints, entries: int) -> Floats:
    """Weigh the vectors' places for every entry, the last row says what each entry begins with."""
    if len(owners) > _MANY:
        weights, bias = learn_beside_rivals(vectors, owners, entries)
        return np.vstack([weights.astype(np.float32) * 2, bias])
    parts = softmax_in_samples(vectors @ vectors.T + 1, owners, entries)
    return np.vstack([vectors.T @ parts * np.float32(2), parts.sum(axis=0)])
