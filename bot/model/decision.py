"""A decision: what shall happen, and because of what. Data only; the desk carries it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.model.turn import Memory


@dataclass(frozen=True)
class Say:
    """A fixed sentence; `params` fill its marks. The desk adds ticket, place, back, office, links."""

    key: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Tell:
    """The answer of an entry, in the form the channel needs."""

    entry: str


@dataclass(frozen=True)
class OpenTicketFor:
    """Open a ticket, or add to the one that is open."""

    kind: str  # question | fault | own_file | complaint | report | fraud | data_request
    reason: str  # short English word for statistics: asked_person, missed, withdrawn, media, ...
    entry: str = ""
    priority: int = 0  # 0 normal, 1 raised, 2 urgent


@dataclass(frozen=True)
class JoinTicket:
    """The turn's messages belong to the open ticket."""


@dataclass(frozen=True)
class Rate:
    """The citizen rated a resolved ticket, 1 to 4."""

    ticket: str
    score: int


@dataclass(frozen=True)
class Comment:
    """The citizen's sentence after a rating."""

    ticket: str
    text: str


@dataclass(frozen=True)
class Prefer:
    """Keep preferences of the person; None leaves one as it is."""

    language: str | None = None
    text_only: bool | None = None
    opted_out: bool | None = None


@dataclass(frozen=True)
class AskRequest:
    """Open a privacy request: copy | erase."""

    kind: str


@dataclass(frozen=True)
class Feedback:
    """What the citizen thought of an entry's answer: wrong | unclear | good."""

    entry: str
    verdict: str


Effect = OpenTicketFor | JoinTicket | Rate | Comment | Prefer | AskRequest | Feedback


@dataclass(frozen=True)
class Decision:
    """What one turn leads to. All `says` leave as ONE bubble, a blank line between them."""

    rule: str  # name of the rule that answered
    because: str  # one English sentence for explanations
    action: str  # answer | clarify | escalate | refuse | silent | wait
    state: str  # answered | queued | ignored | throttled | waiting
    says: tuple[Say | Tell, ...] = ()
    memory: Memory | None = None  # None: unchanged
    effects: tuple[Effect, ...] = ()
    entry: str = ""
    ignored: str = ""  # why, when state is `ignored`
