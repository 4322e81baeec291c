"""The one question of ours that is open: a number, the words of an option, a tap, a free reply."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bot.dialogue.asking import GROUPS, choice, comment, listed, menu
from bot.dialogue.command import done
from bot.dialogue.handing import hand_over
from bot.dialogue.reading import best, has, last_entry, last_words, live, plain, sure, written
from bot.dialogue.telling import tell
from bot.model.decision import Comment, Decision, JoinTicket, Rate, Say
from bot.model.turn import Option, Pending, Turn

NUMBERS = {
    **dict.fromkeys(("nol", "zero"), "0"),
    **dict.fromkeys(("satu", "pertama", "one", "first"), "1"),
    **dict.fromkeys(("dua", "kedua", "two", "second"), "2"),
    **dict.fromkeys(("tiga", "ketiga", "three", "third"), "3"),
    **dict.fromkeys(("empat", "keempat", "four", "fourth"), "4"),
    **dict.fromkeys(("lima", "kelima", "five", "fifth"), "5"),
    **dict.fromkeys(("enam", "keenam", "six", "sixth"), "6"),
}
FILLERS = frozenset(
    "nomor nomer no yang yg pilih pilihan opsi the number option saya mau min pak bu ya".split()
)
NUMBER = re.compile(r"[0-9]{1,2}")
MOST_WORDS = 4  # a longer text is a question of its own
FREE = frozenset({"intake", "comment"})


def chosen(turn: Turn) -> Option | None:
    """Give the option of our open question that the last message picks."""
    pending = live(turn)
    if not pending or not pending.options:
        return None
    tapped = turn.parts[-1].payload
    if tapped:
        return next((o for o in pending.options if tapped in {o.key, o.does}), None)
    return _numbered(pending, last_words(turn)) or _worded(turn, pending)


def choice_made(turn: Turn) -> Decision | None:
    """The citizen picked one of our options."""
    option = chosen(turn)
    if not option:
        return None
    verb, _, what = option.does.partition(":")
    return DOES[verb](turn, what)


def choice_expired(turn: Turn) -> Decision | None:
    """A number or tap that belongs to no open question gets the menu."""
    pending = live(turn)
    free = pending and pending.kind in FREE
    number = NUMBER.fullmatch(last_words(turn)) and not free
    if not (number or turn.parts[-1].payload):
        return None
    memory = replace(turn.memory, pending=menu(turn))
    says = (Say("choice_expired"), Say("menu"))
    because = "the number belongs to no open question"
    return Decision("choice_expired", because, "clarify", "answered", says, memory)


def free_reply(turn: Turn) -> Decision | None:
    """An answer in the citizen's own words: to an intake, or the sentence after a rating."""
    pending = live(turn)
    if not pending or pending.kind not in FREE or _another_question(turn, pending):
        return None
    memory = replace(turn.memory, pending=None)
    if pending.kind == "intake":
        because = "the reply to the intake question joins the ticket"
        says, effect = (Say("intake_thanks"),), JoinTicket()
        return Decision("intake", because, "silent", "queued", says, memory, (effect,))
    said = "" if has(turn, "no") or not written(turn) else turn.text
    effects = (Comment(pending.ref, said),) if said else ()
    because = "the sentence after a rating"
    return Decision(
        "comment", because, "answer", "answered", (Say("comment_thanks"),), memory, effects
    )


def _another_question(turn: Turn, pending: Pending) -> bool:
    return sure(turn) not in {"", pending.ref} and not has(turn, "complaint")


def _numbered(pending: Pending, words: str) -> Option | None:
    left = [word for word in words.split() if word not in FILLERS]
    if pending.kind == "rating" and left:
        left = left[:1]  # "4, cepat sekali": the rest is the comment
    key = NUMBERS.get(left[0], left[0]) if len(left) == 1 else ""
    return next((o for o in pending.options if o.key == key), None)


def _worded(turn: Turn, pending: Pending) -> Option | None:
    words = last_words(turn)
    exact = [o for o in pending.options if plain(o.label) == words]
    if exact:
        return exact[0]
    if pending.kind == "person":
        return _yes_or_no(turn, pending)
    asked = set(words.split()) - FILLERS
    if pending.kind == "rating" or not 0 < len(asked) <= MOST_WORDS:
        return None
    if pending.kind == "menu" and sure(turn):
        return None
    near = [o for o in pending.options if asked <= set(plain(o.label).split())]
    return near[0] if len(near) == 1 else None


def _yes_or_no(turn: Turn, pending: Pending) -> Option | None:
    if best(turn) and sure(turn):
        return None
    if has(turn, "yes"):
        return pending.options[0]
    return pending.options[1] if has(turn, "no") else None


def _entry(turn: Turn, entry: str) -> Decision:
    if entry not in turn.entries:
        return _person(turn, entry)
    return tell(turn, "choice_made", "the citizen picked it from our options", entry)


def _family(turn: Turn, group: str) -> Decision:
    pending = choice(turn, GROUPS[group])
    says = Say("family_list", {"options": listed(pending)})
    memory = replace(turn.memory, pending=pending)
    because = f"the citizen picked {group} from the menu"
    return Decision("choice_made", because, "clarify", "answered", (says,), memory)


def _person(turn: Turn, entry: str) -> Decision:
    because = "the citizen picked an officer from our options"
    about = entry or (turn.memory.pending.ref if turn.memory.pending else "") or last_entry(turn)
    return hand_over(turn, "person", because, reason="asked_person", entry=about)


def _none(turn: Turn, _: str) -> Decision:
    return done(turn, "no", Say("okay"))


def _rate(turn: Turn, score: str) -> Decision:
    ticket = turn.memory.pending.ref if turn.memory.pending else ""
    _, _, rest = turn.text.strip().partition(" ")
    said = rest.strip(" .,:-")
    effects = (Rate(ticket, int(score)), *((Comment(ticket, said),) if said else ()))
    sentence = Say("comment_thanks") if said else Say("rating_thanks")
    memory = replace(turn.memory, pending=None if said else comment(turn, ticket))
    because = "the rating of a resolved ticket"
    return Decision("rating", because, "answer", "answered", (sentence,), memory, effects)


DOES: dict[str, Callable[[Turn, str], Decision]] = {
    "entry": _entry,
    "family": _family,
    "person": _person,
    "none": _none,
    "rate": _rate,
}
