"""Texts that say an officer gets the question, in an entry that opens no ticket."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.catalogue.lint._finding import ERROR, Finding, Look, at

SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
HANDED = re.compile(
    r"(?<!tidak )\bkami (?:sudah |akan |langsung )?(?:teruskan|sampaikan|tanyakan)\b|\b(?:diteruskan|disampaikan) ke petugas\b|"
    r"\bwe(?:'ll| will| have)? (?:pass(?:ed)?|forward(?:ed)?|hand(?:ed)?|ask(?:ed)? an officer)\b|\bgo(?:es)? to an officer\b",
    re.IGNORECASE,
)
OFFERED = re.compile(r"\?$|\b(?:balas|reply)\b", re.IGNORECASE)


def check(look: Look) -> Iterator[Finding]:
    """Yield an error for each promise that nobody keeps; an offer (reply PETUGAS) is none."""
    for text in look.texts:
        entry = look.catalogue.entries.get(text.owner)
        if entry and text.part in {"answer", "sms"} and entry.route != "officer":
            for sentence in SENTENCE.findall(text.text):
                handed = HANDED.search(sentence)
                if handed and not OFFERED.search(sentence):
                    yield at(text, ERROR, "handed_over", said=handed[0])
