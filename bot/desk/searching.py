"""Search over everything that was said: words, ticket numbers, phone numbers, days. Changes nothing."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from bot.desk.desk import Desk
from bot.errors import NotAllowed
from bot.masking import mask_number
from bot.model.officer import READ, Officer
from bot.store import Row, audit, search

NUMBER = re.compile(r"\d{4}-\d{1,6}")
DIGITS = re.compile(r"[+\d][\d\s-]{4,}")
DAYS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y")
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
        return _tickets(desk.store.read(lambda tx: search.tickets_of(tx, text, MOST)))
    if day := _day(text):
        since, until = desk.begins(day), desk.begins(day + timedelta(days=1))
        rows = desk.store.read(lambda tx: search.tickets_between(tx, since, until, MOST))
        return _tickets(rows)
    if DIGITS.fullmatch(text):
        digits = re.sub(r"\D", "", text).removeprefix("0")
        found = desk.store.read(lambda tx: search.by_address(tx, digits, MOST))
        return [_address(row) for row in found]
    return desk.store.read(lambda tx: search.by_words(tx, text, MOST))


def _day(text: str) -> date | None:
    for form in DAYS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day, of the office
        except ValueError:
            continue
    return None


def _tickets(rows: list[Row]) -> list[Row]:
    return [
        row | {"kind": "ticket", "ref": row["ticket_id"], "snippet": row["number"]} for row in rows
    ]


def _address(row: Row) -> Row:
    shown = mask_number(row["address"] or "")
    return row | {"kind": "address", "ref": "", "snippet": shown, "address": shown}
