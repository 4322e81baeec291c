"""The scorers: each says, in its own way, how well every entry fits a message. No ranking here."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from intents.encoder import Encoder
from intents.features import Floats, Halves, Ints, Space, features_of
from intents.reader import Word

NAMES = (
    "linear",
    "bm25",
    "nearest",
    "near3",
    "sort",
    "set",
    "ratio",
    "covered",
    "gap",
    "head",
    "meaning",
)
_ALIKE = (fuzz.token_sort_ratio, fuzz.token_set_ratio, fuzz.ratio)
_SHORTLIST = 5
_PHRASES_EACH = 4


@dataclass(frozen=True, eq=False)
class Table:
    """What a catalogue's phrases taught; plain arrays, so that it can be stored."""

    entries: tuple[str, ...]
    topics: int  # the first so many entries are topics, the others lie outside
    space: Space
    weights: Halves  # feature x entry
    bias: Floats
    bm25: Halves  # feature x entry, words only
    starts: Ints  # postings: feature -> phrases that have it
    holders: Ints
    holds: Floats
    owners: Ints  # phrase -> entry
    texts: tuple[str, ...]  # phrase -> its roots in one line
    centre: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    vectors: Halves = field(default_factory=lambda: np.zeros((0, 0), np.float16))
    head: Halves = field(default_factory=lambda: np.zeros((0, 0), np.float16))


@dataclass(frozen=True, eq=False)
class Scores:
    """One row a scorer, one column an entry; and how much of the message is known at all."""

    rows: Floats
    known: float
    foreign: float  # how much a word speaks for something outside
    length: int
    ids: Ints
    values: Floats


def log_softmax(logits: Floats) -> Floats:
    top = logits.max()
    level: Floats = logits - (top + np.log(np.exp(logits - top).sum()))
    return level


def roots_line(words: Sequence[Word]) -> str:
    return " ".join(word.stem for word in words)


def _grid(owners: Ints, entries: int) -> Ints:
    """List each entry's phrases in a row; short rows are filled with one past the last phrase."""
    longest = max(3, int(np.bincount(owners, minlength=entries).max(initial=0)))
    grid = np.full((entries, longest), len(owners), dtype=np.int32)
    for entry in range(entries):
        own = np.flatnonzero(owners == entry)
        grid[entry, : len(own)] = own
    return grid


class Scorers:
    """Scores one message against every entry."""

    def __init__(self, table: Table, encoder: Encoder | None = None) -> None:
        self.table = table
        self.encoder = encoder if len(table.centre) else None
        self._unseen = float(table.space.idf.max(initial=1.0))
        self._texts = (*table.texts, "")
        self._phrases = _grid(table.owners, len(table.entries))

    def score(self, words: Sequence[Word]) -> Scores:
        table = self.table
        ids, values = table.space.vector(features_of(words))
        rows = np.zeros((len(NAMES), len(table.entries)), np.float32)
        rows[0] = values @ table.weights[ids].astype(np.float32) + table.bias
        telling = table.space.words[ids]
        word_ids = ids[telling]
        missing = len({word.stem for word in words if not word.seen})
        foreign = self._words(rows, word_ids, missing)
        cosines = self._nearest(rows, ids, values)
        self._fuzzy(rows, cosines, roots_line(words))
        if self.encoder is not None:
            _meaning(rows, table, self.encoder.encode([" ".join(word.text for word in words)])[0])
        known = 1 - missing / max(len(words), 1)
        return Scores(rows, known, foreign, len(words), ids, values)

    def _words(self, rows: Floats, ids: Ints, missing: int) -> float:
        """Score the entry as one document, and by the words of the message that it lacks."""
        topics = self.table.topics
        idf = self.table.space.idf[ids]
        whole = float(idf.sum()) + 2 * missing * self._unseen + 1e-6
        held = self.table.bm25[ids].astype(np.float32)
        has = held > 0
        rows[1] = held.sum(axis=0) / whole
        rows[7] = idf @ has / whole
        rows[8] = -np.where(has, np.float32(0), idf[:, None]).max(axis=0, initial=0) / 10
        abroad = held[:, topics:].max(axis=1, initial=0) - held[:, :topics].max(axis=1, initial=0)
        return float(abroad.max(initial=0)) / 5

    def _nearest(self, rows: Floats, ids: Ints, values: Floats) -> Floats:
        """Score by the phrase that is most alike, and by the three most alike."""
        table = self.table
        sizes = table.starts[ids + 1] - table.starts[ids]
        where = np.repeat(table.starts[ids] - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes)
        where = where + np.arange(len(where)) if len(where) else where.astype(np.int64)
        cosines = np.bincount(
            table.holders[where],
            weights=table.holds[where] * np.repeat(values, sizes),
            minlength=len(table.owners),
        ).astype(np.float32)
        cosines = np.append(cosines, np.float32(0))  # the phrase that pads the grid
        each = cosines[self._phrases]
        each.partition(each.shape[1] - 3, axis=1)
        rows[2] = each[:, -3:].max(axis=1)
        rows[3] = each[:, -3:].sum(axis=1) / 3
        return cosines

    def _fuzzy(self, rows: Floats, cosines: Floats, line: str) -> None:
        """Compare letter by letter, only with the likeliest phrases of the likeliest entries."""
        leading = np.argsort(-rows[0], kind="stable")[:_SHORTLIST]
        own = self._phrases[leading]
        order = np.argsort(-cosines[own], axis=1, kind="stable")[:, :_PHRASES_EACH]
        chosen = np.take_along_axis(own, order, axis=1)
        texts = [self._texts[phrase] for phrase in chosen.ravel().tolist()]
        for row, scorer in enumerate(_ALIKE, start=4):
            alike = cdist([line], texts, scorer=scorer, dtype=np.float32, workers=1)
            rows[row, leading] = alike.reshape(chosen.shape).max(axis=1) / 100


def _meaning(rows: Floats, table: Table, vector: Floats) -> None:
    """Score by the sentence vector: a learned head, and the nearest phrase."""
    vector = vector - table.centre
    vector = vector / (np.linalg.norm(vector) + 1e-9)
    rows[9] = vector @ table.head[:-1].astype(np.float32) + table.head[-1]
    best = np.full(len(table.entries), -1.0, np.float32)
    np.maximum.at(best, table.owners, table.vectors.astype(np.float32) @ vector)
    rows[10] = best
