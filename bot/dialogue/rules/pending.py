"""The one question of ours that is open: its option is carried out, its free reply is kept."""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.dialogue.asking import GROUPS, choice, comment, listed, menu
from bot.dialogue.choosing import chosen, number, scored
from bot.dialogue.command import done
from bot.dialogue.handing import hand_over, heard_trouble, pressed
from bot.dialogue.reading import (
    TALK,
    best,
    has,
    last_entry,
    live,
    nothing_asked,
    sure,
    written,
)
from bot.dialogue.telling import tell
from bot.model.decision import Comment, Decision, JoinTicket, Rate, Say
from bot.model.turn import Pending, Turn

NUMBER = re.compile(r"[0-9]{1,2}")
FILE_NUMBER = re.compile(r"[0-9]{4}")  # who writes a number answers us, whatever topic they name
FEW_WORDS = 3


def choice_made(turn: Turn) -> Decision | None:
    """Do what the citizen picked from our options."""
    option = chosen(turn)
    if not option:
        return None
    verb, _, what = option.does.partition(":")
    return DOES[verb](turn, what)


def choice_expired(turn: Turn) -> Decision | None:
    """Show the menu after a number or tap that belongs to no open question."""
    if not (NUMBER.fullmatch(number(turn)) or turn.parts[-1].payload):
        return None
    memory = replace(turn.memory, pending=menu(turn))
    says = (Say("choice_expired"), Say("menu"))
    because = "the number belongs to no open question"
    return Decision("choice_expired", because, "clarify", "answered", says, memory)


def intake_reply(turn: Turn) -> Decision | None:
    """Add the answer to our intake question to the ticket."""
    pending = live(turn)
    if not pending or pending.kind != "intake" or _only_agrees(turn):
        return None
    if _another_question(turn, pending) and not FILE_NUMBER.search(turn.text):
        return None
    memory = replace(turn.memory, pending=None)
    because = "the reply to the intake question joins the ticket"
    says, effects = (Say("intake_thanks"),), (pressed(turn) or JoinTicket(),)
    return Decision("intake_reply", because, "silent", "queued", says, memory, effects)


def _only_agrees(turn: Turn) -> bool:
    """Whether they say but that they will: "oke, sebentar"."""
    return has(turn, "yes", "noted") and nothing_asked(turn) and len(turn.text.split()) <= FEW_WORDS


def comment_made(turn: Turn) -> Decision | None:
    """Keep the sentence that comes with a rating, or instead of one."""
    pending = live(turn)
    if not pending or not written(turn) or not _is_comment(turn, pending):
        return None
    effects = () if has(turn, "no") else (Comment(pending.ref, turn.text),)
    memory = replace(turn.memory, pending=None)
    says = (Say("comment_thanks"),)
    because = "a sentence about our service"
    return Decision("comment_made", because, "answer", "answered", says, memory, effects)


def _is_comment(turn: Turn, pending: Pending) -> bool:
    if pending.kind == "comment":
        return not _another_question(turn, pending) or has(turn, "complaint")
    if pending.kind != "rating" or not nothing_asked(turn):
        return False
    return not (heard_trouble(turn) or has(turn, "dissatisfied"))


def _another_question(turn: Turn, pending: Pending) -> bool:
    return best(turn) in TALK or has(turn, "dissatisfied") or sure(turn) not in {"", pending.ref}


def _entry(turn: Turn, entry: str) -> Decision:
    if entry not in turn.entries:  # the catalogue has changed since we asked
        return _person(turn, "")
    return tell(turn, "choice_made", "the citizen picked it from our options", entry)


def _family(turn: Turn, group: str) -> Decision:
    pending = choice(turn, GROUPS[group])
    lines = listed(pending)
    says = Say("family_list", {"options": lines}) if lines else Say("family_ask")
    memory = replace(turn.memory, pending=pending)
    because = f"the citizen picked {group} from the menu"
    return Decision("choice_made", because, "clarify", "answered", (says,), memory)


def _person(turn: Turn, _: str) -> Decision:
    pending = live(turn)
    about = (pending.ref if pending else "") or last_entry(turn)
    because = "the citizen picked an officer from our options"
    return hand_over(turn, "person", because, reason="asked_person", entry=about)


def _none(turn: Turn, _: str) -> Decision:
    return done(turn, "no", Say("okay"))


def _rate(turn: Turn, what: str) -> Decision:
    score, _, told = what.partition(":")
    pending = live(turn)
    ticket = told or (pending.ref if pending else "")
    kept = pending if pending and pending.ref != ticket else None  # an older one was tapped
    also = None if turn.parts[-1].payload else scored(turn)
    because, rate = "the rating of a resolved ticket", Rate(ticket, int(score))
    effects = (rate, Comment(ticket, also[2])) if also else (rate,)
    says = Say("comment_thanks") if also or kept else Say("rating_thanks")
    memory = replace(turn.memory, pending=kept if also or kept else comment(turn, ticket))
    return Decision("rating", because, "answer", "answered", (says,), memory, effects)


DOES: dict[str, Callable[[Turn, str], Decision]] = {
    "entry": _entry,
    "family": _family,
    "person": _person,
    "none": _none,
    "rate": _rate,
}
