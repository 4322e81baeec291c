"""Scores phrases by tables that never saw them, nor a part of their entries: what to calibrate on."""

from collections.abc import Iterator, Sequence

import numpy as np

from intents.calibration import Kind, Sample
from intents.courtesy import matter
from intents.encoder import Encoder
from intents.learning import learn
from intents.lexicon import build_lexicon
from intents.nouns import Phrase
from intents.reader import Reader, learn_words
from intents.scorers import Scorers

FOLDS = 5
Lexicon = tuple[tuple[str, str], ...]


def split_entries(phrases: Sequence[Phrase]) -> tuple[list[str], list[str]]:
    """List the topics and what lies outside, each in alphabetical order."""
    beyond = {phrase.entry for phrase in phrases if phrase.outside}
    return sorted({phrase.entry for phrase in phrases} - beyond), sorted(beyond)


def learnt(
    train: Sequence[Phrase], lexicon: Lexicon = (), encoder: Encoder | None = None
) -> tuple[Scorers, Reader]:
    """Learn from some phrases: what scores a message, and what reads it."""
    topics, beyond = split_entries(train)
    built = build_lexicon(lexicon)
    reader = Reader(built, learn_words(built, [phrase.text for phrase in train]))
    rows = [(phrase.entry, phrase.text) for phrase in train]
    table = learn(rows, (*topics, *beyond), len(topics), reader, encoder)
    return Scorers(table, encoder), reader


def scored(
    train: Sequence[Phrase],
    tests: Sequence[tuple[str, str, Kind]],
    lexicon: Lexicon = (),
    encoder: Encoder | None = None,
    weight: float = 1.0,
) -> list[Sample]:
    """Learn from some phrases and score (entry, text, kind) tests."""
    return sampled(*learnt(train, lexicon, encoder), tests, weight)


def sampled(
    scorers: Scorers, reader: Reader, tests: Sequence[tuple[str, str, Kind]], weight: float = 1.0
) -> list[Sample]:
    """Score (entry, text, kind) tests."""
    topics = scorers.table.topics
    at = {entry: place for place, entry in enumerate(scorers.table.entries)}
    return [
        Sample(scorers.score(matter(reader.read(text))), topics, at.get(entry, -1), kind, weight)
        for entry, text, kind in tests
    ]


def kind_of(phrase: Phrase, dropped: set[str]) -> Kind:
    if phrase.outside:
        return "outside"
    return "unknown" if phrase.entry in dropped else "known"


def held_out(
    phrases: Sequence[Phrase], lexicon: Lexicon = (), encoder: Encoder | None = None, seed: int = 0
) -> Iterator[list[Sample]]:
    """For each fold: learn without it and without a fifth of the topics, score both."""
    chance = np.random.default_rng(seed)
    fold = chance.integers(0, FOLDS, len(phrases))
    topics, _ = split_entries(phrases)
    group = chance.permutation(len(topics)) % FOLDS
    for number in range(FOLDS):
        dropped = {topic for topic, own in zip(topics, group, strict=True) if own == number}
        train = [
            p for p, f in zip(phrases, fold, strict=True) if f != number and p.entry not in dropped
        ]
        tests = [
            (p.entry, p.text, kind_of(p, dropped))
            for p, f in zip(phrases, fold, strict=True)
            if f == number or (p.entry in dropped and f == (number + 1) % FOLDS)
        ]
        yield scored(train, tests, lexicon, encoder)
