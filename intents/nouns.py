"""The nouns of matching: phrase, candidate, match, explanation. Plain frozen data, no doing."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Verdict = Literal["answer", "clarify", "escalate", "refuse"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """An example wording of an entry; `outside` marks what is not this office's business."""

    entry: str
    text: str
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that may be meant, with the calibrated probability that it is."""

    entry: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Match:
    """What a message may mean, and what to do about it."""

    candidates: tuple[Candidate, ...]
    verdict: Verdict
    also: tuple[Candidate, ...] = ()  # a second sure question
    beside: tuple[Candidate, ...] = ()  # a second likely one
    outside: str | None = None
    used_context: bool = False
    focus: str = ""
    asks: bool = False  # it is put as a question, or names what may be asked of anything


@dataclass(frozen=True, slots=True)
class Point:
    """What answering from a confidence on would cost, as shares."""

    sure: float
    answered: float  # of all messages
    right: float  # of those that an entry is for
    wrong: float  # of all messages
    in_force: bool = False  # the band from which the matcher answers


@dataclass(frozen=True, slots=True)
class Step:
    """How one word of the message was read."""

    word: str
    read: str
    why: str
    left_out: str = ""  # of what decides: `courtesy`, or of another `part` than the one that spoke


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a message was read as it was; every part is ready for JSON."""

    text: str
    focus: str
    verdict: Verdict
    because: str
    normalised: str = ""
    steps: tuple[Step, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    also: tuple[Candidate, ...] = ()
    beside: tuple[Candidate, ...] = ()
    scorers: dict[str, dict[str, float]] = field(default_factory=dict)
    words: dict[str, dict[str, float]] = field(default_factory=dict)
    used_context: bool = False
    outside: str = ""  # whose business it is instead
    signals: dict[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # heard beside the topic: name -> words

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)
