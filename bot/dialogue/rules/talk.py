"""Greetings, thanks and a bare yes: short and without a new question."""

from dataclasses import replace

from bot.dialogue.asking import menu
from bot.dialogue.reading import (
    GREETING,
    THANKS,
    best,
    briefly,
    has,
    kinds,
    open_ticket,
    others_business,
    plain,
    sure,
    written,
)
from bot.model.decision import Decision, Say
from bot.model.turn import Memory, Turn

GREETING_WORDS = 2  # "selamat pagi", "halo min"
# From this office hour on; before the first it is still night.
HELLO = (
    (18, Say("hello_night")),
    (15, Say("hello_afternoon")),
    (11, Say("hello_noon")),
    (4, Say("hello_morning")),
    (0, Say("hello_night")),
)


def greeting(turn: Turn) -> Decision | None:
    """Greet back, also a sticker or nothing at all: the long text once a day, else one line."""
    empty = not written(turn) and kinds(turn) <= {"text", "sticker"}
    greeted = has(turn, "greeting") and (briefly(turn) or _only_a_word(turn))
    if not (empty or greeted or best(turn) == GREETING):
        return None
    says, memory = _hello(turn)
    return Decision("greeting", "a greeting", "answer", "answered", says, memory, entry=GREETING)


def _only_a_word(turn: Turn) -> bool:
    """Whether a greeting has room for nothing else, whatever the matcher likens it to."""
    asked = sure(turn) or others_business(turn)
    return not asked and len(plain(turn.text).split()) <= GREETING_WORDS


def _hello(turn: Turn) -> tuple[tuple[Say, ...], Memory]:
    today = turn.local.date().isoformat()
    if open_ticket(turn):
        return (Say("hello_again"), Say("ticket_still_waiting")), turn.memory
    if turn.memory.greeted_on == today:
        return (Say("hello_again"),), turn.memory
    hello = next(say for hour, say in HELLO if turn.local.hour >= hour)
    return (hello, Say("menu")), replace(turn.memory, pending=menu(turn), greeted_on=today)


def thanks(turn: Turn) -> Decision | None:
    """Answer thanks, or a bare yes or no to nothing: never a new question, never a ticket."""
    thanked = best(turn) == THANKS or (has(turn, "thanks") and briefly(turn))
    agreed = has(turn, "yes", "no") and briefly(turn) and not has(turn, "dissatisfied")
    if not (thanked or agreed):
        return None
    sentence = Say("welcome") if thanked else Say("okay")
    return Decision("thanks", "nothing is asked", "answer", "answered", (sentence,), entry=THANKS)
