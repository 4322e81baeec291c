"""A turn: one or more messages with all that the bot knows when it decides. Data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.model.entry import Elsewhere, Entry


@dataclass(frozen=True)
class Candidate:
    """An entry that may be meant, with the calibrated probability that it is."""

    entry: str
    confidence: float


@dataclass(frozen=True)
class Understanding:
    """What the turn's text may mean."""

    verdict: str  # answer | clarify | escalate | refuse
    candidates: tuple[Candidate, ...] = ()  # best first, at most 5
    also: tuple[Candidate, ...] = ()  # a second sure question in the same text
    beside: tuple[Candidate, ...] = ()  # a second one that is only likely
    outside: str = ""  # id of the Elsewhere that was recognised, when refuse
    signals: frozenset[str] = frozenset()  # names as in intents.signals
    focus: str = ""  # the sentence read as the question
    from_before: bool = False  # read as a follow-up of the entry told before
    asks: bool = False  # put as a question
    english: bool = False  # written in English


@dataclass(frozen=True)
class Option:
    """One numbered line of a question we asked."""

    key: str  # what the citizen types: "1"
    does: str  # entry:<id> | family:<name> | person | none | rate:<n>:<ticket> | restart
    label: str


@dataclass(frozen=True)
class Pending:
    """The one question of ours that waits for an answer."""

    kind: str  # clarify | menu | person | offer | rating | comment | intake | detail
    options: tuple[Option, ...] = ()
    expires_at: str = ""  # store time text
    ref: str = ""  # ticket id or entry id the question is about


@dataclass(frozen=True)
class Memory:
    """What the bot remembers of a conversation between turns; JSON in the store."""

    pending: Pending | None = None
    last_entry: str = ""
    last_entry_at: str = ""
    runner_up: str = ""
    misses: int = 0
    greeted_on: str = ""  # office-local date of the last long greeting
    joined_told: str = ""  # ticket id whose "added to your ticket" was already said
    notice_version: str = ""  # version of the privacy notice already told
    asked_back: str = (
        ""  # the entries offered by the last clarification, until something is answered
    )
    flood_told_at: str = ""  # when "too many messages" was last said
    heard: str = ""  # trouble that was heard and no ticket tells of yet
    heard_at: str = ""


@dataclass(frozen=True)
class Part:
    """One message of the turn."""

    kind: str  # as Inbound.kind
    text: str = ""
    payload: str = ""


@dataclass(frozen=True)
class OpenTicket:
    """The conversation's ticket, as far as deciding needs it."""

    id: str
    number: str
    state: str  # waiting | claimed | snoozed | resolved
    kind: str
    entry: str = ""
    officer: str = ""  # display name of the holder


@dataclass(frozen=True)
class Notice:
    """A known fault or closure that is announced with the answers of a family."""

    family: str  # file name of a topic family, "" for all
    text: str


@dataclass(frozen=True)
class Turn:
    """Everything `decide` may look at. Times: `now` is UTC, `local` the office's clock."""

    now: datetime
    local: datetime
    parts: tuple[Part, ...]
    text: str  # the parts' texts joined, masked
    understanding: Understanding
    entries: Mapping[str, Entry]
    elsewhere: Mapping[str, Elsewhere]
    memory: Memory = field(default_factory=Memory)
    owner: str = "bot"  # bot | queue | officer
    ticket: OpenTicket | None = None
    language: str = "id"
    text_only: bool = False
    opted_out: bool = False
    opt_out_word: str = ""  # STOP | START, as the provider judged
    masked: frozenset[str] = frozenset()  # nik | npwp | secret: what was cut out of the text
    withdrawn: frozenset[str] = frozenset()  # switches: "bot", family names, entry ids
    notices: tuple[Notice, ...] = ()
    stale: frozenset[str] = frozenset()  # entries told as doubtful: they or a fact are past review
    notice_version: str = "1"  # of the privacy notice in force
    flooded: bool = False  # over FLOOD_CAP, or an echoing robot
    may_wait: bool = False  # the burst may still grow
