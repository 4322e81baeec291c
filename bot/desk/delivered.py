"""What the provider says became of a message: states only climb, a late failure is classed. Sends nothing."""

from __future__ import annotations

from collections.abc import Sequence

from bot.desk import _failing, billing
from bot.desk.desk import Desk
from bot.errors import UnknownLine
from bot.model.message import Status
from bot.store import Row, Tx, callbacks, elsewhere, events, outbox

ARRIVED = frozenset(callbacks.RANK)
IN_DOUBT = frozenset({"sending", "unknown"})


def delivered(desk: Desk, status: Status) -> None:
    """Keep a callback and apply it; unknown ids wait for the answer of the send."""
    if status.line not in desk.lines:
        raise UnknownLine(status.line)
    named = {"line": status.line, "provider_id": status.provider_id}
    told = {"outbox_id": status.outbox_id, "state": status.state, "code": status.code}
    with desk.store.write() as tx:
        before = callbacks.told_before(tx, **named)
        callbacks.told(tx, named | told | {"at": desk.now()})
        row = callbacks.find(tx, **named, outbox_id=status.outbox_id)
        if row and row["provider_id"] not in {None, status.provider_id}:
            elsewhere.sent_before(tx, row, status.provider_id)
        if row and _concerns(row, status, before):
            if outbox.sent(tx, row["id"], provider_id=status.provider_id, now=desk.now()):
                billing.count(tx, row, desk.now())
            apply(desk, tx, row, status.state, status.code)


def _concerns(row: Row, status: Status, before: Sequence[Row]) -> bool:
    """News of an attempt that failed must not touch the one that followed it, unless it arrived."""
    if row["provider_id"] == status.provider_id or status.state in ARRIVED:
        return True
    if any(told["state"] == "failed" for told in before):
        return False
    return status.state != "failed" or row["state"] in IN_DOUBT


def apply(desk: Desk, tx: Tx, row: Row, state: str, code: str) -> None:
    """Move a row by what was told of it."""
    current = outbox.one(tx, row["id"]) or row
    if state in ARRIVED:
        callbacks.climb(tx, row["id"], state, desk.now())
    elif state == "failed" and current["state"] == "sent":
        _failing.late(desk, tx, current, code)
    events.tell(tx, "outbox", row["conversation_id"], desk.now())
