"""`hapus data`: asks that one's own data be erased."""

from bot.dialogue.command import Command, done
from bot.model.decision import AskRequest, Decision, Say
from bot.model.turn import Turn


def run(turn: Turn) -> Decision:
    """Open a request; people carry it out."""
    return done(turn, "hapus data", Say("data_erase_asked"), effects=(AskRequest("erase"),))


COMMAND = Command(
    ("hapus data", "hapus data saya", "delete my data"), "Asks that one's own data be erased.", run
)
