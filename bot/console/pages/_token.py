"""By what a reply is known: two clicks, two tabs or a weak line must not say the same thing twice."""

from __future__ import annotations

from hashlib import sha256

from bot.console import here


def of_form(ticket: str, last: str) -> str:
    """The token of the reply box: the same in every tab that was opened after the same `last` reply."""
    return here.keyed("reply", here.officer().id, ticket, last)


def of_text(token: str, text: str) -> str:
    """The token of one text from that box; another text from another tab is another reply."""
    return sha256(f"{token}\n{text.strip()}".encode()).hexdigest()
