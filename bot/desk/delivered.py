"""What the provider says became of a message: states only climb, a late failure is classed. Sends nothing."""

from __future__ import annotations

from bot.desk import _failing
from bot.desk.desk import Desk
from bot.errors import UnknownLine
from bot.model.message import Status
from bot.store import Row, Tx, events, outbox

UP = frozenset({"sent", "delivered", "read"})


def delivered(desk: Desk, status: Status) -> None:
    """Keep a callback and apply it; unknown ids wait for the answer of the send."""
    if status.line not in desk.lines:
        raise UnknownLine(status.line)
    with desk.store.write() as tx:
        told = {"line": status.line, "provider_id": status.provider_id, "at": desk.now()}
        told |= {"outbox_id": status.outbox_id, "state": status.state, "code": status.code}
        outbox.told(tx, told)
        row = outbox.find(
            tx, line=status.line, provider_id=status.provider_id, outbox_id=status.outbox_id
        )
        if row and _concerns(tx, row, status):
            outbox.sent(tx, row["id"], provider_id=status.provider_id, now=desk.now())
            apply(desk, tx, row, status.state, status.code)


def _concerns(tx: Tx, row: Row, status: Status) -> bool:
    """A failure told twice must not touch the attempt that followed it."""
    if status.state != "failed" or row["provider_id"] == status.provider_id:
        return True
    told = outbox.told_before(tx, line=status.line, provider_id=status.provider_id)
    return row["state"] in {"sending", "unknown"} and sum(t["state"] == "failed" for t in told) == 1


def apply(desk: Desk, tx: Tx, row: Row, state: str, code: str) -> None:
    """Move a row by what was told of it."""
    current = outbox.one(tx, row["id"]) or row
    if state in UP:
        outbox.climb(tx, row["id"], state, desk.now())
    elif state == "failed" and current["state"] == "sent":
        _failing.late(desk, tx, current, code)
    events.tell(tx, "outbox", row["conversation_id"], desk.now())
