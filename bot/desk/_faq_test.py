"""Ask a catalogue's own test questions and count: right, offered, handed, wrong. Publishes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.model.entry import Question
from intents import Match, Matcher

REFUSE = "refuse"


@dataclass(frozen=True)
class Answer:
    """What one test question led to."""

    question: Question
    got: str  # entry id, or the verdict
    outcome: str  # right | offered | handed | wrong


@dataclass(frozen=True)
class Score:
    """All answers, and how many of each outcome."""

    answers: tuple[Answer, ...]

    def counts(self) -> Counter[str]:
        """Outcome -> number."""
        return Counter(answer.outcome for answer in self.answers)

    def by(self, part: str) -> dict[str, Counter[str]]:
        """Outcomes by `register` or by `expected` entry, in order of name."""
        found: dict[str, Counter[str]] = {}
        for answer in self.answers:
            found.setdefault(getattr(answer.question, part) or "-", Counter())[answer.outcome] += 1
        return dict(sorted(found.items()))

    def confusions(self) -> list[tuple[str, str, int]]:
        """(expected, got instead, how often), the most frequent first."""
        wrong = ((a.question.expected, a.got) for a in self.answers if a.outcome == "wrong")
        return [(expected, got, n) for (expected, got), n in Counter(wrong).most_common()]

    def worse_than(self, before: Score) -> dict[str, list[int]]:
        """What got worse as {outcome: [before, after]}; empty when nothing did."""
        old, new = before.counts(), self.counts()
        worse = {}
        if new["right"] < old["right"]:
            worse["right"] = [old["right"], new["right"]]
        if new["wrong"] > old["wrong"]:
            worse["wrong"] = [old["wrong"], new["wrong"]]
        return worse


def score(matcher: Matcher, questions: Sequence[Question]) -> Score:
    """Ask them all."""
    return Score(tuple(_answer(matcher, question) for question in questions))


def _answer(matcher: Matcher, question: Question) -> Answer:
    match = matcher.match(question.text, previous=question.previous or None)
    got = match.candidates[0].entry if match.verdict == "answer" else match.verdict
    return Answer(question, got, _outcome(match, question.expected))


def _outcome(match: Match, expected: str) -> str:
    first = [candidate.entry for candidate in match.candidates[:3]]
    if match.verdict == "answer":
        return "right" if first[:1] == [expected] else "wrong"
    if expected == REFUSE:
        return {"refuse": "right", "clarify": "offered"}.get(match.verdict, "handed")
    return "offered" if match.verdict == "clarify" and expected in first else "handed"
