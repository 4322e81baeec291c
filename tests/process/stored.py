"""What the product has stored of a citizen, for whoever looks into a failure. Judges nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.store.erasing import THEIRS

if TYPE_CHECKING:
    from tests.process.product import Product

MOST, LOG_LINES = 3, 40  # citizens told in full: their failures are mostly alike
WANTED = ("conversations", "messages", "decisions", "outbox", "tickets")
CALLBACKS = f"outbox_id IN (SELECT id FROM outbox WHERE {THEIRS['outbox']})"  # noqa: S608
EVERYBODYS = {
    "alarms": "1",
    "stops": "1",
    "leases": "1",
    "beats": "1",
    "job_runs": "ended_at IS NULL OR error <> ''",
}


def stored(product: Product, addresses: tuple[str, ...]) -> str:
    """Rows of these citizens and of the whole house, and what the log said of them."""
    told = []
    for address in addresses[:MOST]:
        told += [f"--- {address}", *_theirs(product, address.removeprefix("whatsapp:"))]
    told.append("--- everybody")
    told += [line for table, where in EVERYBODYS.items() for line in _rows(product, table, where)]
    log = product.log.read_text(encoding="utf-8", errors="replace").splitlines()
    warned = [line for line in log if '"level": "info"' not in line]
    return "\n".join([*told, "--- log, without what is ordinary", *warned[-LOG_LINES:]])


def _theirs(product: Product, address: str) -> list[str]:
    wanted = {table: THEIRS[table] for table in WANTED} | {"status_events": CALLBACKS}
    people = product.rows("SELECT person_id AS id FROM addresses WHERE address = ?", address)
    return [
        line
        for person in people
        for table, where in wanted.items()
        for line in _rows(product, table, where.replace(":p", "?"), person["id"])
    ]


def _rows(product: Product, table: str, where: str, *params: Any) -> list[str]:
    found = product.rows(f"SELECT * FROM {table} WHERE {where}", *params)  # noqa: S608
    return [f"{table}: {json.dumps(row, default=str)}" for row in found]
