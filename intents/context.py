"""Reads an elliptical follow-up in the light of the entry answered before; no table of follow-ups."""

from collections.abc import Sequence

import numpy as np

from intents.features import Floats
from intents.judge import Weights, rank
from intents.reader import Word
from intents.scorers import Scorers, Table
from intents.subjects import SMALL, Reach, Subjects

_CORE_FROM = 0.2  # a root in so many of an entry's phrases is what it is about
_FLOOR = -8.0
_OF_THE_DICTIONARY = ("known", "affix")  # how such a word was read
_LIFT = 0.9  # and it stands there e^0.9 times as often as elsewhere


def _core(shares: Floats, usual: Floats) -> Floats:
    """Weigh the roots that an entry is about; one entry's weights sum to one."""
    lift = np.log(np.maximum(shares, 1e-6) / usual)
    core = np.where((shares >= _CORE_FROM) & (lift >= _LIFT), lift, 0)
    weights: Floats = core / np.maximum(core.sum(axis=1, keepdims=True), 1e-9)
    return weights.astype(np.float32)


class Context:
    """What each entry is about, and how near the entries are to each other."""

    def __init__(self, table: Table) -> None:
        self.entries = table.entries
        self.topics = table.topics
        self._at = {entry: at for at, entry in enumerate(table.entries)}
        self._families = np.array([self._family(entry) for entry in table.entries])
        roots = sorted({root for text in table.texts for root in text.split()})
        self._column = {root: at for at, root in enumerate(roots)}
        shares = self._root_shares(table, len(roots))
        usual = np.maximum(shares.mean(axis=0), 1e-6)
        kin = np.stack([shares[self._families == family].mean(axis=0) for family in self._families])
        self._own, self._kin = _core(shares, usual), _core(kin, usual)
        self._objects: list[bool] = list(self._kin.max(axis=0) > 0)
        self._telling: list[bool] = list(np.maximum(self._own, self._kin).max(axis=0) > 0)
        vectors = shares * -np.log(usual)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
        self._near = vectors @ vectors.T
        np.fill_diagonal(self._near, 0)
        self._roots = roots
        self._subjects = Subjects(table, roots, shares, self._near)

    @staticmethod
    def _family(entry: str) -> str:
        return entry.split("-", 1)[0]

    def _root_shares(self, table: Table, roots: int) -> Floats:
        """Count in which share of an entry's phrases each root stands."""
        shares = np.zeros((len(table.entries), roots), np.float32)
        for text, owner in zip(table.texts, table.owners, strict=True):
            for root in set(text.split()):
                shares[owner, self._column[root]] += 1
        phrases = np.bincount(table.owners, minlength=len(shares)).astype(np.float32)
        shares /= np.maximum(phrases, 1)[:, None]
        return shares

    def knows(self, entry: str | None) -> bool:
        return entry in self._at

    def about(self, place: int, *, kin: bool) -> list[str]:
        """List the roots that an entry, or its family, is about; the most telling first."""
        core = (self._kin if kin else self._own)[place]
        order = np.argsort(-core, kind="stable")[: int((core > 0).sum())]
        return [self._roots[at] for at in order]

    def nearest(self, entry: str) -> list[str]:
        """List the other topics, the most alike first."""
        order = np.argsort(-self._near[self._at[entry]][: self.topics], kind="stable")
        return [self.entries[at] for at in order if self.entries[at] != entry]

    def place(self, entry: str) -> int:
        return self._at[entry]

    def content(self, words: Sequence[Word]) -> int:
        """Count the telling words of a message."""
        columns = {self._column[word.stem] for word in words if word.stem in self._column}
        telling = sum(self._telling[at] for at in columns)
        return telling + sum(not word.seen for word in words)

    def says(self, words: Sequence[Word]) -> bool:
        """Whether a message holds a word that tells or asks for anything, or a new one of the dictionary."""
        words = [word for word in words if word.stem not in SMALL]
        new = any(not word.seen and word.why in _OF_THE_DICTIONARY for word in words)
        known = [word for word in words if word.seen]
        return new or self.content(known) > 0 or self._subjects.says(words)

    def reach(self, words: Sequence[Word], before: int) -> Reach:
        """Say what a message may mean after the entry of that place."""
        return self._subjects.reach(words, before)

    def objects(self, words: Sequence[Word]) -> int:
        """Count the words that name what some family of entries is about."""
        columns = {self._column[word.stem] for word in words if word.stem in self._column}
        return sum(self._objects[at] for at in columns)

    def lay_out(
        self, alone: Floats, with_kin: Floats, with_own: Floats, words: Sequence[Word], place: int
    ) -> Floats:
        """Collect, for every entry, what speaks for it as the follow-up's meaning."""
        said = np.zeros(len(self._roots), np.float32)
        said[[self._column[word.stem] for word in words if word.stem in self._column]] = 1
        kin = (self._families == self._families[place]).astype(np.float32)
        same = np.zeros(len(self.entries), np.float32)
        same[place] = 1
        beyond = (np.arange(len(self.entries)) >= self.topics).astype(np.float32)
        short = np.float32(1 / (1 + self.content(words)))
        vague = np.float32(1 / (1 + self.objects(words)))
        logs = [np.maximum(np.log(part + 1e-9), _FLOOR) / 4 for part in (alone, with_kin, with_own)]
        base = np.stack(
            [
                logs[0],
                logs[0] * kin,
                logs[1] * kin,
                logs[1] * (1 - kin),
                logs[2] * kin,
                logs[2] * (1 - kin),
                self._near[place],
                kin,
                same,
                beyond,
                self._kin @ said,
                self._own @ said,
            ]
        )
        return np.concatenate([base, base * short, base * vague]).T


def extended(words: Sequence[Word], roots: Sequence[str]) -> list[Word]:
    """Add what went unsaid."""
    said = {word.stem for word in words}
    return [
        *words,
        *(Word(root, root, root, seen=True, why="before") for root in roots if root not in said),
    ]


def evidence_beside(
    alone: Floats, context: Context, scorers: Scorers, weights: Weights, words: Sequence[Word], before: int
) -> Floats:  # fmt: skip
    """Score a follow-up alone (`alone`), with what the family is about, and with what the entry is about."""
    kin, own = (
        rank(scorers.score(extended(words, added)), context.topics, weights).shares
        for added in (context.about(before, kin=True), context.about(before, kin=False))
    )
    return context.lay_out(alone, kin, own, words, before)
