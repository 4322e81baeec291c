"""`petugas`: a person, at once and without a counter-question."""

from bot.dialogue.command import Command
from bot.dialogue.handing import hand_over
from bot.dialogue.reading import last_entry, sure
from bot.model.decision import Decision
from bot.model.turn import Turn

WORDS = ("petugas", "0", "admin", "operator", "cs", "officer", "bicara petugas", "bukan ini")


def run(turn: Turn) -> Decision:
    """Open a ticket about what was asked now or just before."""
    about = sure(turn) or last_entry(turn)
    because = "the citizen asks for a person"
    return hand_over(turn, "person", because, reason="asked_person", entry=about)


COMMAND = Command(WORDS, "Hands the conversation to an officer.", run)
