"""Which entries speak of one thing, which words name a thing, and what a message may mean after an answer."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from intents.concepts import concepts_of
from intents.features import Floats
from intents.reader import Word
from intents.scorers import Table

Flags = NDArray[np.bool_]

# What may be asked of anything: the names of such meanings in concepts.tsv.
_OF_ALL = ("biaya", "lama", "kapan", "syarat", "cara", "berlaku", "cetak")
SMALL = frozenset(  # words that name nothing, however few phrases there are to tell
    (
        *("apa", "berapa", "mana", "siapa", "bagaimana", "yang", "di", "ke", "dari", "dan", "atau"),
        *("untuk", "ini", "itu", "saya", "kami", "ada", "mau", "bisa", "boleh", "harus", "tidak"),
        *("sudah", "belum", "saja", "juga", "lagi", "ya", "kalau", "terus", "kira", "kok", "kah"),
        *("oh", "hm", "hmm", "begitu", "begini", "maksud", "oke"),
    )
)
_EVERYBODYS = 0.4  # a word that so many of the topics have is nobody's
_RARE = 0.05  # one that so few have says something
_HELD, _LIFT = 0.1, 0.9  # it names an entry: so many phrases have it, e^0.9 times the usual
_MOSTLY = 0.3  # what may be asked of anything names an entry where so much of its use lies there
_OWN = 0.5  # a word is a family's where so much of its use lies there
_SPREAD = 0.66  # and it is what the family is about where so many of its entries have it
_FOREIGN = 0.66  # a word is foreign where so much of its use lies outside
_STRANGE = 2  # so many words that no phrase has may speak of anything
_NEAR = 0.45  # entries so much alike speak of one thing
_TOLD = 0.05  # an entry tells what so many of its phrases ask
_RATHER = 3.0  # another tells it rather than the one before where so many times as many ask it
ENOUGH = 2  # so many words of its own, and a message does not lean on what was said before


def _meant(text: str, stem: str) -> frozenset[int]:
    """Give what a word asks that may be asked of anything, as places in _OF_ALL."""
    meanings = concepts_of(text, stem)
    return frozenset(at for at, name in enumerate(_OF_ALL) if name in meanings)


def asks_of_all(words: Iterable[Word]) -> bool:
    """Whether any word asks what may be asked of anything: "biayanya"."""
    return any(_meant(word.text, word.stem) for word in words)


def _families(entries: Sequence[str]) -> list[list[int]]:
    """Group entries by how their names begin; a group of one is no family."""
    found = defaultdict(list)
    for at, entry in enumerate(entries):
        found[entry.split("-", 1)[0]].append(at)
    return [members for members in found.values() if len(members) > 1]


@dataclass(frozen=True, eq=False)
class Reach:
    """What a message may mean after an entry."""

    before: int
    topics: int
    open: Flags  # the entries of its subject, what the message names, and what else it may speak of
    own: int  # words that the entry before has not, and that say something
    ours: bool  # a topic of another subject is named
    others: bool  # something outside is named
    asks: bool  # for what may be asked of anything: cost, time, requirements, the way
    told: Floats  # which share of each entry's phrases asks for it too

    @property
    def abroad(self) -> bool:
        return bool(self.open[self.topics :].any())

    @property
    def bare(self) -> bool:
        """Whether only what was said before tells what the message is about."""
        return not (self.own or self.ours or self.abroad)

    def narrowed(self, shares: Floats) -> Floats:
        """Take away what the message can't mean; of a bare one half of what is left goes to the entry before."""
        found = shares.copy()
        if not self.abroad:
            found[self.topics :] = 0
        if self.bare:
            found[~self.open] = 0
            found[self.before] *= (1 + 1 / max(float(found.sum()), 1e-6)) / 2
        return found

    def allows(self, entry: int) -> bool:
        """Whether the entry may be the answer: it tells what is asked, or it is named."""
        if self.bare and self.asks:
            return bool(self.told[entry] >= _TOLD)
        return bool(self.open[entry]) or self.own >= ENOUGH


class Subjects:
    """What binds entries together and sets them apart, made of their phrases."""

    def __init__(self, table: Table, roots: Sequence[str], shares: Floats, near: Floats) -> None:
        """Take in which share of each entry's phrases has a root, and how alike entries are."""
        self._topics = table.topics
        self._column = {root: at for at, root in enumerate(roots)}
        self._has = shares > 0
        meant = [_meant(root, root) for root in roots]
        self._asks, self._pairs = self._read(table, dict(zip(roots, meant, strict=True)))
        asking = np.array([bool(one) for one in meant], dtype=bool)
        use, whole = shares[: table.topics].sum(axis=0), shares.sum(axis=0)
        held = self._has[: table.topics].mean(axis=0)
        everybodys = np.array([root in SMALL for root in roots], dtype=bool) | (held >= _EVERYBODYS)
        self._general = asking | everybodys
        self._foreign = (whole - use >= _FOREIGN * whole) & ~self._general
        names = (shares >= _HELD) & (shares >= np.exp(_LIFT) * shares.mean(axis=0))
        names &= ~everybodys & (~asking | (shares >= _MOSTLY * use))
        names[table.topics :] &= ~asking
        self._telling = (names.any(axis=0) | (held <= _RARE)) & ~self._general
        self._names: Flags = names
        self.kin: Flags = near >= _NEAR
        for members in _families(table.entries[: table.topics]):
            self._join(members, shares, use)
        self.kin[:, table.topics :] = False
        np.fill_diagonal(self.kin, val=True)

    def _read(
        self, table: Table, meant: dict[str, frozenset[int]]
    ) -> tuple[Floats, set[tuple[int, str, str]]]:
        """Note which share of each entry's phrases asks what, and the word pairs of what lies outside."""
        asks = np.zeros((len(table.entries), len(_OF_ALL)), np.float32)
        pairs: set[tuple[int, str, str]] = set()
        for owner, line in zip(table.owners.tolist(), table.texts, strict=True):
            words = line.split()
            asks[owner, list(frozenset[int]().union(*(meant[word] for word in words)))] += 1
            if owner >= table.topics:
                pairs |= {(owner, *pair) for pair in pairwise(words)}
        sizes = np.bincount(table.owners, minlength=len(asks)).astype(np.float32)
        asks /= np.maximum(sizes, 1)[:, None]
        return asks, pairs

    def _join(self, members: list[int], shares: Floats, use: Floats) -> None:
        """Make one subject of a family that has a word of its own; only such words name its entries."""
        own = shares[members].sum(axis=0) >= np.maximum(_OWN * use, 1e-6)
        about = own & ((shares[members] >= _HELD).mean(axis=0) >= _SPREAD)
        if about.any():
            named = own & self._names[members].any(axis=0) & ~self._general
            self._names[members] = about | named
            self.kin[np.ix_(members, members)] = True

    def says(self, words: Sequence[Word]) -> bool:
        """Whether any word asks for something, or a topic has it or it names anything, and it is not everybody's."""
        known = [self._column[word.stem] for word in words if word.stem in self._column]
        says = self._has[: self._topics, known].any(axis=0) | self._names[:, known].any(axis=0)
        return asks_of_all(words) or bool((says & ~self._general[known]).any())

    def reach(self, words: Sequence[Word], before: int) -> Reach:
        """Say what a message may mean after an entry."""
        asks = sorted(frozenset[int]().union(*(_meant(word.text, word.stem) for word in words)))
        kin, named = self.kin[before], self._named(words, before)
        own = {word.stem for word in words if self._is_own(word, before)}
        found = kin | named
        found[self._topics :] |= self._strange(words, before)
        reach = Reach(
            before,
            self._topics,
            found,
            len(own),
            ours=bool((named & ~kin)[: self._topics].any()),
            others=bool(named[self._topics :].any()),
            asks=bool(asks),
            told=self._asks[:, asks].max(axis=1, initial=0),
        )
        if reach.bare and asks:
            often = self._asks[:, asks]
            rather: Flags = np.any(often >= _RATHER * often[before], axis=1)
            rather[before] = True
            reach = replace(reach, open=found & rather)
        return reach

    def _strange(self, words: Iterable[Word], before: int) -> bool:
        """Whether words may speak of anything outside: foreign ones, or several new ones beside none of the entry's."""
        stems = {word.stem for word in words if not word.stem[0].isdigit()}
        known = [self._column[stem] for stem in stems if stem in self._column]
        leans = (self._has[before, known] & self._telling[known]).any()
        new = [at for at in known if not self._has[before, at]]
        several = len(stems) - len(known) >= _STRANGE and not leans
        return several or bool(self._foreign[new].any())

    def _is_own(self, word: Word, before: int) -> bool:
        if word.stem in SMALL or _meant(word.text, word.stem):
            return False
        at = self._column.get(word.stem)
        if at is None or word.stem[0].isdigit():
            return True
        return bool(self._telling[at] and not self._has[before, at])

    def _named(self, words: Sequence[Word], before: int) -> Flags:
        """Say which entries are named.

        A word of the entry before names what lies outside only beside a word that it has there too: `ktp`
        after the requirements of an NIB is a requirement, `bikin ktp` is not.
        """
        found = np.zeros(len(self._names), bool)
        known = [(at, self._column[w.stem]) for at, w in enumerate(words) if w.stem in self._column]
        for at, column in known:
            named = self._names[:, column].copy()
            if self._has[before, column]:
                beside = pairwise(one.stem for one in words[max(at - 1, 0) : at + 2])
                named[self._topics :] &= self._have(list(beside))
            found |= named
        return found

    def _have(self, pairs: Sequence[tuple[str, str]]) -> Flags:
        """Say which entries outside have one of the pairs."""
        beyond = range(self._topics, len(self._names))
        return np.array(
            [any((one, *pair) in self._pairs for pair in pairs) for one in beyond], bool
        )
