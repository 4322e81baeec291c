"""What a message shows beside its topic: anger, hurry, fraud, a wish for a person; no answers here."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from intents.packaged import read_rows

LONGEST = 1600  # characters read; what stands behind says nothing new and would cost time
GAP = "*"  # in a pattern: one word, or none
ITS = "nya"  # `akunnya terkunci` is found by the pattern `akun terkunci`

# Emoji that say something by themselves; all others are dropped.
_WORD = re.compile("[^\\W_]+(?:['\u2019`][^\\W_]+)*|[\U0001f44d\U0001f44e\U0001f64f]")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_TWICE = re.compile(r"([^\W\d_]{2,})2")
_APOSTROPHES = str.maketrans("", "", "'\u2019`")
# Whom one speaks to adds nothing: `stop min` is the whole message `stop`.
_ADDRESS = frozenset(
    [
        "admin",
        "kak",
        "kakak",
        "bapak",
        "pak",
        "ibu",
        "bu",
        "mas",
        "mbak",
        "abang",
        "bang",
        "bos",
        "om",
        "tante",
        "gan",
        "sis",
    ]
)

# Particles that colour a sentence and part words which belong together: `lupa mi saya sandinya`.
_PARTICLES = frozenset(
    ["mi", "ji", "pi", "pang", "kah", "sih", "dong", "nih", "deh", "lah", "kok", "tuh", "loh"]
)


@dataclass(frozen=True)
class Signal:
    """One thing the message shows, and the words that show it."""

    name: str
    words: tuple[str, ...]


@dataclass
class _Patterns:
    """The patterns of one mode, found by their first word."""

    by_first: dict[str, list[tuple[str, tuple[str, ...]]]] = field(default_factory=dict)

    def add(self, name: str, words: tuple[str, ...]) -> None:
        self.by_first.setdefault(words[0], []).append((name, words))

    def hits(self, words: list[str], start: int) -> Iterable[tuple[str, int]]:
        """Give each pattern's name that begins at this word, and where it ends."""
        first = words[start]
        found = self.by_first.get(first, ())
        if first.endswith(ITS):
            found = [*found, *self.by_first.get(first.removesuffix(ITS), ())]
        for name, pattern in found:
            end = _end(pattern, words, start)
            if end:
                yield name, end

    def starts(self, words: list[str]) -> list[int]:
        """Tell at which words a pattern may begin."""
        return [at for at, word in enumerate(words) if word in self.by_first or word.endswith(ITS)]


def read_signals(text: str) -> tuple[Signal, ...]:
    """Say what the message shows, in the order of the data; each name at most once."""
    words = _words(text)
    tables, names = _tables()
    voided = _voided(tables["except"], words)
    found: dict[str, tuple[str, ...]] = {}
    for start in tables["any"].starts(words):
        for name, end in tables["any"].hits(words, start):
            if voided.isdisjoint((name, at) for at in range(start, end)):
                found.setdefault(name, tuple(words[start:end]))
    for name, shown in _at_the_start(tables, words):
        found.setdefault(name, shown)
    return tuple(Signal(name, found[name]) for name in names if name in found)


def _at_the_start(
    tables: dict[str, _Patterns], words: list[str]
) -> Iterable[tuple[str, tuple[str, ...]]]:
    core = _without_address(words)
    for sentence in (words, core) if core != words else (words,):
        for name, end in tables["start"].hits(sentence, 0) if sentence else ():
            yield name, tuple(sentence[:end])
        for name, end in tables["whole"].hits(sentence, 0) if sentence else ():
            if end == len(sentence):
                yield name, tuple(sentence)


def _voided(exceptions: _Patterns, words: list[str]) -> set[tuple[str, int]]:
    """Mark the words that mean something else here, such as `goblok` in `saya yang goblok`."""
    return {
        (name, at)
        for start in exceptions.starts(words)
        for name, end in exceptions.hits(words, start)
        for at in range(start, end)
    }


def _end(pattern: tuple[str, ...], words: list[str], start: int) -> int:
    """Say behind which word the pattern ends, 0 if it does not fit; a gap takes one word or none."""
    if GAP not in pattern:
        end = start + len(pattern)
        fits = end <= len(words) and all(map(_says, words[start:end], pattern))
        return end if fits else 0
    ends = [start]
    for wanted in pattern:
        if wanted == GAP:
            ends += [end + 1 for end in ends]
        else:
            ends = [end + 1 for end in ends if end < len(words) and _says(words[end], wanted)]
    return ends[0] if ends else 0


def _says(word: str, wanted: str) -> bool:
    return word == wanted or (word.endswith(ITS) and word == wanted + ITS)


def _without_address(words: list[str]) -> list[str]:
    first, last = 0, len(words)
    while first < last and words[first] in _ADDRESS:
        first += 1
    while first < last and words[last - 1] in _ADDRESS:
        last -= 1
    return words[first:last]


def _words(text: str) -> list[str]:
    """Cut into lower-case words: stretched letters shortened, chat words written out."""
    words: list[str] = []
    chat = _chat_words()
    for raw in _WORD.findall(text[:LONGEST].lower()):
        word = raw if raw in chat else _STRETCHED.sub(r"\1", raw.translate(_APOSTROPHES))
        twice = _TWICE.fullmatch(word) if word[-1:] == "2" and word not in chat else None
        for part in (twice[1], twice[1]) if twice else (word,):
            words += chat.get(part, (part,))
    return [word for word in words if word not in _PARTICLES]


@cache
def _chat_words() -> dict[str, tuple[str, ...]]:
    rows = read_rows("typos.tsv") + read_rows("slang.tsv")
    return {short: tuple(full.split()) for short, full in rows}


@cache
def _tables() -> tuple[dict[str, _Patterns], tuple[str, ...]]:
    """Sort the data by mode; patterns are written out like messages, so both speak alike."""
    tables = {mode: _Patterns() for mode in ("any", "start", "whole", "except")}
    names: dict[str, None] = {}
    for name, pattern, mode in read_rows("signals.tsv"):
        words = [w for part in pattern.split() for w in ([GAP] if part == GAP else _words(part))]
        tables[mode].add(name, tuple(words))
        names[name] = None
    return tables, tuple(names)
