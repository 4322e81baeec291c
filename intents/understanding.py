"""From a text to what it means: whole, then in parts, then in the light of the entry before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from intents import judge, parts, segments
from intents.context import Context, evidence_beside
from intents.courtesy import is_courtesy, matter
from intents.doubting import Holders
from intents.features import Floats
from intents.judge import Ranking, Weights
from intents.nouns import Verdict
from intents.outcome import Outcome
from intents.reader import Reader, Word
from intents.scorers import Scorers, log_softmax
from intents.subjects import ENOUGH, Reach

_SURE_ALONE = 0.9  # from here a message that says enough needs no context
_SAYS_ENOUGH = 4  # telling words
_FROM_CONTEXT = 0.45
_OFFER_FROM_CONTEXT = 0.2
_CUTS = 2  # of a message in two halves, the most promising, are read in full
_BRIEF = 3  # so few words, none of which tells or asks for anything, ask nothing


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
        doubtful = not is_courtesy(words)
        if doubtful and verdict in ("answer", "refuse"):
            refused = verdict == "refuse"
            leading = ranking.outside if refused else ranking.order[0]
            shares = self.holders.doubt(words, leading, refused=refused)
            if shares is not None:
                found = self._shared(found, shares)
                verdict, because = judge.unsure(found, self.weights)
                because = f"words of many entries, {because}"
        if doubtful and verdict == "answer" and self.holders.turned(words, ranking.order[0]):
            verdict, because = judge.unsure(found, self.weights)
            because = f"a word of others, {because}"
        named = self.holders.of_another(words, ranking.order[0]) if verdict == "answer" else {}
        if named:
            found = self._shared(found, named)
            verdict, because = judge.unsure(found, self.weights)
            because = f"another is named, {because}"
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
        cut = segments.parts(whole.focus)
        asking = [part for part in cut if segments.asks(part)]
        short = [part for part in segments.questions(whole.focus) if part not in asking]
        first = whole
        if whole.verdict != "answer" or len(cut) + len(short) > 1:  # else the whole is the question
            heard, brief = self._read(asking), self._read(short)
            telling = self._read(part for part in cut if part not in asking)
            first = parts.first(whole, heard, brief, telling)
            asked = [self._beside(first, part) for part in (*heard, *brief)]
            first = parts.with_second(first, asked, telling)
        settled = first.also or not (first.foreign or first.verdict in ("answer", "clarify"))
        if settled or not parts.hints_at_two(whole, self.context.topics):
            return first
        cuts = sorted(segments.seams(whole.focus), key=self._promise, reverse=True)[:_CUTS]
        found = (two for cut in cuts for two in self._halves(whole, *cut))
        return parts.with_half(first, whole, found)

    def _promise(self, cut: tuple[Sequence[Word], Sequence[Word]]) -> float:
        """Say how clearly, at a glance, the halves of a cut are of two entries."""
        (left, one), (right, other) = map(self.scorers.hint, cut)
        return min(one, other) if left != right else -np.inf

    def _halves(
        self, whole: Outcome, left: Sequence[Word], right: Sequence[Word]
    ) -> Iterator[parts.Halves]:
        """Read the two halves of a cut, the second only where the first may be a question by itself."""
        for first in self._read([left]):
            for second in self._read([right] if parts.may_be_half(first, whole) else ()):
                beside = self._beside(first, second)
                if parts.may_be_half(beside, whole):
                    yield parts.Halves(first, beside, segments.asks(left) and segments.asks(right))

    def _beside(self, first: Outcome, part: Outcome) -> Outcome:
        """Read a part that names nothing of its own in the light of the first question."""
        if first.verdict != "answer" or part.entry == first.entry:
            return part
        reach = self.context.reach(part.focus, first.entry)
        return self._leaning(part, reach) if reach.bare else part

    def _read(self, parts: Iterable[Sequence[Word]]) -> list[Outcome]:
        return [self._whole(matter(part)) for part in parts if not is_courtesy(part)]

    def _after(self, alone: Outcome, previous: str) -> Outcome:
        """Read a follow-up; a message that is clear by itself stays as it is."""
        if len(alone.focus) <= _BRIEF and not self.context.says(alone.focus):
            return _unasked(alone)
        reach = self.context.reach(alone.focus, self.context.place(previous))
        if self._stands_alone(alone, reach):
            return self._in_parts(alone)
        found = self._leaning(alone, reach)
        if found.verdict == "refuse" and alone.verdict != "refuse":
            return self._in_parts(alone)  # what came before makes nothing foreign
        return found

    def _leaning(self, alone: Outcome, reach: Reach) -> Outcome:
        """Read a message together with the entry before it."""
        evidence = evidence_beside(
            alone.ranking.shares,
            self.context,
            self.scorers,
            self.weights,
            alone.focus,
            reach.before,
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
        elif verdict == "answer" and self.holders.of_another(alone.focus, found[0][0]):
            verdict = "clarify"
            because = f"another is named, {because}"
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
