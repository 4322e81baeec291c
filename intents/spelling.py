"""Writes a chat message out in plain words, local ones too, for what reads words and not meaning."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import chain

from intents.packaged import read_rows
from intents.reader import roots

LONGEST = 1600  # characters read; what stands behind says nothing new and would cost time
LINK = "<link>"  # stands before the words of a link that leads to no government's own page
EMOJI = frozenset(
    "\U0001f44d\U0001f44e\U0001f64f"
)  # these say something by themselves, others nothing
CACHED = 20_000  # words

_END = ".!?;\n"  # one of these begins what ends a sentence
_TOKEN = re.compile(
    rf"{LINK}|[^\W_]+(?:['\u2019`][^\W_]+)*|[{''.join(EMOJI)}]|[{_END}]+(?=\s|$)|\n"
)
# A host is known by its ending, for `belum.saya` is none; under .go.id is the government.
_HOST = re.compile(
    r"(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:com|net|org|info|biz|xyz|site|online|top|club|live|link|app|me"
    r"|ly|cc|co|shop|store|vip|web|page|pro|icu|(?<![.\s]go\.)id)(?![\w-]|\.\w)"
)
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_TWICE = re.compile(r"([^\W\d_]{2,})2([^\W\d_]*)")
_UNIT = re.compile(r"(\d+)([^\W\d_]+)|(rp)(\d+)")
_APOSTROPHES = str.maketrans("", "", "'\u2019`")
_SHORTEST = 3  # letters of a chat word that an affix hangs on
_SIZES = (3, 2)  # of groups of words that mean something only together


def sentences(text: str, lexicon: Mapping[str, str]) -> list[list[str]]:
    """Cut into sentences of lower-case words: local and chat words written out, no stretched letters."""
    raws = _TOKEN.findall(_HOST.sub(rf"{LINK} \g<0>", text[:LONGEST].lower()))
    found: list[list[str]] = [[]]
    at = 0
    while at < len(raws):
        if raws[at][0] in _END:
            found.append([])
            at += 1
            continue
        size, meant = _meant(raws, at, lexicon)
        found[-1] += meant
        at += size
    return found


def _meant(raws: list[str], at: int, lexicon: Mapping[str, str]) -> tuple[int, Iterable[str]]:
    """Read the longest group of words that has a meaning of its own, else the word."""
    raw, chat = raws[at], _chat_words()
    for size in _SIZES:
        group = " ".join(raws[at : at + size])
        if group in lexicon or group in chat:
            return group.count(" ") + 1, lexicon[group].split() if group in lexicon else chat[group]
    if not lexicon:
        return 1, spelt(raw)
    if raw in lexicon:
        return 1, lexicon[raw].split()
    return 1, [word for part in spelt(raw) for word in lexicon.get(part, part).split()]


@lru_cache(CACHED)
def spelt(raw: str) -> tuple[str, ...]:
    """Write a word out by the general chat words: `masuk2` twice, `2jt` as a number and its unit."""
    chat = _chat_words()
    if raw in chat:
        return chat[raw]
    word = _STRETCHED.sub(r"\1", raw.translate(_APOSTROPHES))
    if word in chat:
        return chat[word]
    if whole := _with_affix(word):
        return (whole,)
    if twice := _TWICE.fullmatch(word):
        return (*spelt(twice[1]), *spelt(twice[1] + twice[2]))
    if unit := _UNIT.fullmatch(word):
        return tuple(chain.from_iterable(spelt(part) for part in unit.groups() if part))
    return (word,)


def _with_affix(word: str) -> str:
    """Write out the chat word that has `di` before or `nya` behind it: `ditelpon`, `duitnya`."""
    core = word.removeprefix("di").removesuffix("nya")
    plain = _chat_words().get(core, ())
    if len(core) < _SHORTEST or len(plain) != 1 or word in roots():
        return ""
    return word.replace(core, plain[0])


@cache
def _chat_words() -> dict[str, tuple[str, ...]]:
    rows = read_rows("typos.tsv") + read_rows("slang.tsv")
    return {short: tuple(full.split()) for short, full in rows}
