"""Texts that ask citizens for what we never ask, or leave them only a call or a visit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.catalogue.lint._finding import ERROR, WARNING, Finding, Look, at
from bot.catalogue.marks import facts_in
from bot.catalogue.told import Told

SENTENCE = re.compile(r"[^.!?\n]+")
# asking verbs; "kirim ulang kode" is a button of the portal, "tulis: lupa password" words to type
ASKS = re.compile(
    r"\b(?:kirim(?:kan)?(?! ulang)|sebut(?:kan)?|beritahu(?:kan)?|balas dengan|tulis(?:kan)?(?!:)|unggah|transfer(?:kan)?|"
    r"bayar(?:kan)?|send|tell us|reply with|write(?!:)|upload|pay)\b",
    re.IGNORECASE,
)
SECRETS = re.compile(
    r"\b(?:NIK|nomor KK|OTP|kode verifikasi|password|kata sandi|sandi|PIN|(?:foto |photo of (?:your )?)(?:KTP|ID card)|"
    r"uang|rekening|money|verification code)\b",
    re.IGNORECASE,
)
NEVER = re.compile(r"\b(?:jangan|tidak|tanpa|bukan|never|not|without|no)\b|n't", re.IGNORECASE)
IN_PERSON = re.compile(
    r"\b(?:telepon|telpon|hubungi|datang|kunjungi|call|phone|visit|come to)\b", re.IGNORECASE
)
ONLINE = re.compile(r"\b(?:balas|petugas|tulis|online|chat|reply|officer|write)\b", re.IGNORECASE)


def check(look: Look) -> Iterator[Finding]:
    """Yield errors for forbidden requests, warnings where only a call or a visit is left."""
    for text in look.texts:
        if text.part in {"answer", "sms", "intake", "sentence"}:
            yield from _forbidden(text)
        if text.part in {"answer", "sms"} and _only_in_person(text.text):
            yield at(text, WARNING, "only_in_person")


def _forbidden(text: Told) -> Iterator[Finding]:
    for sentence in SENTENCE.findall(text.text):
        asked = ASKS.search(sentence)
        secret = asked and SECRETS.search(sentence, asked.end())
        if asked and secret and not NEVER.search(sentence):
            yield at(text, ERROR, "asks", secret=secret[0])


def _only_in_person(text: str) -> bool:
    if not IN_PERSON.search(text) or ONLINE.search(text):
        return False
    return not any(key.endswith("_url") for key in facts_in(text))
