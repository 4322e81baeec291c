"""The last answer did not help: it is noted, the runner-up is tried once, then a person."""

from dataclasses import replace

from bot.dialogue.handing import hand_over
from bot.dialogue.reading import has, last_entry, sure
from bot.dialogue.telling import tell
from bot.model.decision import Decision, Feedback, Say
from bot.model.turn import Turn


def dissatisfied(turn: Turn) -> Decision | None:
    """Try better when the citizen says that the answer before was wrong or unclear."""
    last = last_entry(turn)
    if not last or not has(turn, "dissatisfied"):
        return None
    decision = _next(turn, last)
    return replace(decision, effects=(Feedback(last, "wrong"), *decision.effects))


def _next(turn: Turn, last: str) -> Decision:
    because = f"the answer {last} did not help"
    asked, other = sure(turn), turn.memory.runner_up
    if asked not in {"", last}:
        return tell(turn, "dissatisfied", because, asked)
    if other in turn.entries:
        decision = tell(turn, "dissatisfied", because, other, front=(Say("perhaps_this"),))
        return replace(decision, memory=replace(decision.memory or turn.memory, runner_up=""))
    front = (Say("not_helped"),)
    return hand_over(turn, "dissatisfied", because, reason="dissatisfied", entry=last, front=front)
