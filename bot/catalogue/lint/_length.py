"""What fits: SMS parts and rupiah, characters that cost, titles, long sentences, long answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.catalogue.lint._finding import ERROR, WARNING, Finding, Look, at
from bot.catalogue.marks import MARK
from bot.catalogue.render import render_entry
from bot.catalogue.told import Told
from bot.model.channel import SMS, WHATSAPP

MOST_PARTS = 2
LONGEST_TITLE = 40  # characters
LONGEST_SENTENCE = 25  # words
SENTENCE = re.compile(r"[^.!?:\n]+(?:[.!?:](?=\S)[^.!?:\n]*)*")
BY_SMS = frozenset({"title", "sms", "intake", "sentence", "fact"})


def check(look: Look) -> Iterator[Finding]:
    """Yield errors for what does not fit, warnings for what reads hard."""
    for text in look.texts:
        if text.part == "sms" and text.text:
            yield from _parts(look, text)
        if text.part == "answer":
            yield from _answer(look, text)
        if text.part == "title" and len(text.text) > LONGEST_TITLE:
            yield at(text, ERROR, "title_long", n=len(text.text), most=LONGEST_TITLE)
        if text.part in BY_SMS and (count := look.segments(MARK.sub("", text.text))).culprits:
            pairs = zip(count.culprits, count.instead, strict=True)
            signs = ", ".join(f"{sign} -> {to}" if to != sign else sign for sign, to in pairs)
            yield at(text, ERROR, "dear_signs", signs=signs)


def _parts(look: Look, text: Told) -> Iterator[Finding]:
    shown = render_entry(
        look.catalogue, text.owner, language=text.language, channel=SMS, today=look.today
    )
    cost = look.segments(shown)
    if cost.parts > MOST_PARTS:
        price = float(look.catalogue.office.prices.get("sms_segment_idr", "0")) * cost.parts
        told = {"parts": cost.parts, "units": cost.units, "price": f"{price:.0f}"}
        yield at(text, ERROR, "sms_long", **told, most=MOST_PARTS)


def _answer(look: Look, text: Told) -> Iterator[Finding]:
    shown = render_entry(
        look.catalogue, text.owner, language=text.language, channel=WHATSAPP, today=look.today
    )
    units = len(shown.encode("utf-16-le")) // 2
    if units > WHATSAPP.max_units:
        yield at(text, ERROR, "answer_long", n=units, most=WHATSAPP.max_units)
    for sentence in SENTENCE.findall(text.text):
        words = sentence.split()
        if len(words) > LONGEST_SENTENCE:
            start = " ".join(words[:4])
            told = {"start": start, "n": len(words), "most": LONGEST_SENTENCE}
            yield at(text, WARNING, "sentence_long", **told)
