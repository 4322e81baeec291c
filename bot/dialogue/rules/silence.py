"""When the bot must not speak, or not any more: an officer holds, it is switched off, a flood."""

from dataclasses import replace
from datetime import timedelta

from bot.dialogue.choosing import chosen
from bot.dialogue.handing import hand_over
from bot.dialogue.reading import THANKS, best, open_ticket, sure
from bot.dialogue.rules.commands import command_of, wishes
from bot.dialogue.rules.waiting import joined
from bot.model.clock import stamp
from bot.model.decision import Decision, Effect, JoinTicket, Say
from bot.model.turn import Turn

CALM = timedelta(hours=1)  # a flood that goes on is told once in this time


def officer_holds(turn: Turn) -> Decision | None:
    """Stay silent while an officer holds the chat: the message joins the ticket, wishes are kept."""
    if turn.owner != "officer":
        return None
    because = "an officer holds the chat"
    effects: tuple[Effect, ...] = (JoinTicket(), *wishes(turn))
    return Decision("officer_holds", because, "silent", "queued", effects=effects)


def switched_off(turn: Turn) -> Decision | None:
    """Hand everything but house-keeping to people while the bot is switched off."""
    if "bot" not in turn.withdrawn or _housekeeping(turn):
        return None
    because = "the bot is switched off"
    if open_ticket(turn):
        return joined(turn, "switched_off", because)
    return hand_over(turn, "switched_off", because, reason="withdrawn", entry=sure(turn))


def flooded(turn: Turn) -> Decision | None:
    """Say once that there are too many messages, then be silent; everything is kept, wishes too."""
    if not turn.flooded:
        return None
    told = turn.memory.flood_told_at > stamp(turn.now - CALM)
    says = () if told else (Say("too_many"),)
    memory = None if told else replace(turn.memory, flood_told_at=stamp(turn.now))
    joins: tuple[Effect, ...] = (JoinTicket(),) if open_ticket(turn) else ()
    effects = (*joins, *wishes(turn))
    return Decision(
        "flooded", "too many messages in a minute", "silent", "throttled", says, memory, effects
    )


def _housekeeping(turn: Turn) -> bool:
    return bool(command_of(turn) or chosen(turn) or best(turn) == THANKS)
