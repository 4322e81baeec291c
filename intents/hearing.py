"""What a message sounds like, by weights learnt from labelled messages; no patterns and no topics here."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from intents.affixes import root_of
from intents.features import Floats, Space
from intents.linear import Linear
from intents.packaged import read_bytes
from intents.reader import Word, roots
from intents.spelling import CACHED

DATA = "hearing.npz"  # written by bench/fit_hearing.py
BRIEF = 5  # a message of so few words must say more
_TELLING = 3  # words that are named as what was heard


@dataclass(frozen=True, eq=False)
class Learnt:
    """Weights of each signal, and from which score on it is heard: in brief messages, in others."""

    names: tuple[str, ...]
    linear: Linear
    bars: Floats


def heard(texts: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Name the signals of a message's plain words, each with the words that tell most."""
    if not texts:
        return {}
    learnt = shipped()
    scores = learnt.linear.weigh([as_word(text) for text in texts]).logits
    over = np.flatnonzero(scores >= learnt.bars[int(len(texts) > BRIEF)])
    return {learnt.names[at]: _telling(texts, at) for at in over.tolist()}


def _telling(texts: Sequence[str], at: int) -> tuple[str, ...]:
    each = {text: float(_alone(text)[at]) for text in texts}
    most = sorted(each, key=lambda text: -each[text])[:_TELLING]
    return tuple(text for text in each if text in most)


@lru_cache(CACHED)
def _alone(text: str) -> Floats:
    """Give what a word says of each signal by itself."""
    return shipped().linear.weigh([as_word(text)]).logits


@lru_cache(CACHED)
def as_word(text: str) -> Word:
    """Give a plain word with its root."""
    known = roots()
    stem = text if text in known else root_of(text, known.__contains__) or text
    return Word(text, text, stem, seen=True, why="")


@cache
def shipped() -> Learnt:
    """Give the package's own weights."""
    with np.load(io.BytesIO(read_bytes(DATA)), allow_pickle=False) as data:
        names = data["features"].tobytes().decode().split("\n")
        space = Space(names, data["idf"], int(data["messages"]))
        linear = Linear(space, data["weights"], data["bias"])
        signals = data["signals"].tobytes().decode().split("\n")
        return Learnt(tuple(signals), linear, data["bars"])
