"""The bot's mind: one ordered list of rules. What each does stands in `rules`."""

from bot.dialogue.framing import framed
from bot.dialogue.rules.answer import answer
from bot.dialogue.rules.burst import burst, burst_tail
from bot.dialogue.rules.commands import commands, stopped
from bot.dialogue.rules.delicate import delicate
from bot.dialogue.rules.dissatisfied import dissatisfied
from bot.dialogue.rules.fraud import fraud
from bot.dialogue.rules.pending import choice_expired, choice_made, comment_made, intake_reply
from bot.dialogue.rules.person import person
from bot.dialogue.rules.silence import flooded, officer_holds, switched_off
from bot.dialogue.rules.talk import greeting, thanks
from bot.dialogue.rules.unsure import (
    ask_detail,
    clarify,
    elsewhere,
    escalate,
    nothing_but_data,
    offer_person,
    troubled,
    unreadable,
    wordless,
)
from bot.dialogue.rules.waiting import ticket_waits
from bot.model.decision import Decision
from bot.model.turn import Turn

RULES = (
    # who may speak at all: a person comes before everything
    officer_holds,
    flooded,
    stopped,
    switched_off,
    # what must not wait, whatever else is asked
    delicate,
    fraud,
    person,
    # answers to our own question, and commands
    choice_made,
    commands,
    burst_tail,
    burst,  # from here on what is not sure waits for the rest of the burst
    intake_reply,
    choice_expired,
    comment_made,
    # small talk
    greeting,
    thanks,
    # questions
    dissatisfied,
    answer,
    wordless,
    ticket_waits,
    # what is not understood
    unreadable,
    nothing_but_data,
    clarify,
    elsewhere,
    troubled,
    ask_detail,
    offer_person,
    escalate,
)


def decide(turn: Turn) -> Decision:
    """Give what the first rule says that answers; the last always does."""
    decisions = (rule(turn) for rule in RULES)
    return framed(turn, next(decision for decision in decisions if decision))
