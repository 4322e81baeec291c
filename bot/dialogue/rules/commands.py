"""Chat commands: whole messages only, collected from the folder `commands`."""

import re
from typing import cast

from bot.dialogue.command import Command
from bot.dialogue.reading import last_words
from bot.folder import collect
from bot.model.decision import AskRequest, Decision, Prefer
from bot.model.turn import Turn

TICKET = re.compile(r"\b[0-9]{4} [0-9]{4}\b")  # "2603-0001" in plain words
COMMANDS = cast("dict[str, Command]", collect("bot.dialogue.commands", "COMMAND"))
JUDGED = {"STOP": COMMANDS["berhenti"], "START": COMMANDS["mulai"]}  # the provider's own words
BY_WORDS = {words: command for command in COMMANDS.values() for words in command.words}


def command_of(turn: Turn) -> Command | None:
    """Give the command that the last message is, as a whole; a ticket's number asks for its state."""
    words = last_words(turn)
    bare = " ".join(TICKET.sub(" ", words).split())
    return BY_WORDS.get(bare) or (COMMANDS["status"] if words and not bare else None)


def commands(turn: Turn) -> Decision | None:
    """Run the command that the whole message is."""
    command = command_of(turn)
    return command.run(turn) if command else None


def stopped(turn: Turn) -> Decision | None:
    """Stop and start, from the provider or in words; the provider has answered its own words."""
    if turn.opt_out_word in JUDGED:
        return _quietly(JUDGED[turn.opt_out_word].run(turn))
    command = command_of(turn)
    return command.run(turn) if command and command in JUDGED.values() else None


def wishes(turn: Turn) -> tuple[Prefer | AskRequest, ...]:
    """Give what a command asks beside words: it holds also where nothing may be said."""
    command = JUDGED.get(turn.opt_out_word) or command_of(turn)
    effects = command.run(turn).effects if command else ()
    return tuple(effect for effect in effects if isinstance(effect, Prefer | AskRequest))


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
