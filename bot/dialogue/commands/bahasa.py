"""`english` and `bahasa indonesia`: the language of the answers."""

from bot.dialogue.command import Command, done
from bot.dialogue.reading import last_words
from bot.model.decision import Decision, Prefer, Say
from bot.model.turn import Turn

ENGLISH = ("english", "bahasa inggris", "inggris", "in english")
INDONESIAN = ("indonesia", "bahasa indonesia", "indonesian")
CHOOSE = ("bahasa", "language", "ganti bahasa")


def run(turn: Turn) -> Decision:
    """Change the language; the bare word tells which there are."""
    words = last_words(turn)
    if words in ENGLISH:
        return done(turn, "bahasa", Say("language_english"), effects=(Prefer(language="en"),))
    if words in INDONESIAN:
        return done(turn, "bahasa", Say("language_indonesian"), effects=(Prefer(language="id"),))
    return done(turn, "bahasa", Say("language_choose"))


COMMAND = Command((*ENGLISH, *INDONESIAN, *CHOOSE), "Changes the language of the answers.", run)
