"""People write in pieces: what is not sure waits a moment for the rest."""

from bot.dialogue.reading import last_words, sure
from bot.model.decision import Decision
from bot.model.turn import Turn


def burst(turn: Turn) -> Decision | None:
    """Greetings, fragments, unsure texts and bare media wait while more may come.

    A lone word is a fragment however sure it seems: after "nib" may come "gratis kah".
    """
    if not turn.may_wait or (sure(turn) and " " in last_words(turn)):
        return None
    return Decision("burst", "more of the message may follow", "wait", "waiting")
