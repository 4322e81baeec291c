"""Delicate matters: one fixed neutral sentence, no opinion, no echo of the citizen's words."""

from dataclasses import replace

from bot.dialogue.handing import hand_over
from bot.dialogue.reading import has, sure
from bot.model.decision import Decision, Say
from bot.model.turn import Turn

# The first that was heard decides.
MATTERS = (
    ("court", Say("neutral_court")),
    ("politics", Say("neutral_politics")),
    ("named_official", Say("neutral_politics")),
    ("hate", Say("neutral_insult")),
    ("insult", Say("neutral_insult")),
)


def delicate(turn: Turn) -> Decision | None:
    """Life and limb come before any question: despair and danger get their sentence, a threat goes to people.

    Courts, politics and insults get theirs unless a licensing question is sure, "boleh lewat kuasa hukum?",
    or people are asked for: "bot bodoh, mana petugasnya".
    """
    if has(turn, "self_harm"):
        return _neutral(turn, "self_harm", Say("neutral_self_harm"))
    if has(turn, "threat"):
        front = (Say("neutral_insult"),)
        return hand_over(turn, "delicate", "heard: threat", reason="threat", front=front)
    if has(turn, "emergency"):
        return _neutral(turn, "emergency", Say("neutral_emergency"))
    if sure(turn) or has(turn, "person"):
        return None
    for signal, sentence in MATTERS:
        if has(turn, signal):
            return _neutral(turn, signal, sentence)
    return None


def _neutral(turn: Turn, signal: str, sentence: Say) -> Decision:
    memory = replace(turn.memory, pending=None)
    return Decision("delicate", f"heard: {signal}", "refuse", "answered", (sentence,), memory)
