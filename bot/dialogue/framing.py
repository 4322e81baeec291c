"""What is put around any decision: the warning in front, the privacy notice behind, and what stays in mind."""

from dataclasses import replace

from bot.dialogue.handing import TROUBLES
from bot.dialogue.reading import has
from bot.model.clock import stamp
from bot.model.decision import Decision, OpenTicketFor, Say
from bot.model.turn import Turn

# Rules that stay quiet, or whose one sentence must stand alone.
UNFRAMED = frozenset({"officer_holds", "flooded", "stopped", "burst", "delicate"})


def framed(turn: Turn, decision: Decision) -> Decision:
    """Warn of sensitive data, append the privacy notice to the first answer, remember trouble until a ticket tells of it."""
    if decision.rule in UNFRAMED:
        return decision
    return _kept_in_mind(turn, _noticed(turn, _warned(turn, decision)))


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


def _kept_in_mind(turn: Turn, decision: Decision) -> Decision:
    """Haste in one message and the wish for people in the next are one matter."""
    memory = decision.memory or turn.memory
    told = any(isinstance(effect, OpenTicketFor) for effect in decision.effects)
    heard = "" if told else " ".join(signal for signal in TROUBLES if has(turn, signal))
    if not heard and not (told and memory.heard):
        return decision
    return replace(decision, memory=replace(memory, heard=heard, heard_at=stamp(turn.now)))
