"""Telling an entry: its answer, notices in front, and the officer behind it where it names one."""

from dataclasses import replace

from bot.dialogue.asking import menu, offer
from bot.dialogue.handing import (
    hand_over,
    heard_trouble,
    notices,
    regret,
    ticket_for,
    told_of,
)
from bot.dialogue.reading import FRAUD, HELP, TALK, has, open_ticket, settled, withdrawn
from bot.model.clock import stamp
from bot.model.decision import Decision, Effect, Say, Tell
from bot.model.entry import Entry
from bot.model.turn import Memory, Pending, Turn

WORTH_TRYING = 0.1  # a runner-up less likely than this helps nobody
Tail = tuple[tuple[Say, ...], Pending | None, tuple[Effect, ...]]


def tell(
    turn: Turn, rule: str, because: str, entry: str, *, also: str = "", front: tuple[Say, ...] = ()
) -> Decision:
    """Answer with one entry, or two; a withdrawn entry is handed over instead."""
    first = turn.entries[entry]
    if withdrawn(turn, first):
        return hand_over(
            turn,
            "withdrawn",
            f"{entry} is switched off",
            reason="withdrawn",
            entry=entry,
            front=front,
        )
    told = [first, *(e for e in second(turn, also) if e.id != entry)]
    says, pending, effects = _tail(turn, told)
    answers = tuple(Tell(e.id) for e in told)
    body: tuple[Say | Tell, ...] = (*front, *regret(turn), *notices(turn, *told), *answers, *says)
    memory = _remembered(turn, entry, pending)
    return Decision(rule, because, "answer", "answered", body, memory, effects, entry)


def second(turn: Turn, also: str) -> tuple[Entry, ...]:
    """The entry of a second question, if it may be told."""
    entry = turn.entries.get(also)
    if entry is None or also in TALK or withdrawn(turn, entry):
        return ()
    return (entry,)


def _tail(turn: Turn, told: list[Entry]) -> Tail:
    """Choose what follows the answers: a ticket, an offer, the menu, or the ticket that waits."""
    reasons = ((_reason(turn, entry), entry) for entry in told)
    for reason, entry in reasons:
        if reason:
            says, pending = told_of(turn, entry.id)
            return says, pending, (ticket_for(turn, reason, entry.id),)
    if open_ticket(turn):
        return (Say("ticket_still_waiting"),), None, ()
    if HELP in told[0].related:
        return (Say("menu"),), menu(turn), ()
    if has(turn, "complaint", "urgent") or any(e.route == "answer+officer" for e in told):
        return _offered(told), offer(turn, told[0].id), ()
    return (), None, ()


def _reason(turn: Turn, entry: Entry) -> str:
    """Why an officer is needed beside the answer, '' if not."""
    if entry.id == FRAUD or has(turn, "fraud"):
        return "fraud"
    if entry.route == "officer":
        return "route"
    heard = heard_trouble(turn) if entry.route == "answer+officer" else ""
    return heard or ("stale" if entry.id in turn.stale else "")


def _offered(told: list[Entry]) -> tuple[Say, ...]:
    """Offer a person, unless the answer's own text does."""
    texts = (
        words.get("id", "") for entry in told for words in (entry.answer, entry.sms or entry.answer)
    )
    return () if all("PETUGAS" in text for text in texts) else (Say("offer_person"),)


def _remembered(turn: Turn, entry: str, pending: Pending | None) -> Memory:
    likely = {c.entry: c.confidence for c in turn.understanding.candidates}
    # What was chosen by number is not what "2" may mean: then there is no runner-up.
    others = (e for e in likely if e != entry) if entry in likely else ()
    worth = (e for e in others if likely[e] >= WORTH_TRYING and _only_answers(turn, e))
    ticket = open_ticket(turn)
    return replace(
        settled(turn, pending),
        last_entry=entry,
        last_entry_at=stamp(turn.now),
        runner_up=next(worth, ""),
        joined_told=turn.memory.joined_told if ticket else "",
    )


def _only_answers(turn: Turn, entry: str) -> bool:
    """Whether it may be told on a guess: an entry that calls an officer may not."""
    known = turn.entries.get(entry)
    return known is not None and entry not in {FRAUD, *TALK} and known.route != "officer"
