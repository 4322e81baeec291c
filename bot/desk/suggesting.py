"""Help an officer answer: entries for the citizen's words, answers by search; feedback to the FAQ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.catalogue import render_entry
from bot.desk import canned
from bot.desk._turn import understand
from bot.desk.desk import Desk
from bot.errors import BadInput, NotAllowed, NotFound
from bot.model.channel import CHANNELS
from bot.model.officer import ANSWER, Officer
from bot.model.turn import Candidate, Memory
from bot.store import Row, audit, events, messages, past, queue, staff, tickets

VERDICTS = ("right", "wrong", "missing")
KINDS = ("phrase", "entry")
MOST = 8


@dataclass(frozen=True)
class Suggestion:
    """A text that an officer can insert with one click."""

    kind: str  # entry | canned | past
    ref: str
    title: str
    text: str
    sure: float = 0.0


def for_ticket(desk: Desk, ticket: str) -> list[Suggestion]:
    """The likeliest entries for the citizen's last words, as texts for the ticket's channel."""
    row = _ticket(desk, ticket)
    heard = desk.store.read(lambda tx: queue.heard(tx, row["conversation_id"], 3))
    mind = desk.minds.current()
    calls = {e.id for e in mind.catalogue.entries.values() if e.route == "officer"}

    def read(words: str) -> Sequence[Candidate]:
        return understand(mind, words, Memory(), desk.now()).candidates[:3]

    said = [line["body"] for line in heard if line["body"]]
    asked = [words for words in said if not {one.entry for one in read(words)[:1]} & calls]
    return [
        _entry(desk, row, candidate.entry, candidate.confidence)
        for candidate in read("\n".join(asked or said))
        if candidate.entry not in calls
    ]


def search(desk: Desk, officer: Officer, ticket: str, text: str) -> list[Suggestion]:
    """Answers that hold the typed words: entries, canned ones, past well-rated replies."""
    row, wanted = _ticket(desk, ticket), text.casefold().split()
    found = [_canned(one, row, officer) for one in canned.everything(desk)]
    hits = [s for s in found if _holds(wanted, s.title, s.text)]
    entries = desk.minds.current().catalogue.entries.values()
    fit = [e for e in entries if _holds(wanted, e.id, *e.title.values(), *e.answer.values())]
    fit.sort(key=lambda e: not _holds(wanted, e.id, *e.title.values()))  # what it is about first
    hits += [_entry(desk, row, entry.id, 0.0) for entry in fit[:MOST]]
    if wanted and len(hits) < MOST:
        rows = desk.store.read(lambda tx: past.good_replies(tx, text, MOST))
        hits += [Suggestion("past", r["ref"], r["body"][:60], r["body"]) for r in rows]
    return hits[:MOST]


def judge(desk: Desk, officer: Officer, message: str, entry: str, verdict: str) -> None:
    """An officer says of a bot answer: right, wrong, or that an entry is missing."""
    if verdict not in VERDICTS:
        raise BadInput(f"one of {', '.join(VERDICTS)}")
    _may_answer(officer)
    with desk.store.write() as tx:
        mind = desk.minds.current()
        messages.feedback(
            tx, message=message, now=desk.now(), entry=entry, verdict=f"officer_{verdict}",
            catalogue=mind.catalogue.hash,
        )  # fmt: skip
        audit.note(tx, actor=officer.id, what="answer_judged", object_=message, now=desk.now())


@dataclass(frozen=True)
class Proposal:
    """What an officer wants the FAQ to learn: a phrase of an entry, or a new entry."""

    kind: str  # phrase | entry
    entry: str  # empty for a new one
    question: str
    answer: str = ""


def propose(desk: Desk, officer: Officer, ticket: str, proposal: Proposal) -> str:
    """Keep a proposal for the admins; its id. Nothing is learnt by it alone."""
    _may_answer(officer)
    if proposal.kind not in KINDS or not proposal.question.strip():
        raise BadInput("a kind (phrase or entry) and the question are needed")
    _ticket(desk, ticket)
    row = {"kind": proposal.kind, "entry": proposal.entry, "ticket_id": ticket, "at": desk.now()}
    row |= {"question": proposal.question.strip()[:500], "answer": proposal.answer.strip()[:4000]}
    with desk.store.write() as tx:
        added = staff.propose(tx, row | {"officer_id": officer.id})
        audit.note(tx, actor=officer.id, what="proposed", object_=added, now=desk.now())
        events.tell(tx, "proposal", added, desk.now())
        return added


def _canned(one: Row, ticket: Row, officer: Officer) -> Suggestion:
    text = canned.filled(
        one["text"], name=ticket["profile_name"], number=ticket["number"], officer=officer.name
    )
    return Suggestion("canned", one["id"], one["title"], text)


def _entry(desk: Desk, ticket: Row, entry: str, sure: float) -> Suggestion:
    catalogue, language = desk.minds.current().catalogue, ticket["language"]
    title = catalogue.entries[entry].title
    text = render_entry(
        catalogue,
        entry,
        language=language,
        channel=CHANNELS[ticket["channel"]],
        today=desk.local().date(),
    )
    return Suggestion("entry", entry, title.get(language, title["id"]), text, round(sure, 2))


def _ticket(desk: Desk, ticket: str) -> Row:
    row = desk.store.read(lambda tx: tickets.one(tx, ticket))
    if row is None:
        raise NotFound(f"ticket {ticket}")
    return row


def _holds(wanted: list[str], *texts: str) -> bool:
    whole = " ".join(texts).casefold()
    return all(word in whole for word in wanted)


def _may_answer(officer: Officer) -> None:
    if not officer.may(ANSWER):
        raise NotAllowed(officer.role)
