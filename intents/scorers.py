"""The scorers: each says, in its own way, how well every entry fits a message. No ranking here."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from intents.encoder import Encoder
from intents.features import Floats, Halves, Ints, Space
from intents.linear import Linear
from intents.nearest import Nearest
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
    vectors: Halves = field(default_factory=lambda: np.zeros((0, 0), np.float16))  # as encoded
    head: Halves = field(default_factory=lambda: np.zeros((0, 0), np.float16))
    said: tuple[str, ...] = ()  # phrase -> what was encoded


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


class Scorers:
    """Scores one message against every entry."""

    def __init__(self, table: Table, encoder: Encoder | None = None) -> None:
        self.table = table
        self.encoder = encoder if len(table.centre) else None
        self._meaning = None if self.encoder is None else Meaning(table, self.encoder)
        self._linear = Linear(table.space, table.weights, table.bias)
        self._nearest = Nearest(
            table.starts, table.holders, table.holds, table.owners, table.texts, len(table.entries)
        )
        self._unseen = float(table.space.idf.max(initial=1.0))
        topics = table.topics
        abroad = table.bm25[:, topics:].max(axis=1, initial=0).astype(np.float32)
        self._abroad = abroad - table.bm25[:, :topics].max(axis=1, initial=0)

    def score(self, words: Sequence[Word]) -> Scores:
        table = self.table
        weighed = self._linear.weigh(words)
        ids, values = weighed.ids, weighed.values
        rows = np.zeros((len(NAMES), len(table.entries)), np.float32)
        rows[0] = weighed.logits
        missing = len({word.stem for word in words if not word.seen})
        foreign = self._words(rows, ids[table.space.words[ids]], missing)
        cosines = self._nearest.cosines(ids, values)
        rows[2], rows[3] = self._nearest.best(cosines)
        leading, alike = self._nearest.letter_by_letter(rows[0], cosines, roots_line(words))
        rows[4:7, leading] = alike
        if self._meaning is not None:
            rows[9], rows[10] = self._meaning.score(words)
        known = 1 - missing / max(len(words), 1)
        return Scores(rows, known, foreign, len(words), ids, values)

    def hint(self, words: Sequence[Word]) -> tuple[int, float]:
        """Give the entry that the learnt weights alone put first, and how much they say for it: a tenth of the cost."""
        shares = log_softmax(self._linear.weigh(words).logits)
        place = int(shares.argmax())
        return place, float(shares[place])

    def _words(self, rows: Floats, ids: Ints, missing: int) -> float:
        """Score the entry as one document, and by the words of the message that it lacks."""
        idf = self.table.space.idf[ids]
        whole = float(idf.sum()) + 2 * missing * self._unseen + 1e-6
        held = self.table.bm25[ids].astype(np.float32)
        lacking = (held <= 0) * idf[:, None]
        rows[1] = held.sum(axis=0) / whole
        rows[7] = (idf.sum() - lacking.sum(axis=0)) / whole
        rows[8] = lacking.max(axis=0, initial=0) / -10
        return float(self._abroad[ids].max(initial=0)) / 5


def words_line(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def centred(raw: Floats, centre: Floats) -> Floats:
    """Take away what all sentences share, and bring the rest to length one."""
    away = raw - centre
    found: Floats = away / (np.linalg.norm(away, axis=-1, keepdims=True) + np.float32(1e-9))
    return found


class Meaning:
    """Scores by the sentence vector: a learned head, and the nearest phrase."""

    def __init__(self, table: Table, encoder: Encoder) -> None:
        self._encoder = encoder
        self._table = table
        self._phrases = centred(table.vectors.astype(np.float32), table.centre)
        self._head = table.head.astype(np.float32)

    def score(self, words: Sequence[Word]) -> tuple[Floats, Floats]:
        vector = centred(self._encoder.encode([words_line(words)])[0], self._table.centre)
        best = np.full(len(self._table.entries), -1.0, np.float32)
        np.maximum.at(best, self._table.owners, self._phrases @ vector)
        return vector @ self._head[:-1] + self._head[-1], best
