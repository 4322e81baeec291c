"""`mulai`: takes `berhenti` back."""

from bot.dialogue.asking import menu
from bot.dialogue.command import Command, done
from bot.model.decision import Decision, Prefer, Say
from bot.model.turn import Turn


def run(turn: Turn) -> Decision:
    """Keep the wish and show the menu."""
    effects = (Prefer(opted_out=False),)
    return done(turn, "mulai", Say("start_done"), Say("menu"), effects=effects, pending=menu(turn))


COMMAND = Command(("mulai", "mulai lagi", "start", "unstop"), "Lets us start messages again.", run)
