"""People write in pieces: what is not sure waits a moment for the rest."""

from bot.dialogue.reading import sure
from bot.model.decision import Decision
from bot.model.turn import Turn


def burst(turn: Turn) -> Decision | None:
    """Greetings, fragments, unsure texts and bare media wait while more may come."""
    if not turn.may_wait or sure(turn):
        return None
    return Decision("burst", "more of the message may follow", "wait", "waiting")
