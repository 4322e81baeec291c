"""`status`: what became of the citizen's ticket."""

from bot.dialogue.command import Command, done
from bot.dialogue.reading import open_ticket
from bot.model.decision import Decision, Say
from bot.model.turn import Turn

WORDS = (
    *(
        "status",
        "status tiket",
        "status tiket saya",
        "cek tiket",
        "cek tiket saya",
        "cek status tiket",
    ),
    *("tiket", "tiket saya", "nomor tiket", "nomor tiket saya", "bagaimana tiket saya"),
    *("tiket saya bagaimana", "tiket saya gimana", "gimana tiket saya", "kabar tiket saya"),
    *("bagaimana kabar tiket saya", "my ticket", "ticket", "ticket status"),
)


def run(turn: Turn) -> Decision:
    """Tell that the ticket waits, its number and place; say so if there is none.

    A ticket that an officer holds is theirs to tell of: then the bot is silent.
    """
    return done(turn, "status", Say("status_waiting" if open_ticket(turn) else "status_none"))


COMMAND = Command(WORDS, "Tells the state of the ticket.", run)
