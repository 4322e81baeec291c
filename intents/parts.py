"""Of the parts of a message: which speaks for the whole, and what is asked beside it. Reads no words."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from intents.outcome import Outcome

_SURE_PART = 0.85  # a part speaks for the whole only if it is this sure
_SURE_SECOND = 0.88  # and for a second question only if it is surer still
_NEARLY_SURE = 0.5  # of a whole that its parts may not gainsay
_LIKELY_SECOND = 0.6  # from here a second question is worth an offer


def first(
    whole: Outcome, heard: Sequence[Outcome], brief: Sequence[Outcome], telling: Sequence[Outcome]
) -> Outcome:
    """Give the whole, or the surest part that may speak for it.

    Parts that ask are `heard` as sentences of their own or `brief` clauses; the others only tell.
    A brief clause speaks where several do, or where all that is asked is ours.
    """
    if whole.verdict == "answer" or (whole.foreign and _are_foreign_too([*heard, *brief])):
        return whole
    asked = _surest([*heard, *brief])
    several = len({part.entry for part in asked}) > 1
    speaking = asked if several or whole.foreign else _surest([*heard, *telling])
    for part in speaking:
        if _may_speak(part, whole):
            return replace(part, words=whole.words, because=f"one part: {part.because}")
    return whole


def with_second(told: Outcome, asked: Sequence[Outcome], telling: Sequence[Outcome]) -> Outcome:
    """Beside a first question that has a part of its own: a second, answered if sure, offered if likely.

    A part that only tells, of a trouble say, is offered and never answered, and only if it is sure.
    """
    if told.verdict != "answer":
        return told
    own = _surest(part for part in asked if part.entry == told.entry)
    others = [part for part in asked if part.entry != told.entry and part.verdict != "refuse"]
    second = [part for part in _surest(others) if part.sure >= _SURE_SECOND]
    if own and second:
        return replace(told, also=(second[0].found[0],), focus=own[0].focus)
    likely = [part for part in others if part.sure >= (_LIKELY_SECOND if own else _SURE_SECOND)]
    likely.sort(key=lambda part: -part.sure)
    likely += [part for part in _surest(telling) if part.sure >= _SURE_SECOND]
    own = own or _surest(part for part in telling if part.entry == told.entry)
    offered = [part.found[0] for part in likely if own and part.entry != told.entry][:1]
    return replace(told, beside=tuple(offered), focus=own[0].focus if offered else told.focus)


def _surest(parts: Iterable[Outcome]) -> list[Outcome]:
    """Give those that are sure, the surest first."""
    sure = (part for part in parts if part.verdict == "answer" and part.sure >= _SURE_PART)
    return sorted(sure, key=lambda part: -part.sure)


def _may_speak(part: Outcome, whole: Outcome) -> bool:
    """Whether a sure part may speak for the whole: not against what the whole is nearly sure of."""
    if whole.sure >= _NEARLY_SURE and not whole.foreign:
        return part.entry == whole.entry
    return part.entry in whole.ranking.order


def _are_foreign_too(asked: Sequence[Outcome]) -> bool:
    """Whether the parts leave it so: questions each of which is ours are not another's business together."""
    return len(asked) < 2 or any(part.verdict == "refuse" for part in asked)  # noqa: PLR2004
