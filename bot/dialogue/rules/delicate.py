"""Delicate matters: one fixed neutral sentence, no opinion, no echo of the citizen's words."""

from dataclasses import replace

from bot.dialogue.reading import has, sure
from bot.model.decision import Decision, Say
from bot.model.turn import Turn

# The first that was heard decides; life comes first.
SENTENCES = (
    ("self_harm", Say("neutral_self_harm")),
    ("emergency", Say("neutral_emergency")),
    ("court", Say("neutral_court")),
    ("politics", Say("neutral_politics")),
    ("named_official", Say("neutral_politics")),
)


def delicate(turn: Turn) -> Decision | None:
    """Despair, danger, courts and politics get their sentence, whatever else is asked."""
    for signal, sentence in SENTENCES:
        if has(turn, signal):
            return _neutral(turn, signal, sentence)
    if has(turn, "insult") and not sure(turn):
        return _neutral(turn, "insult", Say("neutral_insult"))
    return None


def _neutral(turn: Turn, signal: str, sentence: Say) -> Decision:
    memory = replace(turn.memory, pending=None)
    return Decision("delicate", f"heard: {signal}", "refuse", "answered", (sentence,), memory)
