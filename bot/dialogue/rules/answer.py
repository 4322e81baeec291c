"""The question is understood: its answer, or two."""

from bot.dialogue.reading import TALK, last_entry, open_ticket, sure
from bot.dialogue.telling import tell
from bot.model.decision import Decision
from bot.model.turn import Turn


def answer(turn: Turn) -> Decision | None:
    """Answer a sure question, and a second sure one in the same bubble."""
    asked = sure(turn)
    if not asked or _only_presses(turn, asked):
        return None
    others = (c.entry for c in turn.understanding.also if c.entry not in TALK)
    return tell(turn, "answer", "the matcher is sure", asked, also=next(others, ""))


def _only_presses(turn: Turn, asked: str) -> bool:
    """Whether this was told just now and an officer is waited for: "tolong dicek ya"."""
    again = turn.understanding.from_before and asked == last_entry(turn)
    return again and open_ticket(turn) is not None
