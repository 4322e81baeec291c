"""What providers said became of our messages: kept, matched to a row, climbed by rank."""

from __future__ import annotations

from bot.store._ids import new_id
from bot.store._tx import Params, Row, Tx

RANK = {"delivered": 1, "read": 2}  # whatever a row was before ranks lower
COLUMNS = {"delivered": "delivered_at", "read": "read_at"}


def told(tx: Tx, row: Params) -> None:
    """Keep what a callback said, known or not."""
    tx.insert("status_events", {"id": new_id()} | dict(row))


def told_before(tx: Tx, *, line: str, provider_id: str) -> list[Row]:
    """Callbacks that came for this provider id, oldest first."""
    return tx.all(
        "SELECT state, code FROM status_events WHERE line = :line AND provider_id = :p ORDER BY id",
        {"line": line, "p": provider_id},
    )


def find(tx: Tx, *, line: str, provider_id: str, outbox_id: str) -> Row | None:
    """The row a callback speaks of, by our own id first."""
    return tx.one(
        "SELECT o.*, c.address_id, p.simulated FROM outbox o"
        " JOIN conversations c ON c.id = o.conversation_id JOIN addresses a ON a.id = c.address_id"
        " JOIN people p ON p.id = a.person_id"
        " WHERE (o.id = :o AND o.line = :line) OR (o.line = :line AND o.provider_id = :p)"
        " ORDER BY o.id = :o DESC LIMIT 1",
        {"o": outbox_id, "line": line, "p": provider_id},
    )


def climb(tx: Tx, row: str, state: str, now: str) -> bool:
    """It arrived (`delivered`) or was `read`; True when the row rose. Wins over `failed`."""
    current = tx.one("SELECT state FROM outbox WHERE id = :id", {"id": row})
    if not current or RANK[state] <= RANK.get(str(current["state"]), 0):
        return False
    tx.run(
        f"UPDATE outbox SET state = :state, {COLUMNS[state]} = :now, code = '' WHERE id = :id",
        {"state": state, "now": now, "id": row},
    )
    return True
