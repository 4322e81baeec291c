"""Why a version is there, in the reader's language: what the product itself wrote as a reason. Changes nothing."""

from __future__ import annotations

import re

from bot.catalogue import note

WHOLE = {
    "first start": "why_first_start",
    "hand edit": "why_hand_edit",
    "command line": "why_command_line",
    "discard": "why_discard",
    "rollback": "why_rollback",
}
OF = {  # what comes before a name or number
    "rollback to": "why_rollback_to",
    "entry": "why_entry",
    "new": "why_new",
    "remove": "why_remove",
    "phrases": "why_phrases",
    "fact": "why_fact",
    "new fact": "why_new_fact",
    "sentence": "why_sentence",
    "sign": "why_sign",
    "import": "why_import",
    "family": "why_family",
}
MADE = re.compile(rf"({'|'.join(OF)}) ([a-z0-9_-]+)")
UNREADABLE = "cannot be read by this version of the product"


def told(why: str, language: str) -> str:
    """The product's own words in the reader's language; a person's as they are."""
    if why in WHOLE:
        return note(WHOLE[why]).told(language)
    if made := MADE.fullmatch(why):
        return note(OF[made[1]], what=made[2]).told(language)
    if why.endswith(f" {UNREADABLE}"):
        return note("why_unreadable", what=why.partition(" ")[0]).told(language)
    return why
