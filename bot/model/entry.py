"""The FAQ as data: entries, facts, sentences, and the immutable catalogue that holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

POLICY = "kebijakan layanan"  # the source of an entry that only says how we work
Words = Mapping[str, str]  # language -> text; "id" always there


@dataclass(frozen=True)
class Provenance:
    """Where a statement comes from, who signed it off, and until when it may be told as fresh."""

    source: str
    as_of: str  # YYYY-MM-DD
    verified_by: str
    verified_on: str
    review_by: str
    owner: str


@dataclass(frozen=True)
class Fact:
    """A fee, hour, deadline, number, address or link, kept once."""

    key: str
    value: Words
    provenance: Provenance
    line: int = 0


@dataclass(frozen=True)
class Phrase:
    """An example wording of an entry."""

    text: str
    register: str = "biasa"  # formal | biasa | singkatan | suara | daerah
    line: int = 0


@dataclass(frozen=True)
class Entry:
    """One FAQ entry. `route` is answer | answer+officer | officer."""

    id: str
    family: str  # file name of its topic family
    scope: str
    title: Words
    answer: Words
    sms: Words
    phrases: tuple[Phrase, ...]
    related: tuple[str, ...]
    route: str
    provenance: Provenance
    intake: Words = field(default_factory=dict)
    file: str = ""
    line: int = 0


@dataclass(frozen=True)
class Elsewhere:
    """Business of another office (or nobody's): recognised in order to say so politely."""

    id: str
    title: Words
    office: Words  # empty texts where the right office is unknown
    phrases: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """A test question of the catalogue: what must be understood."""

    text: str
    expected: str  # entry id, or "refuse"
    register: str = ""
    previous: str = ""
    file: str = ""
    line: int = 0


@dataclass(frozen=True)
class Office:
    """The office: names, hours for the calendar, own closed days, links allowed, prices."""

    names: Mapping[str, Words]  # name, long_name, city, bot, portal
    hours: Mapping[str, str]  # monday..sunday -> "07.30-16.00" or ""
    hours_verified: bool
    closed_days: Mapping[str, str]  # YYYY-MM-DD -> name
    allowed_links: tuple[str, ...]
    prices: Mapping[str, str]


@dataclass(frozen=True)
class Catalogue:
    """A validated, immutable reading of faq_data with its content hash."""

    hash: str
    office: Office
    facts: Mapping[str, Fact]
    families: Mapping[str, Words]
    entries: Mapping[str, Entry]
    sentences: Mapping[str, Words]
    elsewhere: Mapping[str, Elsewhere]
    lexicon: tuple[tuple[str, str], ...]  # word, meaning
    questions: tuple[Question, ...]
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)
