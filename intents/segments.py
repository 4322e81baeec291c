"""Cuts a message into the parts that may each be a question: sentences, and clauses of long ones."""

from collections.abc import Iterator, Sequence

from intents.reader import Word

_LONG = 14  # words in a sentence from which its clauses are looked at too
_SHORTEST = 3
_MOST = 8
_JOINTS = frozenset(
    (
        *("terus", "lalu", "kemudian", "nah", "padahal", "soalnya", "karena", "tapi", "tetapi"),
        *("sedangkan", "sekalian", "dan", "makanya", "jadi", "sebab", "kalau", "apakah"),
        *("bagaimana", "gimana", "tolong", "mohon"),
    )
)


def _sentences(words: Sequence[Word]) -> Iterator[list[Word]]:
    held: list[Word] = []
    for word in words:
        held.append(word)
        if word.ends in ("?", "."):
            yield held
            held = []
    if held:
        yield held


def _clauses(sentence: list[Word]) -> Iterator[list[Word]]:
    held: list[Word] = []
    for word in sentence:
        if len(held) >= _SHORTEST and (word.text in _JOINTS or held[-1].ends == ","):
            yield held
            held = []
        held.append(word)
    yield held


def parts(words: Sequence[Word]) -> list[list[Word]]:
    """List the parts, longest message first cut to sentences, then to clauses; one part: nothing."""
    sentences = [part for part in _sentences(words) if len(part) >= _SHORTEST]
    found = [part for part in sentences if len(part) < len(words)]
    for sentence in sentences:
        if len(sentence) > _LONG:
            found += [part for part in _clauses(sentence) if _SHORTEST <= len(part) < len(sentence)]
    return found[:_MOST]


def written(part: Sequence[Word]) -> str:
    """Give a part as it was written, so that it can be quoted."""
    return " ".join(word.raw for word in part)
