"""Lays open how a message was read: steps per word, scorers per candidate, the words that decided."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from intents.courtesy import matter
from intents.features import LETTERS
from intents.nouns import Candidate, Explanation, Step
from intents.outcome import Outcome
from intents.reader import Word
from intents.scorers import NAMES, Scorers, Scores
from intents.surface import pieces

_SHOWN = 5
_MARKS = ".,?!;:\"'()[]"


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


def named(entries: Sequence[str], found: Iterable[tuple[int, float]]) -> tuple[Candidate, ...]:
    """Name the entries of places and their probabilities."""
    return tuple(Candidate(entries[at], round(value, 6)) for at, value in found)


def explain(
    text: str, outcome: Outcome | None, scorers: Scorers, focus: str, keep: frozenset[str]
) -> Explanation:
    """Put an outcome into words and numbers; words in `keep` were not taken apart."""
    if outcome is None:
        return Explanation(text=text, focus=text, verdict="refuse", because="no words")
    scores = scorers.score(outcome.focus)
    places = [place for place, _ in outcome.found[:3]]
    beyond = outcome.ranking.outside
    shown = places if beyond is None else [*places, beyond]
    entries = scorers.table.entries
    return Explanation(
        text=text,
        steps=(*_written(text, keep), *_steps(text, outcome, keep)),
        normalised=" ".join(word.text for word in outcome.words),
        focus=focus,
        used_context=outcome.used_context,
        scorers=_scores_of(scores, scorers, shown),
        words=_words_of(scores, scorers, shown),
        candidates=named(entries, outcome.found),
        also=named(entries, outcome.also),
        beside=named(entries, outcome.beside),
        verdict=outcome.verdict,
        because=outcome.because,
        outside="" if outcome.outside is None else entries[outcome.outside],
    )


def _written(text: str, keep: frozenset[str]) -> Iterator[Step]:
    """Show what becomes of capitals, stretched letters, `masuk2`, and words glued to numbers."""
    for token in text.split():
        plain = " ".join(piece.raw for piece in pieces(token, keep))
        written = token.strip(_MARKS)
        if plain and plain != written:
            yield Step(written, plain, "written")


def _steps(text: str, outcome: Outcome, keep: frozenset[str]) -> Iterator[Step]:
    """Show each word in its order, and each that a lexicon drops."""
    words, at = outcome.words, 0
    said = {raw for word in words for raw in word.raw.split()}
    ours, heard = _span(words, matter(words)), _span(words, outcome.focus)
    for piece in pieces(text, keep):
        if piece.raw not in said:
            yield Step(piece.raw, "", "dropped")
        while at < len(words) and piece.raw in words[at].raw.split():
            left_out = "" if at in heard else "part" if at in ours else "courtesy"
            yield _step(words[at], left_out)
            at += 1


def _span(words: Sequence[Word], part: Sequence[Word]) -> range:
    """Find where a part of the words stands; a courtesy that is read as another word is all there is."""
    size = len(part)
    starts = (at for at in range(len(words) - size + 1) if list(words[at : at + size]) == [*part])
    first = next(starts, None)
    return range(len(words)) if first is None else range(first, first + size)


def _step(word: Word, left_out: str) -> Step:
    read = word.text if word.stem == word.text else f"{word.text} ({word.stem})"
    return Step(word.raw, read, word.why, left_out)
