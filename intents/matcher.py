"""The matcher: phrases in, a reader of messages out. It joins the parts and decides nothing itself."""

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Self

from intents import artefact, judge
from intents.artefact import Stored
from intents.encoder import Encoder
from intents.judge import Ranking, Weights
from intents.learning import learn
from intents.lexicon import build_lexicon
from intents.nouns import Candidate, Explanation, Match, Phrase
from intents.packaged import read_rows, read_text
from intents.reader import Reader, Word, learn_words
from intents.scorers import Scorers

CODE = "1"  # raise it when the same phrases would give another table

Lexicon = Iterable[tuple[str, str]]


def chatter() -> list[Phrase]:
    """Give the general small talk, promotion and spam that is nobody's question."""
    return [Phrase(f"chatter:{kind}", text, outside=True) for kind, text in read_rows("chatter.tsv")]


class Matcher:
    """Reads messages against one catalogue. Make it with `fit` or `load`."""

    def __init__(self, stored: Stored, encoder: Encoder | None = None) -> None:
        self._stored = stored
        self._reader = Reader(build_lexicon(stored.lexicon), stored.counts)
        self._scorers = Scorers(stored.table, encoder)
        kind = "plain" if self._scorers.encoder is None else "semantic"
        own = stored.weights.get(kind)
        self._weights = judge.from_dict(own) if own else judge.shipped(kind)

    @classmethod
    def fit(
        cls,
        phrases: Iterable[Phrase],
        *,
        lexicon: Lexicon | None = None,
        encoder: Encoder | None = None,
    ) -> Self:
        """Learn a catalogue's phrases, with the weights and thresholds that come with the package."""
        return cls(_stored([*phrases, *chatter()], tuple(lexicon or ()), encoder), encoder)

    def match(self, text: str, *, previous: str | None = None) -> Match:
        words = self._reader.read(text)
        if not words:
            return Match((), "refuse", focus=text)
        ranking = self._rank(words)
        verdict, _ = judge.band(ranking, self._weights)
        outside = None
        if verdict == "refuse" and ranking.outside is not None:
            outside = self._stored.table.entries[ranking.outside]
        return Match(self._candidates(ranking), verdict, outside=outside, focus=text)

    def _rank(self, words: Sequence[Word]) -> Ranking:
        return judge.rank(self._scorers.score(words), self._stored.table.topics, self._weights)

    def _candidates(self, ranking: Ranking) -> tuple[Candidate, ...]:
        entries = self._stored.table.entries
        return tuple(Candidate(entries[at], round(value, 6)) for at, value in judge.confidences(ranking))

    def dump(self) -> bytes:
        return artefact.dump(self._stored)

    @classmethod
    def load(cls, data: bytes, *, encoder: Encoder | None = None) -> Self:
        return cls(artefact.load(data), encoder)

    @staticmethod
    def key(phrases: Iterable[Phrase], lexicon: Lexicon | None = None, encoder: Encoder | None = None) -> str:
        """Name a table by all that it depends on: equal keys, equal answers."""
        shipped = [read_text(name) for name in ("weights.json", "slang.tsv", "typos.tsv", "chatter.tsv", "concepts.tsv", "roots.txt", "everyday.txt")]
        rows = [(phrase.entry, phrase.text, phrase.outside) for phrase in phrases]
        name = encoder.name if encoder else None
        whole = json.dumps([CODE, shipped, rows, list(lexicon or ()), name])
        return sha256(whole.encode()).hexdigest()


def _stored(phrases: Sequence[Phrase], lexicon: tuple[tuple[str, str], ...], encoder: Encoder | None) -> Stored:
    beyond = {phrase.entry for phrase in phrases if phrase.outside}
    topics = sorted({phrase.entry for phrase in phrases} - beyond)
    built = build_lexicon(lexicon)
    counts = learn_words(built, [phrase.text for phrase in phrases])
    rows = [(phrase.entry, phrase.text) for phrase in phrases]
    entries = (*topics, *sorted(beyond))
    table = learn(rows, entries, len(topics), Reader(built, counts), encoder)
    return Stored(table, counts, lexicon, {})
