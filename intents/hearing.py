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


def heard(texts: Sequence[str], doubted: Collection[str] = ()) -> list[str]:
    """Name the signals of a message's plain words.

    For a signal that is `doubted`, as words of it stand in a harmless way, far more must speak.
    """
    if not texts:
        return []
    learnt = shipped()
    bars = learnt.bars[int(len(texts) > BRIEF)]
    more = np.array([_DOUBT * (name in doubted) for name in learnt.names], np.float32)
    return [learnt.names[at] for at in np.flatnonzero(_scores(texts) >= bars + more).tolist()]


def telling(texts: Sequence[str], name: str) -> tuple[str, ...]:
    """Give the words without which a signal would be heard least, as they stand; for explaining alone."""
    at = shipped().names.index(name)
    whole = _scores(texts)[at]
    lost = [float(whole - _scores([*texts[:i], *texts[i + 1 :]])[at]) for i in range(len(texts))]
    most = sorted(sorted(range(len(texts)), key=lambda i: -lost[i])[:_TELLING])
    return tuple(texts[i] for i in most if lost[i] > 0)


def _scores(texts: Sequence[str]) -> Floats:
    return shipped().linear.weigh([as_word(text) for text in texts]).logits


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
