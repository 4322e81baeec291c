"""The patterns of signals.tsv, sorted so that a message is looked up word by word."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain, product

from intents.packaged import read_rows
from intents.reader import roots
from intents.spelling import CACHED, spelt

ANY, START, WHOLE, EXCEPT = "any", "start", "whole", "except"  # modes of a row
GROUP = "group"  # names words for use in patterns
PARTICLE, ADDRESS = "<particle>", "<address>"  # groups that are no part of any pattern
NUMBER = "<number>"  # in a pattern: any number in digits

_GAP = re.compile(r"\*(\d*)")
_SHORTEST = 3  # letters that are left of a word when an affix is taken off
_WHOSE = {"ku": "saya", "mu": "kamu"}  # `izinku` is read as two words
_I = "ku"  # and so is `kubayar`
# What chat puts for the beginnings and endings of the written language.
_BEGINNINGS = (
    ("nge", ("", "me")),
    ("ng", ("meng", "", "k", "mengh", "h")),
    ("ny", ("meny", "s")),
    ("n", ("men", "t")),
    ("m", ("mem", "p")),
    ("ke", ("ter",)),
    ("", ("",)),
)
_ENDINGS = (("in", ("i", "kan", "")), ("", ("",)))

_Groups = dict[str, list[tuple[str, ...]]]


@dataclass(slots=True)
class Node:
    """Patterns that begin alike: what follows after how many words at most, and which end here."""

    ways: "dict[int, dict[str, Node]]" = field(default_factory=dict)
    ends: list[tuple[str, str]] = field(default_factory=list)  # name, mode

    def add(self, pattern: Iterable[str], name: str, mode: str) -> None:
        node, most = self, 0
        for part in pattern:
            if gap := _GAP.fullmatch(part):
                most = int(gap[1] or 1)
            else:
                node = node.ways.setdefault(most, {}).setdefault(part, Node())
                most = 0
        node.ends.append((name, mode))


@dataclass(frozen=True)
class Tables:
    """All patterns, their names in order, and what a word counts as: itself, its groups."""

    root: Node
    names: tuple[str, ...]
    counts_as: dict[str, tuple[str, ...]]

    def is_in(self, group: str, word: str) -> bool:
        return group in self.counts_as.get(word, ())


@cache
def tables() -> Tables:
    """Sort the data; patterns are written out like messages, so both speak alike."""
    rows = read_rows("signals.tsv")
    groups = {name: _members(words) for name, words, mode in rows if mode == GROUP}
    patterns = [row for row in rows if row[2] != GROUP]
    root = Node()
    counts_as: dict[str, dict[str, None]] = {}
    for name, pattern, mode in patterns:
        for way in _spread(_parts(pattern), groups):
            root.add(way, name, mode)
            for part in way:
                counts_as.setdefault(part, {})[part] = None
    for group, members in groups.items():
        for member in members:
            if len(member) == 1:
                counts_as.setdefault(member[0], {})[group] = None
    names = dict.fromkeys(name for name, _, _ in patterns)
    return Tables(root, tuple(names), {word: tuple(found) for word, found in counts_as.items()})


def _members(words: str) -> list[tuple[str, ...]]:
    return [_parts(member) for member in words.split(",")]


def _parts(pattern: str) -> tuple[str, ...]:
    parts = ((part,) if part[0] in "*<" else spelt(part) for part in pattern.split())
    return tuple(chain.from_iterable(parts))


def _spread(pattern: Iterable[str], groups: _Groups) -> Iterator[tuple[str, ...]]:
    """Write a pattern out for the members of its groups that are more than one word."""
    for ways in product(*(_ways(part, groups) for part in pattern)):
        yield tuple(chain.from_iterable(ways))


def _ways(part: str, groups: _Groups) -> list[tuple[str, ...]]:
    members = [m for m in groups.get(part, ()) if len(m) > 1 or m[0] in groups]
    return [(part,), *(way for member in members for way in _spread(member, groups))]


@lru_cache(CACHED)
def apart(word: str) -> tuple[str, ...]:
    """Part a word of the patterns from whose it is or who does it, if that hangs on it."""
    known = tables().counts_as
    if word in _WHOSE:
        return (_WHOSE[word],)
    if word in known or word in roots():
        return (word,)
    if word[-2:] in _WHOSE and word[:-2] in known:
        return word[:-2], _WHOSE[word[-2:]]
    if word.startswith(_I) and word[2:] in known:
        return _WHOSE[_I], word[2:]
    return (word,)


@lru_cache(CACHED)
def readings(word: str) -> tuple[str, ...]:
    """Give the words and groups of the patterns that a written word can stand for."""
    known = tables().counts_as
    if word[0].isdigit():
        return word, *known.get(NUMBER, ())
    forms = dict.fromkeys((word, word.removesuffix("nya")))
    if not any(form in known or form in roots() for form in forms):
        forms |= dict.fromkeys(chain.from_iterable(map(_plain_forms, tuple(forms))))
    symbols = (symbol for form in forms for symbol in known.get(form, ()))
    return tuple(dict.fromkeys(symbols))


def _plain_forms(word: str) -> Iterator[str]:
    """Guess what `ngirimin` is in the written language; most guesses are no words."""
    for (start, firsts), (end, lasts) in product(_BEGINNINGS, _ENDINGS):
        core = word.removeprefix(start).removesuffix(end)
        if word == start + core + end and len(core) >= _SHORTEST:
            for first, last in product(firsts, lasts):
                yield first + core + last
