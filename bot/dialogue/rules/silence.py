"""When the bot must not speak, or not any more: an officer holds, it is switched off, a flood."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.dialogue.handing import hand_over
from bot.dialogue.reading import THANKS, best, open_ticket
from bot.dialogue.rules.commands import command_of
from bot.dialogue.rules.pending import chosen
from bot.dialogue.rules.waiting import joined
from bot.model.clock import stamp
from bot.model.decision import Decision, Effect, JoinTicket, Prefer, Say
from bot.model.turn import Turn

CALM = timedelta(hours=1)  # a flood that goes on is told once in this time


def officer_holds(turn: Turn) -> Decision | None:
    """An officer holds the chat: silence, the message joins the ticket, a stop is kept."""
    if turn.owner != "officer":
        return None
    command = command_of(turn)
    wishes = command.run(turn).effects if command else ()
    kept = tuple(wish for wish in wishes if isinstance(wish, Prefer))
    return Decision(
        "officer_holds", "an officer holds the chat", "silent", "queued", effects=(JoinTicket(), *kept)
    )


def switched_off(turn: Turn) -> Decision | None:
    """The bot is switched off: everything but house-keeping goes to people at once."""
    if "bot" not in turn.withdrawn or _housekeeping(turn):
        return None
    because = "the bot is switched off"
    if open_ticket(turn):
        return joined(turn, "switched_off", because)
    return hand_over(turn, "switched_off", because, reason="withdrawn", entry=best(turn))


def flooded(turn: Turn) -> Decision | None:
    """Too many messages: one polite sentence, then silence; everything is kept."""
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
