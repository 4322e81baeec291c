"""Who asks for a person gets one at once, without a counter-question."""

from bot.dialogue.commands import petugas
from bot.dialogue.reading import PERSON, best, has, last_entry, last_words
from bot.model.decision import Decision
from bot.model.turn import Turn


def person(turn: Turn) -> Decision | None:
    """Hand over who asks for a person: by word, by number 0, or in a sentence."""
    asked = last_words(turn) in petugas.WORDS or has(turn, "person")
    likened = best(turn) == PERSON and not (has(turn, "dissatisfied") and last_entry(turn))
    return petugas.run(turn) if asked or likened else None
