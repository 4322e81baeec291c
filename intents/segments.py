"""Cuts a message into what may each be a question: sentences, clauses, halves. Judges nothing."""

from collections.abc import Iterator, Sequence

from intents.reader import Word, roots

_LONG = 14  # words in a sentence from which its clauses are looked at too
_SHORTEST = 3
_SHORTEST_QUESTION = 2
_MOST = 8
_JOINTS = frozenset(
    (
        *("terus", "lalu", "kemudian", "nah", "padahal", "soalnya", "karena", "tapi", "tetapi"),
        *("sedangkan", "sekalian", "dan", "makanya", "jadi", "sebab", "kalau", "apakah"),
        *("bagaimana", "gimana", "tolong", "mohon"),
    )
)
# In a short sentence only these stand between two questions, and only what asks is one.
_BETWEEN = frozenset(
    ("terus", "lalu", "kemudian", "dan", "sekalian", "serta", "lagi", "sama", "juga", "plus")
)
_ASKS = frozenset(
    (
        *("apa", "apakah", "berapa", "bagaimana", "mana", "dimana", "kemana", "kapan", "siapa"),
        *("kenapa", "mengapa", "cara", "wajib", "tolong", "minta", "bisakah", "bolehkah"),
    )
)
_ASKS_LAST = frozenset(("tidak", "ya", "kan"))
# Between two of these a question may end and the next begin, with nothing in between.
_INTERROGATIVES = frozenset(
    (
        *("apa", "berapa", "bagaimana", "mana", "kapan", "siapa", "kenapa", "mengapa"),
        *("tidak", "ya"),
    )
)
_LONGEST = 24  # words of a message that is tried at every seam


def _sentences(words: Sequence[Word]) -> Iterator[list[Word]]:
    held: list[Word] = []
    for word in words:
        held.append(word)
        if word.ends in ("?", "."):
            yield held
            held = []
    if held:
        yield held


def _clauses(
    sentence: list[Word], joints: frozenset[str] = _JOINTS, shortest: int = _SHORTEST
) -> Iterator[list[Word]]:
    held: list[Word] = []
    for word in sentence:
        if len(held) >= shortest and (word.text in joints or held[-1].ends == ","):
            yield held
            held = []
        held.append(word)
    yield held


def parts(words: Sequence[Word]) -> list[list[Word]]:
    """List the sentences of a message, then the clauses of long ones; of a single short sentence nothing."""
    sentences = [part for part in _sentences(words) if len(part) >= _SHORTEST]
    found = [part for part in sentences if len(part) < len(words)]
    for sentence in sentences:
        if len(sentence) > _LONG:
            found += [part for part in _clauses(sentence) if _SHORTEST <= len(part) < len(sentence)]
    return found[:_MOST]


def asks(part: Sequence[Word]) -> bool:
    """Whether a part is put as a question: "akta sudah ada" tells, "bayar ga" asks."""
    last = part[-1]
    if last.ends == "?" or last.text in _ASKS_LAST:
        return True
    return any(word.text in _ASKS or _has_kah(word) for word in part)


def questions(words: Sequence[Word]) -> list[list[Word]]:
    """List the clauses of short sentences that ask: "nib bayar ga terus kantor buka jam berapa"."""
    found = []
    for sentence in _sentences(words):
        if len(sentence) <= _LONG:
            clauses = list(_clauses(sentence, _BETWEEN, _SHORTEST_QUESTION))
            found += [one for one in clauses if len(clauses) > 1 and asks(one)]
    return [part for part in found if len(part) >= _SHORTEST_QUESTION][:_MOST]


def seams(words: Sequence[Word]) -> Iterator[tuple[Sequence[Word], Sequence[Word]]]:
    """Give the ways to cut a short message in two where one question may end and another begin.

    "lokasi kantor di mana buka jam berapa": each half asks, or one does and a word or comma stands between.
    """
    asking = [at for at, word in enumerate(words) if _is_interrogative(word)]
    if not asking or len(words) > _LONGEST:
        return
    for at in range(_SHORTEST_QUESTION, len(words) - 1):
        between = words[at].text in _BETWEEN or bool(words[at - 1].ends)
        if between or asking[0] < at <= asking[-1]:
            yield words[:at], words[at:]


def _is_interrogative(word: Word) -> bool:
    return word.text in _INTERROGATIVES or _has_kah(word)


def _has_kah(word: Word) -> bool:
    """Whether "kah" hangs on a word: "bisakah", but not "langkah"."""
    return word.text.endswith("kah") and word.text not in roots()


def written(part: Sequence[Word]) -> str:
    """Give a part as it was written, so that it can be quoted."""
    return " ".join(word.raw for word in part)
