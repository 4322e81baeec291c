"""Reads a message into known words: every step from the written to the understood word."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from intents.affixes import root_of
from intents.english import are_english
from intents.english import rows as english_rows
from intents.lexicon import Lexicon, build_lexicon, extended, protected
from intents.packaged import read_words
from intents.repair import Index, Repairer
from intents.surface import Piece, pieces

_CACHE_LIMIT = 20_000
_CLITICS = ("nya", "ny", "ku", "mu", "lah", "kah", "e", "ne")  # what hangs on an acronym
_ASKING = frozenset(("kah", "kh"))  # at the end of a clause it is a question mark
_COMMON = 3.0  # an acronym or a chat word may well be written together with others
_SHORTEST_GLUED = 3
_RARE_ROOT = 0.5  # a dictionary word that the catalogue never uses


@dataclass(frozen=True, slots=True)
class Word:
    """A word as understood: its root for matching, whether the catalogue knows it, and why."""

    raw: str
    text: str
    stem: str
    seen: bool
    why: str
    ends: str = ""
    caps: bool = False


@cache
def roots() -> frozenset[str]:
    """Give the dictionary: Indonesian root words and what everyday talk adds to them."""
    return frozenset(read_words("roots.txt")) | frozenset(read_words("everyday.txt"))


@cache
def _dictionary() -> Index:
    return Index(roots())


def _as_words(
    raw: str, parts: tuple[tuple[str, str, bool, str], ...], ends: str, *, caps: bool
) -> tuple[Word, ...]:
    """Make words of what a written word means; the mark behind it follows the last of them."""
    last = len(parts) - 1
    return tuple(
        Word(raw, *part, ends=ends if at == last else "", caps=caps)
        for at, part in enumerate(parts)
    )


def _closes(found: Sequence[Piece], at: int) -> bool:
    """Whether a written word ends its clause."""
    return bool(found[at].ends) or at + 1 == len(found)


class Reader:
    """Turns text into words, given a lexicon and how often the catalogue uses each word."""

    def __init__(
        self, lexicon: Lexicon, counts: Mapping[str, int], *, repairs: bool = True
    ) -> None:
        self.lexicon = lexicon
        self.counts = counts
        self._repairs = repairs
        self._roots = roots()
        self._protected = protected()
        self._repairer: Repairer | None = None
        self._known: dict[Piece, tuple[Word, ...]] = {}
        self._keep = frozenset(lexicon.words)
        self._english: Reader | None = None

    def read(self, text: str) -> list[Word]:
        found = pieces(text, self._keep)
        raws = [piece.raw for piece in found]
        reader = self._in_english() if are_english(raws) else self
        return reader.read_pieces(found, raws)

    def _in_english(self) -> "Reader":
        if self._english is None:
            lexicon = extended(self.lexicon, english_rows())
            self._english = Reader(lexicon, self.counts, repairs=self._repairs)
        return self._english

    def read_pieces(self, found: list[Piece], raws: list[str]) -> list[Word]:
        """Understand written words; `raws` are the words alone."""
        words: list[Word] = []
        at = 0
        while at < len(found):
            group = self.lexicon.group_at(raws, at)
            size, meaning = group or (1, ())
            last = found[at + size - 1]
            if group is None:
                own = self._word(last)
            else:
                raw = " ".join(raws[at : at + size])
                parts = tuple(p for m in meaning for p in self._settle(m, "lexicon"))
                own = _as_words(raw, parts, last.ends, caps=found[at].caps)
            if not own and words:
                ends = "?" if last.raw in _ASKING and _closes(found, at) else last.ends
                words[-1] = replace(words[-1], ends=ends or words[-1].ends)
            words += own
            at += size
        return words

    def _word(self, piece: Piece) -> tuple[Word, ...]:
        known = self._known.get(piece)
        if known is None:
            if len(self._known) > _CACHE_LIMIT:
                self._known.clear()
            parts = self._understand(piece.raw)
            known = self._known[piece] = _as_words(piece.raw, parts, piece.ends, caps=piece.caps)
        return known

    def _understand(self, raw: str) -> tuple[tuple[str, str, bool, str], ...]:
        if raw[0].isdigit():
            digits = sum(c.isdigit() for c in raw)
            return ((raw, raw if digits <= 4 else f"#{digits}", raw in self.counts, "number"),)  # noqa: PLR2004
        if raw in self._protected:
            return self._settle(raw, "protected")
        meaning = self.lexicon.words.get(raw)
        if meaning is not None:
            return tuple(part for word in meaning for part in self._settle(word, "lexicon"))
        if self._is_known(raw):
            return self._settle(raw, "known")
        return self._guess(raw)

    def _is_known(self, word: str) -> bool:
        return word in self.counts or word in self._roots or word in self._protected

    def _stem(self, word: str) -> str | None:
        """Find the root; where the dictionary has none, a word the catalogue uses will do."""
        for clitic in _CLITICS:
            if word.endswith(clitic) and word.removesuffix(clitic) in self._protected:
                return word.removesuffix(clitic)
        in_dictionary = root_of(word, self._roots.__contains__)
        return in_dictionary or root_of(word, lambda core: self.counts.get(core, 0) > 1)

    def _settle(self, word: str, why: str) -> tuple[tuple[str, str, bool, str], ...]:
        stem = word if word in self._roots or word in self._protected else self._stem(word)
        return ((word, stem or word, word in self.counts or stem in self.counts, why),)

    def _guess(self, raw: str) -> tuple[tuple[str, str, bool, str], ...]:
        stem = self._stem(raw)
        if stem and len(stem) > 3:  # noqa: PLR2004
            return ((raw, stem, stem in self.counts, "affix"),)
        found = self._repair(raw) if self._repairs else ()
        if found:
            return found
        return ((raw, stem or raw, stem in self.counts, "affix" if stem else "unknown"),)

    def _repair(self, raw: str) -> tuple[tuple[str, str, bool, str], ...]:
        """Only the catalogue's words are worth a guess; a dictionary word that is nearer forbids it."""
        if self._repairer is None:
            self._repairer = self._learn_repair()
        repair = self._repairer
        for why, found in (("vowels", repair.by_skeleton(raw)), ("slip", repair.by_edit(raw))):
            if found is not None and found in self.counts:
                return self._settle(found, why)
        split = repair.by_split(raw) or ()
        parts = [meant for word in split for meant in self.lexicon.words.get(word, (word,))]
        return tuple(part for word in parts for part in self._settle(word, "spaces"))

    def _learn_repair(self) -> Repairer:
        weights = {word: float(n) for word, n in self.counts.items() if word.isalpha()}
        meant = {word for meaning in self.lexicon.words.values() for word in meaning}
        chat = {*self.lexicon.words, *meant}
        glue = {word for word in chat if len(word) >= _SHORTEST_GLUED} | self._protected
        return Repairer(weights, dict.fromkeys(glue, _COMMON), _dictionary(), _RARE_ROOT)


def _count(reader: Reader, texts: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for text in texts:
        for word in sorted({word.text for word in reader.read(text)}):
            counts[word] = counts.get(word, 0) + 1
    return counts


_TRUSTED_FROM = 3  # a spelling that three phrases share is no slip


def _is_trusted(word: str, meanings: set[str]) -> bool:
    if word in meanings or word in roots() or word in protected():
        return True
    return root_of(word, roots().__contains__) is not None


def learn_words(lexicon: Lexicon, texts: list[str]) -> dict[str, int]:
    """Count the catalogue's words, after its own slips have been pulled to its own words."""
    plain = _count(Reader(lexicon, {}, repairs=False), texts)
    meanings = {word for meaning in lexicon.words.values() for word in meaning}
    trusted = {
        word: count
        for word, count in plain.items()
        if count >= _TRUSTED_FROM or _is_trusted(word, meanings)
    }
    return _count(Reader(lexicon, trusted), texts)


@cache
def _general_reader() -> Reader:
    return Reader(build_lexicon(), {})


def normalise(text: str) -> str:
    """Write a message in plain words, by the general chat words alone."""
    return " ".join(word.text for word in _general_reader().read(text))
