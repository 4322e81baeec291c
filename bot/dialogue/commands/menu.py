"""`menu`: what the bot can help with, numbered."""

from bot.dialogue.asking import menu
from bot.dialogue.command import Command, done
from bot.model.decision import Decision, Say
from bot.model.turn import Turn


def run(turn: Turn) -> Decision:
    """Show the menu and wait for a number."""
    return done(turn, "menu", Say("menu"), pending=menu(turn))


COMMAND = Command(
    ("menu", "menu utama", "bantuan", "help", "info"), "Shows the numbered menu.", run
)
