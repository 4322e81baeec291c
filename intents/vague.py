"""Very short messages: are their words one entry's, or everybody's? Ranks nothing."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from intents.features import Ints
from intents.reader import Word

_SHORT = 3  # words; longer messages say enough
_PHRASES = 4  # with so few phrases of these words nothing can be said
_OWN = 0.5  # share of those phrases that must be the entry's own


class Holders:
    """Which entries' phrases hold a word; made of a table's phrases."""

    def __init__(self, texts: Sequence[str], owners: Ints) -> None:
        """Take each phrase as a line of roots, and the entry that owns it."""
        self._owners = owners.tolist()
        self._phrases: dict[str, set[int]] = defaultdict(set)
        self._lines: dict[str, set[int]] = defaultdict(set)
        for at, line in enumerate(texts):
            self._lines[line].add(self._owners[at])
            for root in line.split():
                self._phrases[root].add(at)

    def everybodys(self, words: Sequence[Word], entry: int | None) -> dict[int, float]:
        """Give each entry's share of the phrases that hold these words, where but a few are the entry's.

        "biaya", "izin": nothing is given for words that tell enough, or that no phrase holds.
        """
        if len(words) > _SHORT or not all(word.seen for word in words):
            return {}
        if entry in self._lines.get(" ".join(word.stem for word in words), ()):
            return {}
        found = set.intersection(*(self._phrases.get(word.stem, set()) for word in words))
        counts = Counter(self._owners[at] for at in found)
        if len(found) < _PHRASES or (entry is not None and counts[entry] >= _OWN * len(found)):
            return {}
        return {owner: count / len(found) for owner, count in counts.items()}
