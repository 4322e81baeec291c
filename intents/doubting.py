"""Reasons to doubt: words of very short messages that are everybody's, acronyms that are only ours. Ranks nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from intents.features import FEW, Ints
from intents.lexicon import protected
from intents.reader import Word

_SHORT = 3  # words; longer messages say enough
_PHRASES = 4  # with so few phrases of these words nothing can be said
_OWN = 0.5  # share of those phrases that must be the entry's own
_MANY, _FEW = 15, 0.02  # phrases that hold an acronym of ours, and the share of them outside
_SOME = 0.1  # with less of them a word does not speak for an entry at all
_BRIEF = 6  # words; so brief, a word that the leading entry has not may turn the meaning round
_SENTENCE = 9  # words; in a longer message an acronym may be said by the way
_FOREIGN = 0.66  # where so many of its phrases lie outside
_HALF_FOREIGN = 0.15  # in a short message so few will do
_NOBODYS: Counter[int] = Counter()


class Holders:
    """Which entries' phrases hold a word; made of a table's phrases."""

    def __init__(self, texts: Sequence[str], owners: Ints, topics: int) -> None:
        """Take each phrase as a line of roots, and the entry that owns it; entries from `topics` on lie outside."""
        self._owners = owners.tolist()
        self._topics = topics
        self._phrases: dict[str, set[int]] = defaultdict(set)
        self._lines: dict[str, set[int]] = defaultdict(set)
        for at, line in enumerate(texts):
            self._lines[line].add(self._owners[at])
            for root in line.split():
                self._phrases[root].add(at)
        self._alone: dict[str, Counter[int]] = {}
        self._of_one = frozenset(self._each_of_one_acronym())

    def _each_of_one_acronym(self) -> Iterator[int]:
        """Give the entries most of whose phrases have one and the same acronym."""
        sizes = Counter(self._owners)
        for acronym in protected() & self._phrases.keys():
            held = Counter(self._owners[at] for at in self._phrases[acronym])
            yield from (owner for owner, count in held.items() if count >= _OWN * sizes[owner])

    def doubt(
        self, words: Sequence[Word], entry: int | None, *, refused: bool
    ) -> dict[int, float] | None:
        """Say whose a message is, where it is not the entry's: each entry's share of its phrases.

        None: no reason to doubt. "biaya", "izin" are everybody's. A message that would be `refused` is
        nobody's else, without shares, where it is short and no word of it is the entry's ("izin gereja"),
        or no entry leads, and where it holds an acronym that only topics use ("nib").
        """
        known = [word for word in words if word.seen]
        if not known or self._is_a_phrase(words, entry):
            return None
        short = len(words) <= _SHORT
        counts = self._counts(words) if short and len(known) == len(words) else Counter()
        size = counts.total()
        if size >= _PHRASES and (entry is None or counts[entry] < _OWN * size):
            return {owner: count / size for owner, count in counts.items()}
        foreign = short and (entry is None or self._is_foreign(known, entry))
        return {} if refused and (foreign or self._names_ours(known)) else None

    def turned(self, words: Sequence[Word], entry: int) -> bool:
        """Whether a word that no phrase of the leading entry has turns a brief message to something outside.

        "alamat kantor pos", "lowongan apoteker": a word that no phrase has at all does so in a short
        message alone, and only where it is one of the dictionary, no slip.
        """
        few = len(self._owners) < FEW  # phrases: what they lack says nothing yet
        if few or len(words) > _BRIEF or self._is_a_phrase(words, entry):
            return False
        short = len(words) <= _SHORT
        limit = _HALF_FOREIGN if short else _FOREIGN
        for word in words:
            counts = self._counts([word])
            if not counts:
                if short and word.why == "known":
                    return True
            elif not counts[entry] and self._outside(counts) >= limit * counts.total():
                return True
        return False

    def of_another(self, words: Sequence[Word], entry: int) -> dict[int, float]:
        """Give whose acronyms a short message names, where the leading entry is about another; else nothing.

        "cabut pbg", "masa berlaku sip": what is asked is an NIB's, but of an NIB nobody spoke.
        """
        named = [word for word in words if word.stem in protected()]
        if len(words) > _SENTENCE or not named or entry not in self._of_one:
            return {}
        each = [self._counts([word]) for word in named]
        if any(counts[entry] for counts in each):
            return {}
        whole = sum(each, Counter[int]())
        size = whole.total()
        return {owner: count / size for owner, count in whole.items()} if size > 1 else {}

    def _names_ours(self, words: Sequence[Word]) -> bool:
        acronyms = (word for word in words if word.stem in protected())
        return any(self._are_ours(self._counts([word])) for word in acronyms)

    def _are_ours(self, counts: Counter[int]) -> bool:
        return counts.total() >= _MANY and self._outside(counts) <= _FEW * counts.total()

    def _outside(self, counts: Counter[int]) -> int:
        return sum(count for owner, count in counts.items() if owner >= self._topics)

    def _is_foreign(self, words: Sequence[Word], entry: int) -> bool:
        held = [self._counts(part) for part in (words, *([word] for word in words))]
        return all(counts[entry] < _SOME * counts.total() for counts in held if counts)

    def _is_a_phrase(self, words: Sequence[Word], entry: int | None) -> bool:
        return entry in self._lines.get(" ".join(word.stem for word in words), ())

    def _counts(self, words: Sequence[Word]) -> Counter[int]:
        """Count whose phrases hold all the words; what one word alone gives is remembered, and never changed."""
        if len(words) == 1:
            stem = words[0].stem
            if stem not in self._alone and stem in self._phrases:
                self._alone[stem] = Counter(self._owners[at] for at in self._phrases[stem])
            return self._alone.get(stem, _NOBODYS)
        found = set.intersection(*(self._phrases.get(word.stem, set()) for word in words))
        return Counter(self._owners[at] for at in found)
