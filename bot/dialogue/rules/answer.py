"""The question is understood: its answer, and what becomes of a second question beside it."""

from dataclasses import replace

from bot.dialogue.asking import choice, listed
from bot.dialogue.reading import last_entry, open_ticket, sure
from bot.dialogue.telling import second, tell
from bot.model.decision import Decision, Say
from bot.model.turn import Turn


def answer(turn: Turn) -> Decision | None:
    """Answer a sure question; a second one in the same bubble if it is sure too, else offer it."""
    asked = sure(turn)
    if not asked or _only_presses(turn, asked):
        return None
    others = (c.entry for c in turn.understanding.also)
    told = tell(turn, "answer", "the matcher is sure", asked, also=next(others, ""))
    likely = (e.id for c in turn.understanding.beside for e in second(turn, c.entry))
    return _offering(turn, told, next(likely, ""))


def _only_presses(turn: Turn, asked: str) -> bool:
    """Whether this was told just now and an officer is waited for: "tolong dicek ya"."""
    again = turn.understanding.from_before and asked == last_entry(turn)
    return again and open_ticket(turn) is not None


def _offering(turn: Turn, told: Decision, entry: str) -> Decision:
    """Ask after the answer whether that was asked too, unless the answer ends with a question of its own."""
    memory = told.memory or turn.memory
    waits = memory.pending
    if not entry or told.action != "answer" or (waits and waits.kind != "offer"):
        return told
    pending = choice(turn, [entry])
    asking = Say("offer_question", {"options": listed(pending)})
    return replace(told, says=(*told.says, asking), memory=replace(memory, pending=pending))
