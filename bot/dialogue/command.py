"""What a chat command is; each stands in its own file of bot/dialogue/commands."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.dialogue.reading import settled
from bot.model.decision import Decision, Effect, Say
from bot.model.turn import Pending, Turn


@dataclass(frozen=True)
class Command:
    """Whole messages that run it (plain lower-case words), one line of help, and what it does."""

    words: tuple[str, ...]
    help: str
    run: Callable[[Turn], Decision]


def done(
    turn: Turn,
    name: str,
    *says: Say,
    effects: tuple[Effect, ...] = (),
    pending: Pending | None = None,
) -> Decision:
    """Answer a command with fixed sentences; a question of ours that was open is dropped."""
    memory = settled(turn, pending)
    because = f"the whole message is the command {name}"
    return Decision("command", because, "answer", "answered", says, memory, effects)
