"""`hanya tulisan`: no pictures or files from us, and back."""

from bot.dialogue.command import Command, done
from bot.dialogue.reading import last_words
from bot.model.decision import Decision, Prefer, Say
from bot.model.turn import Turn

ON = ("hanya tulisan", "tulisan saja", "teks saja", "text only")
OFF = ("boleh gambar", "tulisan dan gambar", "text and pictures")


def run(turn: Turn) -> Decision:
    """Keep whether the citizen wants text alone."""
    only = last_words(turn) in ON
    sentence = Say("text_only_on") if only else Say("text_only_off")
    return done(turn, "hanya tulisan", sentence, effects=(Prefer(text_only=only),))


COMMAND = Command((*ON, *OFF), "Sends text alone, without pictures or files.", run)
