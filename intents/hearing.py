"""What a message sounds like, by weights learnt from labelled messages; no patterns and no topics here."""

import io
from collections.abc import Collection, Sequence
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
_DOUBT = 3.0  # log-odds more where an exception is written
_TELLING = 3  # words that are named as what was heard


@dataclass(frozen=True, eq=False)
class Learnt:
    """Weights of each signal, and from which score on it is heard: in brief messages, in others."""

    names: tuple[str, ...]
    linear: Linear
    bars: Floats


def heard(texts: Sequence[str], doubted: Collection[str] = ()) -> dict[str, tuple[str, ...]]:
    """Name the signals of a message's plain words, each with the words that tell most.

    For a signal that is `doubted`, as words of it stand in a harmless way, far more must speak.
    """
    if not texts:
        return {}
    learnt = shipped()
    words = [as_word(text) for text in texts]
    scores = learnt.linear.weigh(words).logits
    bars = learnt.bars[int(len(words) > BRIEF)]
    more = np.array([_DOUBT * (name in doubted) for name in learnt.names], np.float32)
    over = np.flatnonzero(scores >= bars + more).tolist()
    if not over:
        return {}
    without = [learnt.linear.weigh(words[:at] + words[at + 1 :]).logits for at in range(len(words))]
    told = scores - np.array(without)
    return {learnt.names[at]: _telling(texts, told[:, at]) for at in over}


def _telling(texts: Sequence[str], told: Floats) -> tuple[str, ...]:
    """Give the words without which least would be heard, as they stand."""
    most = sorted(np.argsort(-told, kind="stable")[:_TELLING].tolist())
    return tuple(texts[at] for at in most if told[at] > 0)


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
