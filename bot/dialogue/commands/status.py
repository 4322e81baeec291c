"""`status`: what became of the citizen's ticket."""

from bot.dialogue.command import Command, done
from bot.dialogue.reading import open_ticket
from bot.model.decision import Decision, Say
from bot.model.turn import Turn

SENTENCE = {
    "waiting": "status_waiting",
    "claimed": "status_claimed",
    "snoozed": "status_snoozed",
}


def run(turn: Turn) -> Decision:
    """Tell the ticket's state, number and place; say so if there is none."""
    ticket = open_ticket(turn)
    return done(turn, "status", Say(SENTENCE[ticket.state] if ticket else "status_none"))


COMMAND = Command(("status", "status tiket", "cek tiket"), "Tells the state of the ticket.", run)
