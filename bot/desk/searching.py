"""Search over everything that was said: words, ticket numbers, phone numbers. Changes nothing."""

from __future__ import annotations

import re

from bot.desk.desk import Desk
from bot.errors import NotAllowed
from bot.masking import mask_number
from bot.model.officer import READ, Officer
from bot.store import Row, audit, search

NUMBER = re.compile(r"\d{4}-\d{1,6}")
DIGITS = re.compile(r"[+\d][\d\s-]{4,}")
MOST = 50


def find(desk: Desk, officer: Officer, text: str) -> list[Row]:
    """Hits, newest first: kind (message, reply, note, ticket, address), ref, snippet, at, ticket."""
    if not officer.may(READ):
        raise NotAllowed(officer.role)
    text = text.strip()[:200]
    if not text:
        return []
    with desk.store.write() as tx:
        audit.note(tx, actor=officer.id, what="searched", object_="", now=desk.now())
    if NUMBER.fullmatch(text):
        rows = desk.store.read(lambda tx: search.tickets_of(tx, text, MOST))
        return [
            row | {"kind": "ticket", "ref": row["ticket_id"], "snippet": row["number"]}
            for row in rows
        ]
    if DIGITS.fullmatch(text):
        digits = re.sub(r"\D", "", text).removeprefix("0")
        found = desk.store.read(lambda tx: search.by_address(tx, digits, MOST))
        return [_address(row) for row in found]
    return desk.store.read(lambda tx: search.by_words(tx, text, MOST))


def _address(row: Row) -> Row:
    shown = mask_number(row["address"] or "")
    return row | {"kind": "address", "ref": "", "snippet": shown, "address": shown}
