"""`berhenti`: no more messages that we start; questions are still answered."""

from bot.dialogue.command import Command, done
from bot.model.decision import Decision, Prefer, Say
from bot.model.turn import Turn


def run(turn: Turn) -> Decision:
    """Keep the wish and say what still works."""
    return done(turn, "berhenti", Say("stop_done"), effects=(Prefer(opted_out=True),))


COMMAND = Command(
    (
        *("berhenti", "berhenti langganan", "stop langganan", "unreg"),
        *("stop", "stopall", "stop all", "unsubscribe", "optout", "opt out"),
    ),
    "Stops ratings, notices and invitations.",
    run,
)
