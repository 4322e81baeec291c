"""From a text to what it means: whole, then in parts, then in the light of the entry before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from intents import judge, segments
from intents.context import Context, evidence_beside
from intents.courtesy import is_courtesy, matter
from intents.doubting import Holders
from intents.features import Floats
from intents.judge import Ranking, Weights
from intents.nouns import Verdict
from intents.reader import Reader, Word
from intents.scorers import Scorers, log_softmax
from intents.subjects import ENOUGH, Reach

_SURE_PART = 0.85  # a part speaks for the whole only if it is this sure
_SURE_SECOND = 0.88  # and for a second question only if it is surer still
_NEARLY_SURE = 0.5  # of a whole that its parts may not gainsay
_LIKELY_SECOND = 0.6  # from here a second question is worth an offer
_SURE_ALONE = 0.9  # from here a message that says enough needs no context
_SAYS_ENOUGH = 4  # telling words
_FROM_CONTEXT = 0.45
_OFFER_FROM_CONTEXT = 0.2
_BRIEF = 3  # so few words, none of which tells or asks for anything, ask nothing


@dataclass(frozen=True, eq=False)
class Outcome:
    """What a message means: candidates as (place, confidence), and how it came about."""

    words: Sequence[Word]
    focus: Sequence[Word]
    found: tuple[tuple[int, float], ...]
    verdict: Verdict
    because: str
    ranking: Ranking
    also: tuple[tuple[int, float], ...] = ()  # a second question, sure
    beside: tuple[tuple[int, float], ...] = ()  # or likely
    outside: int | None = None
    used_context: bool = False

    @property
    def entry(self) -> int:
        """The likeliest entry."""
        return self.found[0][0]

    @property
    def foreign(self) -> bool:
        """Whether it was refused for something outside."""
        return self.verdict == "refuse" and self.ranking.outside is not None

    @property
    def sure(self) -> float:
        """How sure it is of that entry."""
        return self.found[0][1]


@dataclass(frozen=True, eq=False)
class Understanding:
    """The parts of a matcher that read a message."""

    reader: Reader
    scorers: Scorers
    context: Context
    weights: Weights
    holders: Holders
    before: Floats  # weights of reading in context

    def read(self, text: str, previous: str | None = None) -> Outcome | None:
        """Understand a message; one without any word means nothing."""
        words = self.reader.read(text)
        if not words:
            return None
        alone = self._whole(matter(words), words)
        if previous is None or not self.context.knows(previous):
            return self._in_parts(alone)
        if not is_courtesy(words):
            return self._after(alone, previous)
        return alone if alone.verdict == "answer" else _unasked(alone)

    def _rank(self, words: Sequence[Word]) -> Ranking:
        return judge.rank(self.scorers.score(words), self.context.topics, self.weights)

    def _whole(self, words: Sequence[Word], said: Sequence[Word] = ()) -> Outcome:
        ranking = self._rank(words)
        verdict, because = judge.band(ranking, self.weights)
        found = judge.confidences(ranking)
        if verdict in ("answer", "refuse"):
            refused = verdict == "refuse"
            leading = ranking.outside if refused else ranking.order[0]
            shares = self.holders.doubt(words, leading, refused=refused)
            if shares is not None:
                found = self._shared(found, shares)
                verdict, because = judge.unsure(found, self.weights)
                because = f"words of many entries, {because}"
        if verdict == "answer" and self.holders.turned(words, ranking.order[0]):
            verdict, because = judge.unsure(found, self.weights)
            because = f"a word of others, {because}"
        told = verdict == "refuse" and ranking.outside is not None
        outside = judge.whose(ranking.shares, self.context.topics) if told else None
        return Outcome(
            said or words, words, tuple(found), verdict, because, ranking, outside=outside
        )

    def _shared(
        self, found: Sequence[tuple[int, float]], shares: Mapping[int, float]
    ) -> list[tuple[int, float]]:
        """Meet half way what the weights say of each topic and its share of the phrases."""
        said = dict(found)
        topics = [at for at in {*said, *shares} if at < self.context.topics]
        each = [(at, (said.get(at, 0.0) + shares.get(at, 0.0)) / 2) for at in topics]
        return sorted(each, key=lambda one: (-one[1], one[0]))[: len(found)]

    def _in_parts(self, whole: Outcome) -> Outcome:
        """Let a sure part speak for an unsure whole; find a second question beside the first."""
        parts = segments.parts(whole.focus)
        asking = [part for part in parts if segments.asks(part)]
        short = [part for part in segments.questions(whole.focus) if part not in asking]
        if whole.verdict == "answer" and len(asking) + len(short) < 2:  # noqa: PLR2004
            return whole  # one question, and the whole is it
        heard = self._read(asking)
        read = [*heard, *self._read(short)]
        asked = _surest(filter(_is_sure, read))
        first = whole
        if whole.verdict != "answer" and not (whole.foreign and _is_foreign_too(read)):
            several = len({part.entry for part in asked}) > 1
            telling = self._read(part for part in parts if part not in asking)
            speaking = (
                asked if several or whole.foreign else _surest(filter(_is_sure, [*heard, *telling]))
            )
            known = [part for part in speaking if _may_speak(part, whole)]
            if known:
                because = f"one part: {known[0].because}"
                first = replace(known[0], words=whole.words, because=because)
        return _with_second(first, _surest(read))

    def _read(self, parts: Iterable[Sequence[Word]]) -> list[Outcome]:
        return [self._whole(matter(part)) for part in parts if not is_courtesy(part)]

    def _after(self, alone: Outcome, previous: str) -> Outcome:
        """Read a follow-up; a message that is clear by itself stays as it is."""
        if len(alone.focus) <= _BRIEF and not self.context.says(alone.focus):
            return _unasked(alone)
        reach = self.context.reach(alone.focus, previous)
        if self._stands_alone(alone, reach):
            return self._in_parts(alone)
        evidence = evidence_beside(
            alone.ranking.shares, self.context, self.scorers, self.weights, alone.focus, previous
        )
        shares = reach.narrowed(np.exp(log_softmax(evidence @ self.before)))
        order = np.argsort(-shares[: self.context.topics], kind="stable")[:5].tolist()
        found = tuple((at, float(shares[at])) for at in order if shares[at] > 0 or at == order[0])
        verdict, because = band_after(shares, found, self.context.topics)
        same = alone.verdict == verdict == "answer" and found[0][0] == alone.entry
        if verdict == "answer" and not (reach.allows(found[0][0]) or (same and reach.bare)):
            verdict = "clarify"
            because = f"neither named nor told there, {because}"
        turned = not reach.bare and self.holders.turned(alone.focus, found[0][0])
        if verdict == "answer" and turned:
            verdict = "clarify"
            because = f"a word of others, {because}"
        if verdict == "refuse" and alone.verdict != "refuse":
            return self._in_parts(alone)  # what came before makes nothing foreign
        outside = judge.whose(shares, self.context.topics) if verdict == "refuse" else None
        return replace(
            alone,
            found=found,
            verdict=verdict,
            because=because,
            outside=outside,
            used_context=not same,
        )

    def _stands_alone(self, alone: Outcome, reach: Reach) -> bool:
        """Whether a message says enough by itself: of an entry that it names, or of something outside."""
        if alone.verdict == "refuse" and reach.abroad:
            return reach.own >= ENOUGH or (reach.others and not reach.ours)
        sure = alone.verdict == "answer" and alone.sure >= _SURE_ALONE
        telling = sure and self.context.content(alone.focus) >= _SAYS_ENOUGH
        return telling and (bool(reach.open[alone.entry]) or reach.own >= ENOUGH)


def _unasked(alone: Outcome) -> Outcome:
    """Say of a message in context that it asks for nothing."""
    return replace(
        alone,
        verdict="escalate",
        because="after the entry before: nothing is asked",
        outside=None,
    )


def _is_sure(part: Outcome) -> bool:
    return part.verdict == "answer" and part.sure >= _SURE_PART


def _may_speak(part: Outcome, whole: Outcome) -> bool:
    """Whether a sure part may speak for the whole: not against what the whole is nearly sure of."""
    if whole.sure >= _NEARLY_SURE and not whole.foreign:
        return part.entry == whole.entry
    return part.entry in whole.ranking.order


def _is_foreign_too(parts: Sequence[Outcome]) -> bool:
    """Whether the parts leave it so: questions each of which is ours are not another's business together."""
    return len(parts) < 2 or any(part.verdict == "refuse" for part in parts)  # noqa: PLR2004


def _surest(parts: Iterable[Outcome]) -> list[Outcome]:
    return sorted(parts, key=lambda part: -part.sure)


def _with_second(first: Outcome, asked: Sequence[Outcome]) -> Outcome:
    """Beside a first question that is asked in a part of its own: a second, answered if sure, offered if likely."""
    own = [part for part in asked if part.entry == first.entry and _is_sure(part)]
    if first.verdict != "answer" or not own:
        return first
    others = [part for part in asked if part.entry != first.entry and part.verdict != "refuse"]
    for part in others:
        if _is_sure(part) and part.sure >= _SURE_SECOND:
            return replace(first, also=(part.found[0],), focus=own[0].focus)
    likely = [part.found[0] for part in others if part.sure >= _LIKELY_SECOND]
    return replace(first, beside=tuple(likely[:1]), focus=own[0].focus if likely else first.focus)


def band_after(
    shares: Floats, found: Sequence[tuple[int, float]], topics: int
) -> tuple[Verdict, str]:
    """Choose what to do with a follow-up, and say why."""
    outside, first = float(shares[topics:].sum()), found[0][1]
    if outside > max(_FROM_CONTEXT, first):
        return "refuse", f"after the entry before: outside {outside:.2f}"
    if first >= _FROM_CONTEXT:
        return "answer", f"after the entry before: {first:.2f} >= {_FROM_CONTEXT:.2f}"
    if sum(value for _, value in found[:3]) >= _OFFER_FROM_CONTEXT:
        return "clarify", f"after the entry before: unsure {first:.2f}"
    return "escalate", f"after the entry before: nothing fits, {first:.2f}"
