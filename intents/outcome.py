"""What came of reading a message or a part of it. Plain data of this package, no doing."""

from collections.abc import Sequence
from dataclasses import dataclass

from intents.judge import Ranking
from intents.nouns import Verdict
from intents.reader import Word


@dataclass(frozen=True, eq=False)
class Outcome:
    """What a message means: candidates as (place, confidence), and how it came about."""

    words: Sequence[Word]
    focus: Sequence[Word]
    found: tuple[tuple[int, float], ...]
    verdict: Verdict
    because: str
    ranking: Ranking
    also: tuple[tuple[int, float], ...] = ()  # a second question, sure
    beside: tuple[tuple[int, float], ...] = ()  # or likely
    outside: int | None = None
    used_context: bool = False

    @property
    def entry(self) -> int:
        """The likeliest entry."""
        return self.found[0][0]

    @property
    def foreign(self) -> bool:
        """Whether it was refused for something outside."""
        return self.verdict == "refuse" and self.ranking.outside is not None

    @property
    def sure(self) -> float:
        """How sure it is of that entry."""
        return self.found[0][1]
