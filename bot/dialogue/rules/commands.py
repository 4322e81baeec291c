"""Chat commands: whole messages only, collected from the folder `commands`."""

from typing import cast

from bot.dialogue.command import Command
from bot.dialogue.reading import last_words
from bot.folder import collect
from bot.model.decision import Decision
from bot.model.turn import Turn

COMMANDS = cast("dict[str, Command]", collect("bot.dialogue.commands", "COMMAND"))
BY_WORDS = {words: command for command in COMMANDS.values() for words in command.words}


def command_of(turn: Turn) -> Command | None:
    """Give the command that the last message is, as a whole."""
    return BY_WORDS.get(last_words(turn))


def commands(turn: Turn) -> Decision | None:
    """Run the command that the whole message is."""
    command = command_of(turn)
    return command.run(turn) if command else None


def stopped(turn: Turn) -> Decision | None:
    """Stop and start, from the provider or in words; the provider has answered its own words."""
    if turn.opt_out_word == "STOP":
        return _quietly(COMMANDS["berhenti"].run(turn))
    if turn.opt_out_word == "START":
        return _quietly(COMMANDS["mulai"].run(turn))
    command = command_of(turn)
    words = (COMMANDS["berhenti"], COMMANDS["mulai"])
    return command.run(turn) if command in words else None


def _quietly(decision: Decision) -> Decision:
    """Keep the wish only: after STOP the provider lets nothing through, and it answers START."""
    return Decision(
        "stopped",
        "the provider judged it an opt-out word",
        "silent",
        "ignored",
        effects=decision.effects,
        ignored="opt_out_word",
    )
