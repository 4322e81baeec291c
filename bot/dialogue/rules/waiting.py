"""While a ticket waits in the queue: what cannot be answered for sure is added to it."""

from dataclasses import replace

from bot.dialogue.handing import pressed
from bot.dialogue.reading import open_ticket
from bot.model.decision import Decision, JoinTicket, Say
from bot.model.turn import Turn


def ticket_waits(turn: Turn) -> Decision | None:
    """Add the turn to the ticket that is open."""
    if not open_ticket(turn):
        return None
    return joined(turn, "ticket_waits", "a ticket is open and the text is no sure question")


def joined(turn: Turn, rule: str, because: str) -> Decision:
    """Add the turn to the open ticket; that is told once a ticket."""
    ticket = open_ticket(turn)
    number = ticket.id if ticket else ""
    told = turn.memory.joined_told == number
    says = () if told else (Say("ticket_joined"),)
    memory = replace(turn.memory, pending=None, joined_told=number)
    effects = (pressed(turn) or JoinTicket(),)
    return Decision(rule, because, "silent", "queued", says, memory, effects)
