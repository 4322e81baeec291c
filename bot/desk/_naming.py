"""What in a citizen's words may tell who they are: warnings for a person to look at. Changes no text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from bot.masking import mask

NUMBER = re.compile(r"\d[\d .-]{4,}\d")
MAIL = re.compile(r"\S+@\S+\.\w+")
LINK = re.compile(r"https?://\S+|\bwww\.\S+", re.IGNORECASE)
PLACE = re.compile(r"\b(?:jalan|jln?\.?|gang|gg\.?|rt\.?|rw\.?|blok)\s+[\w./]+", re.IGNORECASE)
CALLED = re.compile(
    r"\b(?:nama\s+saya|saya\s+bernama|atas\s+nama|a\.?n\.?|sdr\.?i?|saudara|bapak|bpk|pak|ibu|bu|mas|mbak)\s+"
    r"([A-Z][\w']+(?:\s[A-Z][\w']+)*)"
)
CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?:\s[A-Z][a-z]+)*")
TOKEN = re.compile(r"\[(?:NIK|NPWP|RAHASIA|NOMOR|E-MAIL)\]")
SHORTEST_NAME, SHORTEST_NUMBER = 3, 8  # letters; digits: a phone number, a case, an account


@dataclass(frozen=True)
class Doubt:
    """Something to look at: a kind (masked | number | mail | link | place | name) and the words."""

    kind: str
    words: str


def doubts(text: str, *, known: Collection[str], profile: str = "") -> tuple[Doubt, ...]:
    """What should be taken out or confirmed; `known` are words of the catalogue, in small letters."""
    return tuple(dict.fromkeys(_doubts(text, known, profile)))


def blanked(text: str) -> str:
    """A text as it may be shown as an example: masked, and without long numbers and addresses of mail."""

    def cut(found: re.Match[str]) -> str:
        long = sum(map(str.isdigit, found[0])) >= SHORTEST_NUMBER
        return "[NOMOR]" if long else found[0]

    return NUMBER.sub(cut, MAIL.sub("[E-MAIL]", mask(text).text))


def _doubts(text: str, known: Collection[str], profile: str) -> Iterator[Doubt]:
    cut = mask(text)
    for token in TOKEN.findall(cut.text):
        yield Doubt("masked", token)
    for kind, pattern in (("number", NUMBER), ("mail", MAIL), ("link", LINK), ("place", PLACE)):
        for match in pattern.finditer(text):
            yield Doubt(kind, match[0].strip())
    yield from (Doubt("name", name) for name in _names(text, known, profile))


def _names(text: str, known: Collection[str], profile: str) -> Iterator[str]:
    for match in CALLED.finditer(text):
        yield match[1]
    for match in CAPITAL.finditer(text):
        if not all(word.lower() in known for word in match[0].split()):
            yield match[0]
    heard = {word.lower() for word in re.findall(r"\w+", text)}
    for part in re.findall(r"\w+", profile):
        if len(part) >= SHORTEST_NAME and part.lower() in heard and part.lower() not in known:
            yield part
