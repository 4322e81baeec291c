"""The question is understood: its answer, or two."""

from bot.dialogue.reading import TALK, sure
from bot.dialogue.telling import tell
from bot.model.decision import Decision
from bot.model.turn import Turn


def answer(turn: Turn) -> Decision | None:
    """Answer a sure question, and a second sure one in the same bubble."""
    asked = sure(turn)
    if not asked:
        return None
    others = (c.entry for c in turn.understanding.also if c.entry not in TALK)
    return tell(turn, "answer", "the matcher is sure", asked, also=next(others, ""))
