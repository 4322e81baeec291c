"""What is put around any decision: the warning in front, the privacy notice behind."""

from dataclasses import replace

from bot.model.decision import Decision, Say
from bot.model.turn import Turn

# Rules that stay quiet, or whose one sentence must stand alone.
UNFRAMED = frozenset({"officer_holds", "flooded", "stopped", "burst", "delicate"})


def framed(turn: Turn, decision: Decision) -> Decision:
    """Warn of sensitive data and append the privacy notice to the first answer."""
    if decision.rule in UNFRAMED:
        return decision
    return _noticed(turn, _warned(turn, decision))


def _warned(turn: Turn, decision: Decision) -> Decision:
    if not turn.masked:
        return decision
    warning = Say("warn_secret") if "secret" in turn.masked else Say("warn_identity")
    return replace(decision, says=(warning, *decision.says))


def _noticed(turn: Turn, decision: Decision) -> Decision:
    memory = decision.memory or turn.memory
    if not decision.says or memory.notice_version == turn.notice_version:
        return decision
    says = (*decision.says, Say("privacy_notice"))
    return replace(decision, says=says, memory=replace(memory, notice_version=turn.notice_version))
