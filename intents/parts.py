"""Of the parts of a message: which speaks for the whole, and what is asked beside it. Reads no words."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from intents.outcome import Outcome

_SURE_PART = 0.85  # a part speaks for the whole only if it is this sure
_SURE_SECOND = 0.88  # and for a second question only if it is surer still
_NEARLY_SURE = 0.5  # of a whole that its parts may not gainsay
_LIKELY_SECOND = 0.6  # from here a second question is worth an offer
# Of two halves that no mark parts: how sure both must be, and how much of the whole must speak for either:
# to be told (by the whole's verdict), to be offered.
_TOLD_HALVES = {"answer": (0.9, 0.1), "clarify": (0.9, 0.03), "refuse": (0.85, 0.03)}
_OFFERED_HALF, _OFFERED_SHARE = 0.8, 0.003


def first(
    whole: Outcome, heard: Sequence[Outcome], brief: Sequence[Outcome], telling: Sequence[Outcome]
) -> Outcome:
    """Give the whole, or the surest part that may speak for it.

    Parts that ask are `heard` as sentences of their own or `brief` clauses; the others only tell.
    A brief clause speaks where several do, or where all that is asked is ours.
    """
    if whole.verdict == "answer" or (whole.foreign and _stay_foreign([*heard, *brief])):
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


class Halves(NamedTuple):
    """Two questions that may stand in one message, and whether both are put as questions."""

    first: Outcome
    second: Outcome
    ask: bool

    @property
    def sure(self) -> float:
        return min(self.first.sure, self.second.sure)

    @property
    def entries(self) -> set[int]:
        return {self.first.entry, self.second.entry}


def hints_at_two(whole: Outcome, topics: int) -> bool:
    """Whether a second topic is hinted at by the whole; else no cut can bring one to light."""
    return int((whole.ranking.shares[:topics] >= _OFFERED_SHARE).sum()) > 1


def may_be_half(half: Outcome, whole: Outcome) -> bool:
    """Whether a half is a sure question that the whole hints at: a half means little by itself."""
    hinted = float(whole.ranking.shares[half.entry]) >= _OFFERED_SHARE
    return half.verdict == "answer" and half.sure >= _OFFERED_HALF and hinted


def with_half(told: Outcome, whole: Outcome, found: Iterable[Halves]) -> Outcome:
    """Beside a first question: a second that is asked in one breath with it, told or offered.

    What only tells is never told of, only offered.
    """
    best = max(
        (two for two in found if _are_two(two, told)), key=lambda two: two.sure, default=None
    )
    if best is None:
        return told
    first, second = sorted(best[:2], key=lambda half: half.entry != told.entry)
    share = min(float(whole.ranking.shares[entry]) for entry in best.entries)
    least_sure, least_share = _TOLD_HALVES[told.verdict]
    if best.ask and best.sure >= least_sure and share >= least_share:
        because = f"one half of two: {first.because}"
        return replace(first, words=told.words, because=because, also=(second.found[0],))
    if told.verdict == "answer" and not told.beside:
        return replace(told, beside=(second.found[0],), focus=first.focus)
    return told


def _are_two(two: Halves, told: Outcome) -> bool:
    """Whether they are of two entries, and what was told is one of them."""
    ours = told.verdict == "clarify" or told.foreign or told.entry in two.entries
    return len(two.entries) > 1 and ours


def _surest(parts: Iterable[Outcome]) -> list[Outcome]:
    """Give those that are sure, the surest first."""
    sure = (part for part in parts if part.verdict == "answer" and part.sure >= _SURE_PART)
    return sorted(sure, key=lambda part: -part.sure)


def _may_speak(part: Outcome, whole: Outcome) -> bool:
    """Whether a sure part may speak for the whole: not against what the whole is nearly sure of."""
    if whole.sure >= _NEARLY_SURE and not whole.foreign:
        return part.entry == whole.entry
    return part.entry in whole.ranking.order


def _stay_foreign(asked: Sequence[Outcome]) -> bool:
    """Whether the parts leave it so: questions each of which is ours are not another's business together."""
    return len(asked) < 2 or any(part.verdict == "refuse" for part in asked)  # noqa: PLR2004
