"""When the bot must not speak, or not any more: an officer holds, it is switched off, a flood."""

from dataclasses import replace
from datetime import timedelta

from bot.dialogue.choosing import chosen
from bot.dialogue.handing import hand_over
from bot.dialogue.reading import THANKS, best, open_ticket, sure
from bot.dialogue.rules.commands import command_of
from bot.dialogue.rules.waiting import joined
from bot.model.clock import stamp
from bot.model.decision import AskRequest, Decision, Effect, JoinTicket, Prefer, Say
from bot.model.turn import Turn

CALM = timedelta(hours=1)  # a flood that goes on is told once in this time


def officer_holds(turn: Turn) -> Decision | None:
    """Stay silent while an officer holds the chat: the message joins the ticket, wishes are kept."""
    if turn.owner != "officer":
        return None
    command = command_of(turn)
    wishes = command.run(turn).effects if command else ()
    kept = tuple(wish for wish in wishes if isinstance(wish, Prefer | AskRequest))
    return Decision(
        "officer_holds",
        "an officer holds the chat",
        "silent",
        "queued",
        effects=(JoinTicket(), *kept),
    )


def switched_off(turn: Turn) -> Decision | None:
    """Hand everything but house-keeping to people while the bot is switched off."""
    if "bot" not in turn.withdrawn or _housekeeping(turn):
        return None
    because = "the bot is switched off"
    if open_ticket(turn):
        return joined(turn, "switched_off", because)
    return hand_over(turn, "switched_off", because, reason="withdrawn", entry=sure(turn))


def flooded(turn: Turn) -> Decision | None:
    """Say once that there are too many messages, then be silent; everything is kept."""
    if not turn.flooded:
        return None
    told = turn.memory.flood_told_at > stamp(turn.now - CALM)
    says = () if told else (Say("too_many"),)
    memory = None if told else replace(turn.memory, flood_told_at=stamp(turn.now))
    effects: tuple[Effect, ...] = (JoinTicket(),) if open_ticket(turn) else ()
    return Decision(
        "flooded", "too many messages in a minute", "silent", "throttled", says, memory, effects
    )


def _housekeeping(turn: Turn) -> bool:
    return bool(command_of(turn) or chosen(turn) or best(turn) == THANKS)
