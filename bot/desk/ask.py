"""Ask the bot without a citizen: the real decision on a fresh conversation, and why. Keeps nothing."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Any

from bot.desk import _turn
from bot.desk._mind import Mind
from bot.desk.desk import Desk
from bot.dialogue.decide import decide
from bot.dialogue.reading import unmasked
from bot.masking import mask
from bot.model.clock import later
from bot.model.decision import Decision
from bot.model.turn import Memory, Part, Turn
from intents import Explanation
from intents.signals import read_signals

A_MINUTE_S = 60.0


@dataclass(frozen=True)
class Asked:
    """The decision, and what led to it."""

    decision: Decision
    turn: Turn
    ms: float

    def as_dict(self) -> dict[str, Any]:
        """The public shape of `faq ask --json`."""
        seen, decision = self.turn.understanding, self.decision
        best = {c.entry: c.confidence for c in seen.candidates}
        return {
            "action": decision.action,
            "entry": decision.entry or None,
            "confidence": best.get(decision.entry, 0.0),
            "candidates": [[c.entry, c.confidence] for c in seen.candidates],
            "rule": decision.rule,
            "ms": round(self.ms, 2),
        }


def ask(desk: Desk, mind: Mind, text: str, previous: str = "") -> Asked:
    """What the bot would do with this text, after having answered `previous` a minute ago."""
    began = time.perf_counter()
    masked = mask(text)
    now, local = desk.clock(), desk.local()
    before = later(desk.now(), -A_MINUTE_S) if previous else ""
    memory = Memory(last_entry=previous, last_entry_at=before, notice_version=_turn.NOTICE_VERSION)
    turn = Turn(
        now=now,
        local=local,
        parts=(Part("text", masked.text),),
        text=masked.text,
        understanding=_turn.understand(mind, masked.text, memory, desk.now()),
        entries=mind.catalogue.entries,
        elsewhere=mind.catalogue.elsewhere,
        memory=memory,
        masked=masked.found,
        notice_version=_turn.NOTICE_VERSION,
    )
    decision = decide(turn)
    return Asked(decision, turn, (time.perf_counter() - began) * 1000)


def why(mind: Mind, text: str, previous: str = "") -> Explanation:
    """Every step of how the decision reads this text: masked, its marks dropped, in context unless that is rejected."""
    masked = mask(text).text
    signals = {
        signal.name: signal.words for signal in read_signals(masked, dict(mind.catalogue.lexicon))
    }
    before = None if "dissatisfied" in signals else previous or None
    return replace(mind.matcher.explain(unmasked(masked), previous=before), signals=signals)
