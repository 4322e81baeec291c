"""What a message shows beside its topic: anger, hurry, fraud, a wish for a person; no answers here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain
from typing import NamedTuple

from intents import hearing
from intents.patterns import (
    ADDRESS,
    ANY,
    EXCEPT,
    PARTICLE,
    START,
    WHOLE,
    Node,
    Tables,
    apart,
    readings,
    tables,
)
from intents.spelling import EMOJI, sentences


@dataclass(frozen=True)
class Signal:
    """One thing the message shows, and the words that show it."""

    name: str
    words: tuple[str, ...]


class _Hit(NamedTuple):
    """A pattern that fits words of the message, from `start` to before `end`."""

    name: str
    mode: str
    start: int
    end: int


class _Said:
    """The words of a message, what each can stand for, and where its sentence ends."""

    def __init__(self, sentences: Sequence[Sequence[str]]) -> None:
        self.sentences = sentences
        self.words = list(chain.from_iterable(sentences))
        self._read = [readings(word) for word in self.words]
        self._symbols = frozenset(chain.from_iterable(self._read))
        ends = accumulate(map(len, sentences))
        self._stops = [end for end, words in zip(ends, sentences, strict=True) for _ in words]

    def hits(self, root: Node, start: int) -> Iterator[_Hit]:
        """Give each pattern that fits from this word on, those of fewer parts first."""
        reached = [(root, start)]
        for node, at in reached:  # grows while it is read
            for name, mode in node.ends:
                yield _Hit(name, mode, start, at)
            for most, then in node.ways.items() if at < len(self.words) else ():
                if most and then.keys().isdisjoint(self._symbols):
                    continue  # most ways over a gap lead nowhere in this message
                # What is left out does not reach over the end of a sentence.
                last = max(at, min(at + most, self._stops[at - 1] - 1)) if most else at
                for after in range(at, last + 1):
                    for symbol in self._read[after]:
                        behind = then.get(symbol)
                        if behind:
                            reached.append((behind, after + 1))


def signal_names(text: str, lexicon: Mapping[str, str] | None = None) -> frozenset[str]:
    """Name what the message shows; what `read_signals` does beyond that, only an explanation needs."""
    found, learnt = _heard(_said(text, lexicon or {}))
    return frozenset((*found, *learnt))


def read_signals(text: str, lexicon: Mapping[str, str] | None = None) -> tuple[Signal, ...]:
    """Say what the message shows, the written signals in their order first; each name at most once.

    What was learnt adds to what is written in signals.tsv; where an exception is written, only what is far clearer.
    `lexicon` gives an office's local words in plain ones; they win over the general chat words.
    """
    said = _said(text, lexicon or {})
    found, learnt = _heard(said)
    found |= {name: hearing.telling(said.words, name) for name in learnt}
    return tuple(Signal(name, found[name]) for name in _names() if name in found)


def plain_words(text: str, lexicon: Mapping[str, str]) -> list[str]:
    """Give the words by which a message is heard."""
    return _said(text, lexicon).words


def _heard(said: _Said) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """Give what the patterns find, with its words, and what was learnt beside that."""
    found, excepted = _written(said)
    return found, [name for name in hearing.heard(said.words, excepted) if name not in found]


def _written(said: _Said) -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """Give what the patterns find, and of which signals an exception is touched."""
    known = tables()
    hits = [hit for start in range(len(said.words)) for hit in said.hits(known.root, start)]
    voided = {(hit.name, at) for hit in hits if hit.mode == EXCEPT for at in range(*hit[2:])}
    found: dict[str, tuple[str, ...]] = {}
    for hit in hits:
        if hit.mode == ANY and voided.isdisjoint((hit.name, at) for at in range(*hit[2:])):
            found.setdefault(hit.name, tuple(said.words[hit.start : hit.end]))
    for whole in (said, _core(known, said)):
        for hit in whole.hits(known.root, 0):
            if hit.mode == START or (hit.mode == WHOLE and hit.end == len(whole.words)):
                found.setdefault(hit.name, tuple(whole.words[: hit.end]))
    return found, frozenset(name for name, _ in voided)


@cache
def _names() -> tuple[str, ...]:
    """Give all signals, the written ones first."""
    return tuple(dict.fromkeys((*tables().names, *hearing.shipped().names)))


def _said(text: str, lexicon: Mapping[str, str]) -> _Said:
    known = tables()
    found = []
    for sentence in sentences(text, lexicon):
        words: list[str] = []
        for word in chain.from_iterable(map(apart, sentence)):
            again = word in EMOJI and words[-1:] == [word]
            if not (again or known.is_in(PARTICLE, word)):
                words.append(word)
        found.append(words)
    return _Said(found)


def _core(known: Tables, said: _Said) -> _Said:
    """Leave out whom one speaks to: `stop min` is the whole message `stop`; and emoji beside words."""
    spoken = [[w for w in words if not known.is_in(ADDRESS, w)] for words in said.sentences]
    bare = [[word for word in words if word not in EMOJI] for words in spoken]
    return _Said(bare if any(bare) else [list(chain.from_iterable(spoken))[:1]])
