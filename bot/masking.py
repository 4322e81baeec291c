"""Masks personal numbers and told secrets, irreversibly, before anything is stored. Keeps nothing."""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

NPWP, NIK, SECRET = "npwp", "nik", "secret"
KINDS = (NPWP, NIK, SECRET)  # where two overlap, the first counts
SHOWN = {NPWP: "[NPWP]", NIK: "[NIK]", SECRET: "[RAHASIA]"}
NIK_DIGITS, SHORT_NPWP = 16, 15

# between the digits of one number: blanks, dots, dashes, also the invisible and typographic ones
GAP = r"[ \t\xa0\u2000-\u200f\u202f\u2060\ufeff._\-\u2010-\u2015\u2212\xb7]"
NUMBER = re.compile(rf"[0-9]+(?:{GAP}{{1,3}}[0-9]+)*")
DIGIT = re.compile(r"[0-9]")
# six digits of a district, a birthday (day + 40 for women), four more; zero-width, to find overlapping ones
NIK_HERE = re.compile(
    r"(?=[0-9]{6}(?:(?:0[1-9]|[12][0-9]|4[1-9]|[56][0-9])(?:0[1-9]|1[0-2])"
    r"|[37]0(?:0[13-9]|1[0-2])|[37]1(?:0[13578]|1[02]))[0-9]{6})"
)
# a NIB (13 digits), a date, the register number of a building permit: never part of another number
WHOLE = re.compile(
    rf"(?<![0-9])[0-9]{{13}}(?![0-9])|nib[^0-9\n]{{0,12}}(?:[0-9]{GAP}{{0,3}}){{12}}[0-9](?![0-9])"
    r"|(?<![0-9])(?<![0-9][.\-])(?:"
    r"[0-3]?[0-9]([.\-])[01]?[0-9]\1(?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}([.\-])[01][0-9]\2[0-3][0-9]"
    r"|[0-9]{6}-[0-3][0-9][01][0-9](?:19|20)[0-9]{2}-[0-9]{2,3})(?![.\-]?[0-9])",
    re.IGNORECASE,
)
BETWEEN = rf"{GAP}{{1,3}}"
NPWP_PRINTED = re.compile(
    rf"(?<![0-9])[0-9]{{2}}{BETWEEN}[0-9]{{3}}{BETWEEN}[0-9]{{3}}{BETWEEN}[0-9]"
    rf"{BETWEEN}[0-9]{{3}}{BETWEEN}[0-9]{{3}}(?![0-9])"
)
NPWP_BEFORE = re.compile(r"npwp(?:(?!nib|mohon|proyek)[^0-9,;\n]){0,24}\Z", re.IGNORECASE)
NPWP_AFTER = re.compile(r"[^0-9,;\n]{0,12}npwp", re.IGNORECASE)
SHOWN_WHOLE, SHOWN_LITTLE = 13, 8  # shortest addresses of which 10 or 5 characters may be shown
SHORTEST_CODE, LONGEST_CODE = 4, 12
REACH = 32  # characters before a number in which its name may stand

CODE = r"\b(?:otp|pin|kode\s{1,3}(?:otp|verif\w{0,8}|akti[vfp]\w{0,8}|rahasia|keamanan))"
PASSWORD = r"\b(?:pass?wo?r?d|passwd|psw|pw|(?:kata\s{1,3})?sandi)"  # noqa: S105 (the word, not one)
SECRET_WORDS = (
    "otp",
    "pin",
    "kode",
    "pas",
    "psw",
    "pw",
    "sandi",
)  # what CODE and PASSWORD begin with
LINK = (
    r"(?:nya|ny|ku)?\b(?:\s{1,3}(?:saya|sy|aku|ku|anda|kamu|itu|ini|oss|akun|email|wa|atm|yg|yang|masuk|"
    r"adalah|adlh|yaitu|is|my|your|baru|lama)\b){0,4}\s{0,3}[:=]?\s{0,3}"
)
DIGITS = r"[0-9]{4,8}|[0-9]{3}[ -][0-9]{3}|[0-9](?: [0-9]){3,7}"
CODE_TOLD = re.compile(rf"{CODE}{LINK}(?<![0-9])({DIGITS})(?![0-9]|[.\-][0-9])", re.IGNORECASE)
CODE_FIRST = re.compile(
    rf"(?<![0-9])(?<![0-9][.\-])({DIGITS})(?:\s{{1,3}}(?:itu|ini|adalah|is|merupakan|your|my)){{1,3}}\s{{1,3}}{CODE}\b",
    re.IGNORECASE,
)
PASSWORD_TOLD = re.compile(rf"{PASSWORD}({LINK})(\S{{3,64}})", re.IGNORECASE)
SAID = re.compile(r"[:=]|\b(?:adalah|adlh|yaitu|is)\b", re.IGNORECASE)
# what follows "password saya:" without being one
ORDINARY = re.compile(
    r"(?:lupa|salah|tidak|tdk|n?gg?a?k|ngga|ndak|enggak|belum|blm|err?or|hilang|terkunci|bagaimana|g[io]mana|gmn|apa|"
    r"kenapa|knp|mana|yang|baru|lama|saya|sudah|sdh|udah|dan|atau|harus|minimal|min|tolong|mohon|reset|(?:di)?ganti|"
    r"(?:di)?ubah|kosong|ditolak|dikirim|masuk|invalid|wrong|forgot|tetap|masih|selalu|kok|wajib|cara|isi(?:nya)?)\Z",
    re.IGNORECASE,
)
NO_SECRET = re.compile(
    r"\[(?:NIK|NPWP|RAHASIA)\]|\S+@\S+\.\S+|[0-9]+x[0-9]*|(?:https?:|www\.)\S*", re.IGNORECASE
)


@dataclass(frozen=True)
class Masked:
    """A text without what must not be stored, and the kinds that were cut: nik, npwp, secret."""

    text: str
    found: frozenset[str]


class _Cut(NamedTuple):
    start: int
    end: int
    kind: str


def mask(text: str) -> Masked:
    """Replace every NIK, nomor KK, NPWP and told password or code; a second time changes nothing."""
    plain = _with_ascii_digits(text)
    cuts = _merged([*_numbers(plain), *_secrets(plain)])
    kept, end = [], 0
    for cut in cuts:
        kept += [text[end : cut.start], SHOWN[cut.kind]]
        end = cut.end
    return Masked("".join([*kept, text[end:]]), frozenset(cut.kind for cut in cuts))


def mask_number(address: str) -> str:
    """Return an address for lists: +62812****6789; a short or foreign one shows less."""
    if address.startswith("+") and len(address) >= SHOWN_WHOLE:
        return f"{address[:6]}****{address[-4:]}"
    return f"{address[:3]}****{address[-2:]}" if len(address) >= SHOWN_LITTLE else "****"


def hash_address(address: str, key: str) -> str:
    """Return 8 hex digits that tell addresses apart to whoever lacks the key."""
    return hmac.new(key.encode(), address.encode(), hashlib.sha256).hexdigest()[:8]


def log_number(address: str, key: str) -> str:
    """Return an address for logs: the country and a keyed hash."""
    return f"{address[:3]}…** {hash_address(address, key)}"


def _with_ascii_digits(text: str) -> str:
    """Return the text, as long as before, with the digits of every script as 0-9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)


def _merged(cuts: Iterable[_Cut]) -> list[_Cut]:
    merged: list[_Cut] = []
    for cut in sorted(cuts):
        if merged and cut.start < merged[-1].end:
            last = merged[-1]
            kind = last.kind if KINDS.index(last.kind) < KINDS.index(cut.kind) else cut.kind
            merged[-1] = _Cut(last.start, max(last.end, cut.end), kind)
        else:
            merged.append(cut)
    return merged


def _numbers(plain: str) -> Iterator[_Cut]:
    if not any(map(_is_long, NUMBER.finditer(plain))):
        return
    shielded = WHOLE.sub(lambda match: "#" * len(match[0]), plain)
    for number in NUMBER.finditer(shielded):
        if not _is_long(number):
            continue
        yield from _named_npwp(shielded, number)
        yield from _niks(shielded, number)
    for match in NPWP_PRINTED.finditer(shielded):
        yield _Cut(*match.span(), NPWP)


def _is_long(number: re.Match[str]) -> bool:
    return number.end() - number.start() >= SHORT_NPWP


def _named_npwp(plain: str, number: re.Match[str]) -> Iterator[_Cut]:
    """Find 15 or 16 digits beside the word npwp."""
    begin, end = number.span()
    if NPWP_BEFORE.search(plain, max(0, begin - REACH), begin):
        ends = [digit.end() for digit in islice(DIGIT.finditer(plain, begin, end), NIK_DIGITS)]
        yield from (
            _Cut(begin, stop, NPWP) for stop in ends[SHORT_NPWP - 1 :] if _alone(plain, begin, stop)
        )
    if NPWP_AFTER.match(plain, end):
        starts = [digit.start() for digit in DIGIT.finditer(plain, begin, end)][-NIK_DIGITS:]
        yield from (
            _Cut(start, end, NPWP)
            for start in starts[: -SHORT_NPWP + 1]
            if _alone(plain, start, end)
        )


def _niks(plain: str, number: re.Match[str]) -> Iterator[_Cut]:
    """Find whatever neighbouring groups of digits are a NIK together; overlapping ones as one."""
    places = [digit.start() for digit in DIGIT.finditer(plain, *number.span())]
    begin = end = -1
    for nik in NIK_HERE.finditer("".join(DIGIT.findall(plain, *number.span()))):
        first, last = places[nik.start()], places[nik.start() + NIK_DIGITS - 1] + 1
        if not _alone(plain, first, last):
            continue
        if first >= end:
            if end >= 0:
                yield _Cut(begin, end, NIK)
            begin = first
        end = last
    if end >= 0:
        yield _Cut(begin, end, NIK)


def _alone(plain: str, begin: int, end: int) -> bool:
    return not (plain[begin - 1 : begin].isdigit() or plain[end : end + 1].isdigit())


def _secrets(plain: str) -> Iterator[_Cut]:
    lower = plain.lower()
    if plain.isascii() and not any(word in lower for word in SECRET_WORDS):
        return  # as in most texts: three patterns are spared
    for pattern in (CODE_TOLD, CODE_FIRST):
        yield from (_Cut(*match.span(1), SECRET) for match in pattern.finditer(plain))
    for match in PASSWORD_TOLD.finditer(plain):
        value = match[2].rstrip(".,;)\"'")
        if _is_secret(value, said=bool(SAID.search(match[1]))):
            yield _Cut(match.start(2), match.start(2) + len(value), SECRET)


def _is_secret(value: str, *, said: bool) -> bool:
    """Whether a word after "password" is one; `said`: "password saya: ..." makes any word one."""
    if NO_SECRET.match(value) or ORDINARY.match(value):
        return False
    if value.isdigit():
        return SHORTEST_CODE <= len(value) <= LONGEST_CODE
    return said or (any(c.isdigit() for c in value) and any(c.isalpha() for c in value))
