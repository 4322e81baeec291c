"""May this row leave now? Checked in the very transaction that marks it `sending`."""

from __future__ import annotations

from datetime import timedelta

from bot.desk import _failing
from bot.desk.desk import Desk
from bot.errors import Outcome
from bot.model.channel import CHANNELS
from bot.model.clock import moment
from bot.store import Row, Tx, events, outbox

WINDOW_MARGIN = timedelta(minutes=10)  # free text stops 10 minutes before the window closes
LONGEST = timedelta(hours=24)  # after that a text has outlived its question


def fit(desk: Desk, tx: Tx, row: Row) -> bool:
    """True when the row may be sent; otherwise it is dropped, parked or failed here."""
    if row["owner"] == "officer" and _automatic(row):
        outbox.end(tx, row["id"], state="dropped", code="officer")
    elif row["line"] not in desk.lines:
        _failing.fail(desk, tx, row, Outcome.PERMANENT, "no_line")
    elif row["blocked_at"]:
        _failing.fail(desk, tx, row, Outcome.OPTED_OUT, "21610")
    elif outlived(desk, row):
        _outlived(desk, tx, row)
    elif row["kind"] != "template" and not window_open(desk, row):
        _closed(desk, tx, row)
    else:
        return True
    events.tell(tx, "outbox", row["conversation_id"], desk.now())
    return False


def outlived(desk: Desk, row: Row) -> bool:
    """Whether a row has tried to leave for too long; a parked reply may be older than that."""
    officers = row["author"] == "officer"
    begun = row["first_attempt_at"] or row["due_at"] if officers else row["created_at"]
    return moment(str(begun)) + LONGEST < desk.clock()


def _automatic(row: Row) -> bool:
    """What must not be said over a person; the invitation to read an officer's reply may."""
    return bool(row["author"] != "officer" and row["kind"] != "template")


def window_open(desk: Desk, row: Row) -> bool:
    """Whether free text may be sent on this row's channel now."""
    hours = CHANNELS[row["channel"]].window_h
    if hours is None:
        return True
    if not row["last_inbound_at"]:
        return False
    closes = moment(row["last_inbound_at"]) + timedelta(hours=hours) - WINDOW_MARGIN
    return desk.clock() < closes


def _closed(desk: Desk, tx: Tx, row: Row) -> None:
    if row["author"] == "officer":
        _failing.park(desk, tx, row, "window")
    else:
        _failing.fail(desk, tx, row, Outcome.WINDOW, "window")


def _outlived(desk: Desk, tx: Tx, row: Row) -> None:
    if row["author"] == "officer" and not window_open(desk, row):
        _failing.park(desk, tx, row, "window")
    else:
        _failing.fail(desk, tx, row, Outcome.PERMANENT, "too_old")
