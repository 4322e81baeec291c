"""Light Indonesian affix handling: the root of a word, where a known root is inside it."""

from collections.abc import Callable, Iterator

# Colloquial endings (in, ne, e) stand last: they are tried only when the written language fails.
_ENDINGS = ("", "nya", "kan", "an", "i", "lah", "kah", "pun", "ku", "mu", "annya", "kannya", "inya")
_LOOSE_ENDINGS = ("in", "nyo", "ne", "e", "ki", "mi", "ji", "pi", "na", "inya", "kanlah", "nyakah")

# prefix -> letters that may have melted into it
_BEGINNINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ("",)),
    ("di", ("",)),
    ("ber", ("", "r")),
    ("ter", ("", "r")),
    ("per", ("", "r")),
    ("meng", ("", "k")),
    ("peng", ("", "k")),
    ("meny", ("s",)),
    ("peny", ("s",)),
    ("men", ("", "t")),
    ("pen", ("", "t")),
    ("mem", ("", "p")),
    ("pem", ("", "p")),
    ("me", ("",)),
    ("pe", ("",)),
    ("be", ("",)),
    ("se", ("",)),
    ("ke", ("",)),
    ("te", ("",)),
    ("menge", ("",)),
    ("memper", ("",)),
    ("diper", ("",)),
    ("pember", ("",)),
    ("keber", ("",)),
    ("berke", ("",)),
    ("seper", ("",)),
    ("ku", ("",)),
    ("nge", ("",)),
    ("ng", ("", "k")),
    ("ny", ("s", "c")),
    ("n", ("t", "c", "")),
    ("m", ("p", "b")),
    ("ba", ("",)),
    ("ma", ("",)),
    ("ta", ("",)),
)

_LOOSE_BEGINNINGS = frozenset({"ku", "nge", "ng", "ny", "n", "m", "ba", "ma", "ta", "te", "menge"})
_MELTING = frozenset({"men", "pen", "mem", "pem"})  # never stand whole before a vowel
_SHORTEST = 3


def _cut_ends(word: str, endings: tuple[str, ...]) -> Iterator[str]:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            yield word[: len(word) - len(ending)]


def _cut_starts(word: str) -> Iterator[tuple[int, str]]:
    for prefix, melted in _BEGINNINGS:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST - 1:
            rest = word[len(prefix) :]
            for letter in melted:
                if letter or not (prefix in _MELTING and rest[0] in "aiueo"):
                    yield bool(letter) + (prefix in _LOOSE_BEGINNINGS), letter + rest


def root_of(word: str, known: Callable[[str], bool]) -> str | None:
    """Find a known root inside the word; plain affixes go before melted or colloquial ones."""
    for endings in (_ENDINGS, _LOOSE_ENDINGS):
        found = {
            (guessed, -len(core), core)
            for body in _cut_ends(word, endings)
            for guessed, core in _cut_starts(body)
            if len(core) >= _SHORTEST and core != word and known(core)
        }
        if found:
            return min(found)[2]
    return None
