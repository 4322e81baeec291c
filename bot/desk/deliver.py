"""Send what is due: claim under the write lock, send with no transaction open, then mark."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

from bot.desk import _failing, billing
from bot.desk._fit import fit, outlived
from bot.desk._outgoing import outgoing
from bot.desk.backup import is_resting
from bot.desk.delivered import apply
from bot.desk.desk import Desk
from bot.desk.holders import is_dead
from bot.errors import Outcome, SendFailed, StoreUnavailable
from bot.model.clock import later, moment
from bot.model.message import Outgoing
from bot.store import Row, Tx, audit, callbacks, events, leases, outbox
from bot.telemetry import SEND_SECONDS, SENDS

LEASE_S = 30.0
MARGIN_S = 12.0  # a provider call may take 10 s: begin none that could outlive its lease
LOOKUP_LEASE_S = 30.0
MARKS, MARK_PAUSE_S = 4, 0.5  # tries to write down what became of a send
BEAT_S = 2.0
Work = Callable[[], None]


def claim(desk: Desk, holder: str, room: int) -> list[Work]:
    """Claim up to `room` due rows; each becomes a piece of work for a thread of its own."""
    now = desk.now()
    if (
        room <= 0
        or is_resting(desk)
        or not desk.store.read(lambda tx: outbox.anything_due(tx, now))
    ):
        return []
    work: list[Work] = []
    with desk.store.write() as tx:
        outbox.doubt(tx, now=now, due=later(now, _failing.wait_s(desk, 0)))
        for row in outbox.due(tx, now, room):
            piece = _guarded(desk, tx, row, holder)
            work += [piece] if piece else []
    return work


def _guarded(desk: Desk, tx: Tx, row: Row, holder: str) -> Work | None:
    """A row that breaks us fails alone: it must not keep all others from leaving."""
    try:
        with tx.part():
            return _claimed(desk, tx, row, holder)
    except StoreUnavailable:
        raise
    except Exception as error:
        desk.log.exception("row cannot be sent", outbox=row["id"])
        _failing.fail(desk, tx, row, Outcome.PERMANENT, type(error).__name__)
        events.tell(tx, "outbox", row["conversation_id"], desk.now())
        return None


def _claimed(desk: Desk, tx: Tx, row: Row, holder: str) -> Work | None:
    now = desk.now()
    if row["state"] == "unknown":
        outbox.lease_lookup(tx, row["id"], later(now, LOOKUP_LEASE_S))
        return lambda: _look_up(desk, row)
    if not fit(desk, tx, row):
        return None
    leased = {"lease_until": later(now, LEASE_S)}
    outbox.lease(tx, row["id"], holder=holder, now=now, until=leased["lease_until"])
    counted = {"attempts": row["attempts"] + 1}
    ours = row | leased | counted | {"first_attempt_at": row["first_attempt_at"] or now}
    return lambda: _send(desk, ours)


def doubt_the_dead(desk: Desk) -> int:
    """Rows held by a process of this host that is gone may have been sent: look them up."""
    gone = 0
    for holder in filter(is_dead, desk.store.read(outbox.holders)):
        with desk.store.write() as tx:
            now = desk.now()
            due = later(now, _failing.wait_s(desk, 0))
            gone += outbox.doubt(tx, now=now, due=due, dead=holder)
    return gone


def _send(desk: Desk, row: Row) -> None:
    if moment(row["lease_until"]) - timedelta(seconds=MARGIN_S) < desk.clock():
        return  # this process slept: the lease will run out and the row be looked up
    began = time.monotonic()
    try:
        message = outgoing(desk, row)
        sent = desk.lines[row["line"]].send(message)
    except SendFailed as failed:
        _failed(desk, row, failed)
        return
    except Exception as error:
        desk.log.exception("send broke", outbox=row["id"])
        _failed(desk, row, SendFailed(Outcome.UNKNOWN, type(error).__name__))
        return
    SEND_SECONDS.labels(row["line"]).observe(time.monotonic() - began)
    SENDS.labels(row["line"], "sent").inc()
    _sent(desk, row, sent.provider_id)


def _failed(desk: Desk, row: Row, failed: SendFailed) -> None:
    def mark(tx: Tx) -> None:
        here = outbox.one(tx, row["id"]) or row
        if here["state"] == "sending" and here["lease_until"] == row["lease_until"]:
            _failing.early(desk, tx, row, failed)  # else somebody else has it in hand by now

    _marked(desk, mark)


def _marked(desk: Desk, mark: Callable[[Tx], None]) -> None:
    """Write down what we know; what a locked database never hears costs a lease and look-ups."""
    for left in reversed(range(MARKS)):
        try:
            with desk.store.write() as tx:
                return mark(tx)
        except StoreUnavailable:
            if not left:
                raise
        time.sleep(MARK_PAUSE_S)
    return None


def _sent(desk: Desk, row: Row, provider_id: str) -> None:
    def mark(tx: Tx) -> None:
        now = desk.now()
        if outbox.sent(tx, row["id"], provider_id=provider_id, now=now):
            billing.count(tx, row, now)
            for told in callbacks.told_before(tx, line=row["line"], provider_id=provider_id):
                apply(desk, tx, row, told["state"], told["code"])
        if leases.free_line(tx, row["line"]):
            leases.clear_alarm(tx, f"line_{row['line']}")
        events.tell(tx, "outbox", row["conversation_id"], now)

    _marked(desk, mark)


def _look_up(desk: Desk, row: Row) -> None:
    known = desk.store.read(lambda tx: outbox.owned_ids(tx, row["conversation_id"]))
    try:
        message: Outgoing = outgoing(desk, row)
        found = desk.lines[row["line"]].lookup(message, known)
    except Exception as error:  # noqa: BLE001 - the provider is down: that is no answer
        desk.log.warning("look-up failed", outbox=row["id"], error=type(error).__name__)
        _look_later(desk, row, row["lookups"])
        return
    if found:
        _sent(desk, row, found)
    elif row["lookups"] + 1 < _failing.STEPS:
        _look_later(desk, row, row["lookups"] + 1)
    else:
        _marked(desk, lambda tx: _send_again(desk, tx, row))


def _send_again(desk: Desk, tx: Tx, row: Row) -> None:
    now = desk.now()
    if outbox.resend(tx, row["id"], lookups=row["lookups"], attempts=row["attempts"], now=now):
        audit.note(tx, actor="worker", what="resent", object_=row["id"], now=now)


def _look_later(desk: Desk, row: Row, lookups: int) -> None:
    def mark(tx: Tx) -> None:
        here = outbox.one(tx, row["id"]) or row
        if any(here[name] != row[name] for name in ("state", "lookups", "attempts")):
            return  # a callback told meanwhile what became of it, or somebody else looked
        if outlived(desk, row):  # nobody could tell for a day: an officer must know
            _failing.fail(desk, tx, row, Outcome.UNKNOWN, row["code"] or "unknown")
            return
        due = later(desk.now(), _failing.wait_s(desk, lookups))
        outbox.unknown(tx, row["id"], due=due, code=row["code"], lookups=lookups)

    _marked(desk, mark)


def needs_beat(now: str, last: str) -> bool:
    """Whether the sender has to show again that it lives."""
    return not last or later(last, BEAT_S) <= now


def beat(desk: Desk) -> None:
    """Show that the sender lives."""
    with desk.store.write() as tx:
        leases.beat(tx, "sender", desk.now())
