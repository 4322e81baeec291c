"""Fees, hours, deadlines, numbers, addresses and links that stand in a text instead of a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.catalogue.links import LINK
from bot.catalogue.lint._finding import ERROR, Finding, Look, at
from bot.catalogue.marks import MARK
from bot.catalogue.notes import Note, note
from bot.model.entry import Catalogue

WRITTEN_IN = ("title", "answer", "sms", "intake", "sentence")
MONTH = (
    r"(?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember|"
    r"january|february|march|may|june|july|august|october|december)"
)
SPAN = r"(?:hari|jam|menit|minggu|bulan|tahun|days?|hours?|minutes?|weeks?|months?|years?)"
LITERALS = {
    "link": LINK,
    "fee": re.compile(
        r"\bRp\.?\s?\d|\b\d[\d.,]*\s?(?:ribu|juta|miliar|milyar|rupiah|million|billion)\b",
        re.IGNORECASE,
    ),
    "hour": re.compile(
        r"\b(?:pukul|jam)\s\d+(?:[.:]\d+)?|\b\d{1,2}[.:][0-5]\d\b(?![.:]\d)|\b\d{1,2}\s?[ap]m\b",
        re.IGNORECASE,
    ),
    # "3 x 24 jam" is the law's word for three days, not a promise of this office
    "deadline": re.compile(
        rf"(?<!x )(?<![\dx])\b\d+\s(?:working\s|kerja\s)?{SPAN}\b|\b\d{{1,2}}\s{MONTH}\b|\b\d{{4}}-\d{{2}}-\d{{2}}\b"
        r"|\b\d{1,2}/\d{1,2}/\d{4}\b",
        re.IGNORECASE,
    ),
    "phone": re.compile(r"(?<![\w.])(?:\+?62|0)\s?\d{2,3}(?:[ -]?\d{3,5}){2,3}(?!\w)"),
    "address": re.compile(r"\b(?:Jalan|Jln?\.?|Gang|Gg\.)\s+[A-Z]\w+"),
}


def check(look: Look) -> Iterator[Finding]:
    """Yield an error for each literal; it names the fact to write instead."""
    for text in look.texts:
        if text.part in WRITTEN_IN:
            bare = MARK.sub("", text.text)
            for kind, pattern in LITERALS.items():
                if found := pattern.search(bare):
                    advice = _advice(look.catalogue, found[0], bare)
                    told = {"kind": note(f"kind_{kind}"), "found": found[0].strip()}
                    yield at(text, ERROR, "literal", **told, advice=advice)


def _advice(catalogue: Catalogue, literal: str, text: str) -> Note:
    for key, fact in catalogue.facts.items():
        if any(value in text or literal.strip() in value for value in fact.value.values()):
            return note("literal_known", key=key)
    return note("literal_new")
