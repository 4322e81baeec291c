"""`menu`: what the bot can help with, numbered."""

from dataclasses import replace

from bot.dialogue.asking import menu
from bot.dialogue.command import Command, done
from bot.dialogue.reading import HELP
from bot.model.decision import Decision, Say
from bot.model.turn import Turn


def run(turn: Turn) -> Decision:
    """Show the menu and wait for a number."""
    return replace(done(turn, "menu", Say("menu"), pending=menu(turn)), entry=HELP)


COMMAND = Command(
    ("menu", "menu utama", "bantuan", "help", "info"), "Shows the numbered menu.", run
)
