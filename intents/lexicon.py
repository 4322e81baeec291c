"""What a written word stands for: slang, typos and local words, one or several words a key."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from intents.packaged import read_rows, read_words


@dataclass(frozen=True)
class Lexicon:
    """Words and short word groups with their meaning; an empty meaning drops the word."""

    words: dict[str, tuple[str, ...]]
    groups: dict[tuple[str, ...], tuple[str, ...]]
    longest: int
    beginnings: frozenset[str]  # the first words of groups

    def group_at(self, words: list[str], start: int) -> tuple[int, tuple[str, ...]] | None:
        """Find the longest word group that begins here: its length and meaning."""
        if words[start] not in self.beginnings:
            return None
        for size in range(min(self.longest, len(words) - start), 1, -1):
            meaning = self.groups.get(tuple(words[start : start + size]))
            if meaning is not None:
                return size, meaning
        return None


@cache
def protected() -> frozenset[str]:
    """Give the acronyms that differ by a letter and mean another thing altogether."""
    return frozenset(read_words("protected.txt"))


@cache
def general_rows() -> tuple[tuple[str, str], ...]:
    """Give the general chat words that come with the package."""
    rows = read_rows("slang.tsv") + read_rows("typos.tsv")
    return tuple((row[0], row[1]) for row in rows if len(row) > 1)


def build_lexicon(local: Iterable[tuple[str, str]] = ()) -> Lexicon:
    """Join the general words with an office's own, which win."""
    return extended(Lexicon({}, {}, 1, frozenset()), (*general_rows(), *local))


def extended(lexicon: Lexicon, rows: Iterable[tuple[str, str]]) -> Lexicon:
    """Add rows to a lexicon; they win."""
    words, groups = dict(lexicon.words), dict(lexicon.groups)
    for key, meaning in rows:
        parts = tuple(key.lower().split())
        if len(parts) > 1:
            groups[parts] = tuple(meaning.lower().split())
        elif parts:
            words[parts[0]] = tuple(meaning.lower().split())
    longest = max((len(group) for group in groups), default=1)
    return Lexicon(words, groups, longest, frozenset(group[0] for group in groups))
