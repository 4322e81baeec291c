"""Lays open how a message was read: steps per word, scorers per candidate, the words that decided."""

from collections.abc import Sequence

import numpy as np

from intents.features import LETTERS
from intents.nouns import Candidate, Explanation, Step
from intents.reader import Word
from intents.scorers import NAMES, Scorers, Scores
from intents.understanding import Outcome

_SHOWN = 5


def _scores_of(
    scores: Scores, scorers: Scorers, places: Sequence[int]
) -> dict[str, dict[str, float]]:
    used = NAMES if scorers.encoder is not None else NAMES[:-2]
    entries = scorers.table.entries
    return {
        entries[place]: {
            name: round(float(scores.rows[at, place]), 4) for at, name in enumerate(used)
        }
        for place in places
    }


def _words_of(
    scores: Scores, scorers: Scorers, places: Sequence[int]
) -> dict[str, dict[str, float]]:
    """Give, for each entry, the words and word pairs that spoke most for and against it."""
    table = scorers.table
    readable = table.space.blocks[scores.ids] != LETTERS  # letter groups tell a reader nothing
    ids, values = scores.ids[readable], scores.values[readable]
    found = {}
    for place in places:
        said = values * table.weights[ids, place].astype(np.float32)
        order = np.argsort(-np.abs(said), kind="stable")[:_SHOWN]
        found[table.entries[place]] = {
            table.space.names[ids[at]][1:]: round(float(said[at]), 4) for at in order
        }
    return found


def explain(text: str, outcome: Outcome | None, scorers: Scorers, focus: str) -> Explanation:
    """Put an outcome into words and numbers."""
    if outcome is None:
        return Explanation(text=text, focus=text, verdict="refuse", because="no words")
    scores = scorers.score(outcome.focus)
    places = [place for place, _ in outcome.found[:3]]
    beyond = outcome.ranking.outside
    shown = places if beyond is None else [*places, beyond]
    entries = scorers.table.entries
    return Explanation(
        text=text,
        steps=_steps(outcome.words),
        normalised=" ".join(word.text for word in outcome.words),
        focus=focus,
        used_context=outcome.used_context,
        scorers=_scores_of(scores, scorers, shown),
        words=_words_of(scores, scorers, shown),
        candidates=tuple(Candidate(entries[at], round(value, 6)) for at, value in outcome.found),
        verdict=outcome.verdict,
        because=outcome.because,
    )


def _steps(words: Sequence[Word]) -> tuple[Step, ...]:
    return tuple(
        Step(
            word.raw,
            word.text if word.stem == word.text else f"{word.text} ({word.stem})",
            word.why,
        )
        for word in words
    )
