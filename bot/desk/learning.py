"""From questions that were not understood to wordings and entries: proposed, never learnt by itself."""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial

from bot.catalogue import edit, note
from bot.desk import _faq_files, _grouping, _readings, studio
from bot.desk._faq_files import Edit, Files
from bot.desk._mind import Mind
from bot.desk._naming import Doubt, blanked, doubts
from bot.desk.desk import Desk
from bot.desk.officers import require
from bot.errors import BadInput, NotFound
from bot.model.clock import later
from bot.model.entry import Catalogue
from bot.model.officer import ADMIN, STEER, Officer
from bot.store import Row, Tx, asked
from bot.store import studio as rows_of

DAY_S = 86400.0
MOST = 800  # questions looked at, newest first
SMALLEST = 3
NEAR = 0.3  # confidence from which the closest entry is proposed
QUESTIONS = "tests/topik.tsv"
REGISTERS = studio.REGISTERS


@dataclass(frozen=True)
class Heard:
    """One question, near-duplicates folded into it."""

    text: str  # masked
    key: str
    n: int
    at: str  # newest
    kind: str  # unanswered | asked_back | refused | disliked | corrected
    entry: str  # what was meant (chosen by the citizen), else the closest; "" when nothing is near
    sure: float
    said: str = field(repr=False)  # by the officer, as it stands
    profile: str = field(repr=False)
    known: frozenset[str] = field(repr=False)  # words of the catalogue

    @cached_property
    def reply(self) -> str:
        """What the officer said, masked; asked for by those that are shown only."""
        return blanked(self.said)

    @cached_property
    def doubts(self) -> tuple[Doubt, ...]:
        """What in the text may tell who somebody is."""
        return doubts(self.text, known=self.known, profile=self.profile)


@dataclass(frozen=True)
class Group:
    """Questions of one meaning."""

    questions: tuple[Heard, ...]
    size: int  # messages
    entry: str
    sure: float
    reply: str

    @property
    def near(self) -> bool:
        """Whether the closest entry is close enough to be proposed: else a new one is."""
        return bool(self.entry) and self.sure >= NEAR


@dataclass(frozen=True)
class Learning:
    """What a period taught: groups from three messages up, and what stands alone."""

    groups: list[Group]
    alone: list[Heard]
    looked_at: int


def of_period(desk: Desk, officer: Officer, days: int) -> Learning:
    """Everything of the last days that was not answered well and still would not be."""
    require(officer, STEER)
    since, trial = later(desk.now(), -days * DAY_S), int(not desk.settings.has_provider)
    rows = desk.store.read(partial(_rows, since=since, trial=trial))
    mind, aside = desk.minds.current(), desk.store.read(rows_of.aside)
    words, known = _grouping.words_of(mind.catalogue), _vocabulary(mind.catalogue)
    alike = ([rows[at] for at in places] for places in _fold(words, rows))
    told = ((blanked(found[0]["text"]), found) for found in alike)
    heard = (_heard(desk, mind, known, *one) for one in told if not _is_settled(mind, *one))
    left = [one for one in heard if one.key not in aside]
    likely = [_readings.read(mind, one.text).likely for one in left]
    found = _grouping.grouped(words, [one.text for one in left], likely)
    groups = [_group([left[at] for at in places]) for places in found]
    big = sorted((g for g in groups if g.size >= SMALLEST), key=lambda g: -g.size)
    alone = [one for g in groups if g.size < SMALLEST for one in g.questions]
    return Learning(big, sorted(alone, key=lambda one: one.at, reverse=True), len(rows))


@dataclass(frozen=True)
class Lesson:
    """What a person made of some questions: wordings by register, and questions to test with."""

    phrases: Mapping[str, Sequence[str]]
    questions: Sequence[str] = ()


def teach(desk: Desk, officer: Officer, entry: str, lesson: Lesson, *, sure: bool) -> str:
    """Add wordings (and test questions) to an entry's files; the files' new hash.

    BadInput while a text may name somebody, unless the person has confirmed it (`sure`). A
    supervisor's lesson becomes a proposal ("" is returned).
    """
    require(officer, STEER)
    texts = [*(text for found in lesson.phrases.values() for text in found), *lesson.questions]
    if not texts:
        raise BadInput(note("choose_question"))
    if not sure and any(found for found in (look_at(desk, text) for text in texts)):
        raise BadInput(note("may_name"))

    def changed(files: Files) -> Files:
        try:
            file = studio.file_of(files, entry)
        except NotFound as error:
            raise BadInput(note("entry_unknown", id=entry)) from error
        wanted = {file: edit.add_phrases(files[file], entry, lesson.phrases)}
        table = files.get(QUESTIONS, b"question\texpected\tregister\tprevious\n")
        for question in lesson.questions:
            wanted[QUESTIONS] = edit.add_question(wanted.get(QUESTIONS, table), question, entry)
        return studio.checked(desk, files, wanted, entry)

    if not officer.may(ADMIN):
        changed(_faq_files.read_now(desk).files)
        change = {"phrases": dict(lesson.phrases), "questions": list(lesson.questions)}
        return studio.propose(desk, officer, "phrases", entry, change, question=texts[0])
    return _faq_files.rewrite(desk, Edit(officer.id, f"phrases {entry}"), changed)


def set_aside(desk: Desk, officer: Officer, keys: Sequence[str]) -> None:
    """These questions are no longer offered."""
    require(officer, STEER)
    with desk.store.write() as tx:
        for key in keys:
            rows_of.set_aside(tx, key[:64], officer.id, desk.now())


def look_at(desk: Desk, text: str, profile: str = "") -> tuple[Doubt, ...]:
    """What in a text may tell who somebody is."""
    return doubts(text, known=_vocabulary(desk.minds.current().catalogue), profile=profile)


def register_of(text: str) -> str:
    """The register that a text most likely belongs to: a first guess for the form."""
    short = sum(len(word) <= 3 for word in text.split())  # noqa: PLR2004 - letters
    words = len(text.split())
    if words > LONG_WORDS:
        return "suara"
    if text[:1].isupper() and text.rstrip().endswith(("?", ".")):
        return "formal"
    return "singkatan" if short * 2 > words else "biasa"


LONG_WORDS = 16


def _rows(tx: Tx, *, since: str, trial: int) -> list[Row]:
    bad = asked.disliked(tx, since=since, trial=trial, limit=MOST)
    missed = asked.missed(tx, since=since, trial=trial, limit=MOST - len(bad))
    return [row | {"kind": _bad(row)} for row in bad] + [
        row | {"kind": _missed(row)} for row in missed
    ]


def _fold(words: _grouping.Words, rows: Sequence[Row]) -> list[list[int]]:
    return _grouping.folded(words, [row["text"] for row in rows])


def _heard(desk: Desk, mind: Mind, known: frozenset[str], text: str, rows: Sequence[Row]) -> Heard:
    chosen = [
        r["next_entry"] for r in rows if r.get("next_rule") == "choice_made" and r["next_entry"]
    ]
    likely = _readings.read(mind, text).likely
    closest = max(likely, key=likely.__getitem__, default="")
    entry = Counter(chosen).most_common(1)[0][0] if chosen else closest
    return Heard(
        text=text,
        key=hmac.new(
            desk.settings.secret_key.encode(), text.lower().encode(), hashlib.sha256
        ).hexdigest(),
        n=len(rows),
        at=max(row["at"] for row in rows),
        kind=_kind(rows),
        entry=entry,
        sure=likely.get(entry, 0.0),
        said=next((row["reply"] for row in rows if row["reply"]), ""),
        profile=rows[0]["profile_name"] or "",
        known=known,
    )


def _is_settled(mind: Mind, text: str, rows: Sequence[Row]) -> bool:
    """Whether the version in force answers it by now; what people disliked stays until it changes."""
    if _kind(rows) in {"disliked", "corrected"}:
        return False
    return _readings.read(mind, text).verdict == "answer"


def _kind(rows: Sequence[Row]) -> str:
    return Counter(str(row["kind"]) for row in rows).most_common(1)[0][0]


def _group(questions: list[Heard]) -> Group:
    votes: Counter[str] = Counter()
    for one in questions:
        votes[one.entry] += one.n
    entry = votes.most_common(1)[0][0]
    sure = max(one.sure for one in questions if one.entry == entry)
    newest = sorted(questions, key=lambda one: one.at, reverse=True)
    said = next((one for one in newest if one.said), newest[0])
    return Group(tuple(newest), sum(one.n for one in questions), entry, sure, said.reply)


def _bad(row: Row) -> str:
    return "disliked" if row["verdict"] == "wrong" else "corrected"


def _missed(row: Row) -> str:
    return {"clarify": "asked_back", "elsewhere": "refused"}.get(row["rule"], "unanswered")


@lru_cache(maxsize=2)
def _words_in(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.strip(".,;:!?()\"'*").lower() for text in texts for word in text.split())


def _vocabulary(catalogue: Catalogue) -> frozenset[str]:
    entries = catalogue.entries.values()
    told = [text for e in entries for words in (e.title, e.answer) for text in words.values()]
    return _words_in((*told, *(p.text for e in entries for p in e.phrases)))
