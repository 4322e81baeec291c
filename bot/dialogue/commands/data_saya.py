"""`data saya`: asks for a copy, correction or restriction of one's own data."""

from bot.dialogue.command import Command, done
from bot.model.decision import AskRequest, Decision, Say
from bot.model.turn import Turn


def run(turn: Turn) -> Decision:
    """Open a request; people carry it out."""
    return done(turn, "data saya", Say("data_copy_asked"), effects=(AskRequest("copy"),))


COMMAND = Command(("data saya", "my data"), "Asks for a copy of one's own data.", run)
