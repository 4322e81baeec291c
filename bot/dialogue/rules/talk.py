"""Greetings, thanks and a bare yes: short and without a new question."""

from dataclasses import replace

from bot.dialogue.asking import menu
from bot.dialogue.handing import notices
from bot.dialogue.reading import (
    GREETING,
    THANKS,
    best,
    briefly,
    has,
    kinds,
    live,
    open_ticket,
    others_business,
    plain,
    sure,
    written,
)
from bot.model.decision import Decision, Say
from bot.model.turn import Memory, Turn

GREETING_WORDS = 2  # "selamat pagi", "halo min"
AGREEING_WORDS = 2  # "baik", "ok siap"
SAID_BY_SIGN = ("yes", "no", "noted", "thanks", "dissatisfied")  # a raised thumb says something
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
    empty = (
        not written(turn) and kinds(turn) <= {"text", "sticker"} and not has(turn, *SAID_BY_SIGN)
    )
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
        return (*notices(turn), Say("hello_again"), Say("ticket_still_waiting")), turn.memory
    if turn.memory.greeted_on == today or _rating_is_open(turn):
        return (*notices(turn), Say("hello_again")), turn.memory
    hello = next(say for hour, say in HELLO if turn.local.hour >= hour)
    return (hello, *notices(turn), Say("menu")), replace(
        turn.memory, pending=menu(turn), greeted_on=today
    )


def _rating_is_open(turn: Turn) -> bool:
    """Whether a menu would take the place of a question whose answer is a number too."""
    pending = live(turn)
    return pending is not None and pending.kind == "rating"


def thanks(turn: Turn) -> Decision | None:
    """Answer thanks, or a bare yes or no to nothing: never a new question, never a ticket."""
    thanked = best(turn) == THANKS or (has(turn, "thanks") and briefly(turn))
    agreed = has(turn, "yes", "no", "noted") and (briefly(turn) or _only_agrees(turn))
    if not (thanked or agreed) or has(turn, "dissatisfied"):
        return None
    sentence = Say("welcome") if thanked else Say("okay")
    return Decision("thanks", "nothing is asked", "answer", "answered", (sentence,), entry=THANKS)


def _only_agrees(turn: Turn) -> bool:
    asked = sure(turn) or others_business(turn)
    return not asked and len(plain(turn.text).split()) <= AGREEING_WORDS
