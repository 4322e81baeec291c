"""The matcher: phrases in, a reader of messages out. It joins the parts and decides nothing itself."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from hashlib import sha256
from typing import Self

import numpy as np
from numpy.typing import NDArray

from intents import artefact, judge, segments
from intents.adapting import adapted
from intents.artefact import Stored
from intents.calibration import Sample
from intents.context import Context
from intents.doubting import Holders
from intents.encoder import Encoder, Remembering
from intents.explaining import explain, named
from intents.folds import held_out, kind_of, sampled, split_entries
from intents.learning import learn
from intents.lexicon import build_lexicon
from intents.nouns import Explanation, Match, Phrase, Point
from intents.outcome import Outcome
from intents.packaged import read_rows, read_text
from intents.reader import Reader, learn_words
from intents.reliability import risk_coverage
from intents.scorers import Scorers
from intents.subjects import asks_of_all
from intents.understanding import Understanding

_SOON = 1700  # phrases, small talk among them, up to which adapting takes some seconds only
_FEW = {"plain": "few", "semantic": "few_semantic"}  # the weights learnt for so few
CODE = "5"  # raise it when the same phrases would give another table
_SHIPPED = (
    "weights.json", "slang.tsv", "typos.tsv", "chatter.tsv", "concepts.tsv", "roots.txt",
    "everyday.txt", "english.tsv",
)  # fmt: skip

Lexicon = Iterable[tuple[str, str]]


def chatter() -> list[Phrase]:
    """Give the general small talk, promotion and spam that is nobody's question."""
    rows = read_rows("chatter.tsv")
    return [Phrase(f"chatter:{kind}", text, outside=True) for kind, text in rows]


def _stored(
    phrases: Sequence[Phrase], lexicon: tuple[tuple[str, str], ...], encoder: Encoder | None
) -> Stored:
    topics, beyond = split_entries(phrases)
    built = build_lexicon(lexicon)
    counts = learn_words(built, [phrase.text for phrase in phrases])
    rows = [(phrase.entry, phrase.text) for phrase in phrases]
    table = learn(rows, (*topics, *beyond), len(topics), Reader(built, counts), encoder)
    return Stored(table, counts, lexicon, {})


class Matcher:
    """Reads messages against one catalogue. Make it with `fit` or `load`."""

    def __init__(
        self, stored: Stored, encoder: Encoder | None = None, wrong: float = judge.WRONG
    ) -> None:
        self._stored = stored
        self._encoder = encoder
        self._scorers = Scorers(stored.table, encoder)
        self._kind = "plain" if self._scorers.encoder is None else "semantic"
        self.few = len(stored.table.owners) <= _SOON
        self._shipped = judge.shipped(_FEW[self._kind] if self.few else self._kind)
        own = stored.weights.get(self._kind)
        self._mind = Understanding(
            Reader(build_lexicon(stored.lexicon), stored.counts),
            self._scorers,
            Context(stored.table),
            (judge.from_dict(own) if own else self._shipped).allowing(wrong),
            Holders(stored.table.texts, stored.table.owners, stored.table.topics),
            judge.shipped_context(),
        )

    @classmethod
    def fit(
        cls,
        phrases: Iterable[Phrase],
        *,
        lexicon: Lexicon | None = None,
        encoder: Encoder | None = None,
        before: "Matcher | None" = None,
    ) -> Self:
        """Learn a catalogue's phrases; how sure to be comes with the package.

        Where the phrases are few, it is adapted to them at once, elsewhere by `recalibrated`. What the encoder made of phrases for the model `before` need not be made again.
        """
        given = list(phrases)
        if all(phrase.outside for phrase in given):
            raise ValueError("there is no phrase of any topic to learn from")
        reading = Remembering(encoder, before.vectors() if before else ()) if encoder else None
        found = cls(_stored([*given, *chatter()], tuple(lexicon or ()), reading), encoder)
        return found.recalibrated(given) if found.few else found

    def vectors(self) -> Iterator[tuple[str, NDArray[np.float16]]]:
        """Give what the encoder made of each phrase."""
        return zip(self._stored.table.said, self._stored.table.vectors, strict=True)

    def match(self, text: str, *, previous: str | None = None) -> Match:
        """Say what a message may mean; `previous` is the entry that was answered just before."""
        outcome = self._mind.read(text, previous)
        if outcome is None:
            return Match((), "refuse", focus=text)
        entries = self._stored.table.entries
        return Match(
            named(entries, outcome.found),
            outcome.verdict,
            also=named(entries, outcome.also),
            beside=named(entries, outcome.beside),
            outside=None if outcome.outside is None else entries[outcome.outside],
            used_context=outcome.used_context,
            focus=_focus(text, outcome),
            asks=segments.asks(outcome.words) or asks_of_all(outcome.words),
        )

    def explain(self, text: str, *, previous: str | None = None) -> Explanation:
        """Show every step of `match`."""
        outcome = self._mind.read(text, previous)
        keep = frozenset(self._mind.reader.lexicon.words)
        return explain(text, outcome, self._scorers, _focus(text, outcome), keep)

    def dump(self) -> bytes:
        return artefact.dump(self._stored)

    @classmethod
    def load(
        cls,
        data: bytes,
        *,
        encoder: Encoder | None = None,
        weights: str = "",
        wrong: float = judge.WRONG,
    ) -> Self:
        """Read what `dump` gave; `weights` are those that `recalibrated` found since, if any.

        `wrong` is the share of all messages that may be answered wrongly.
        """
        stored = artefact.load(data)
        if weights:
            stored = replace(stored, weights=json.loads(weights))
        return cls(stored, encoder, wrong)

    @staticmethod
    def key(
        phrases: Iterable[Phrase], lexicon: Lexicon | None = None, encoder: Encoder | None = None
    ) -> str:
        """Name a table by all that it depends on: equal keys, equal answers."""
        rows = [(phrase.entry, phrase.text, phrase.outside) for phrase in phrases]
        shipped = [read_text(name) for name in _SHIPPED]
        name = encoder.name if encoder else None
        whole = json.dumps([CODE, shipped, rows, list(lexicon or ()), name])
        return sha256(whole.encode()).hexdigest()

    def recalibrated(self, phrases: Iterable[Phrase]) -> Self:
        """Adapt the shipped weights to what held-out folds of this catalogue say."""
        given = list(phrases)
        weights = adapted(
            self._shipped,
            self._folds(given),
            semantic=self._kind == "semantic",
            few=self.few,
        )
        own = {} if weights == self._shipped else {self._kind: asdict(weights)}
        return type(self)(replace(self._stored, weights=own), self._encoder)

    def weights(self) -> str:
        """Give the weights of this catalogue's own, as `load` takes them; empty: those of the package."""
        return json.dumps(self._stored.weights) if self._stored.weights else ""

    def curve(self, phrases: Iterable[Phrase], *, taught: bool) -> tuple[Point, ...]:
        """Show what answering from each confidence on would cost.

        Of phrases that were `taught`, by folds that never saw them; of others, as they are read now.
        """
        given = list(phrases)
        folds = self._folds(given) if taught else [self._asked(given)]
        return risk_coverage([sample for fold in folds for sample in fold], self._mind.weights)

    def _asked(self, given: Sequence[Phrase]) -> list[Sample]:
        tests = [(phrase.entry, phrase.text, kind_of(phrase, set())) for phrase in given]
        return sampled(self._scorers, self._mind.reader, tests)

    def _folds(self, given: Sequence[Phrase]) -> list[list[Sample]]:
        known = self._scorers.encoder
        encoder = Remembering(known, self.vectors()) if known else None
        return list(held_out([*given, *chatter()], self._stored.lexicon, encoder))


def _focus(text: str, outcome: Outcome | None) -> str:
    if outcome is None or len(outcome.focus) == len(outcome.words):
        return text
    return segments.written(outcome.focus)
