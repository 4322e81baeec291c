"""Is the product able? Readiness, heartbeats, alarms, the watchdog's list. Heals nothing."""

from __future__ import annotations

from dataclasses import dataclass

from bot.desk import billing, nightly
from bot.desk.desk import Desk
from bot.errors import TanyaError
from bot.model.clock import later, moment
from bot.store import Row, Tx, catalogues, leases, messages, outbox, queue
from bot.telemetry import CATALOGUE, OUTBOX, OUTBOX_AGE, QUEUE, QUEUE_AGE

SILENT_S = 12.0  # a part that has not been heard of for so long is down
WATCHDOG_S = 120.0
FAILED_SHARE, FAILED_LEAST = 0.05, 10
SENDER, SCHEDULER = "sender", "scheduler"


@dataclass(frozen=True)
class Overview:
    """What an operator wants to see at one look."""

    failing: list[str]
    alarms: list[Row]
    stops: list[Row]
    outbox: Row
    runs: list[Row]
    unanswered: list[Row]
    beats: dict[str, str]
    billed: int  # replies of this month on channels with a free tier
    free: int  # how many of them cost nothing; 0 where that is unknown


def failing(desk: Desk) -> list[str]:
    """The parts that are not able now; empty when the product can accept and answer."""
    parts = []
    try:
        with desk.store.write() as tx:
            leases.beat(tx, "web", desk.now())
        beats = desk.store.read(leases.beats)
        oldest = later(desk.now(), -SILENT_S)
        parts += [part for part in (SENDER, SCHEDULER) if beats.get(part, "") < oldest]
    except TanyaError:
        parts.append("database")
    try:
        desk.minds.current()
    except TanyaError:
        parts.append("catalogue")
    return parts


def overview(desk: Desk) -> Overview:
    """The whole state of the house."""
    now = desk.now()
    return Overview(
        failing(desk),
        desk.store.read(leases.alarms),
        desk.store.read(leases.stops),
        desk.store.read(lambda tx: outbox.health(tx, later(now, -86400))),
        desk.store.read(leases.last_runs),
        unanswered(desk),
        desk.store.read(leases.beats),
        desk.store.read(lambda tx: billing.billed_replies(tx, now)),
        billing.free_replies(desk),
    )


def unanswered(desk: Desk) -> list[Row]:
    """Inbound older than two minutes without an end: must be empty."""
    before = later(desk.now(), -WATCHDOG_S)
    return desk.store.read(lambda tx: messages.unanswered(tx, before))


def watch(desk: Desk) -> dict[str, int]:
    """Raise and clear the alarms that follow from rows; counts of what was found."""
    now, silent, free = desk.now(), unanswered(desk), billing.free_replies(desk)
    newest, old = nightly.newest(desk), nightly.too_old(desk)
    with desk.store.write() as tx:
        sends = outbox.health(tx, later(now, -3600))
        share = sends["failed"] / sends["made"] if sends["made"] else 0.0
        many = sends["failed"] >= FAILED_LEAST and share > FAILED_SHARE
        _alarm(tx, "unanswered", now, on=bool(silent), detail=str(len(silent)))
        _alarm(tx, "failures", now, on=many, detail=f"{share:.0%}")
        billed = billing.billed_replies(tx, now)
        near = free > 0 and billed >= free * float(desk.settings.free_tier_warn_share)
        _alarm(tx, "free_tier", now, on=near, detail=f"{billed} / {free}")
        _alarm(tx, nightly.OLD_ALARM, now, on=old, detail=f"{newest}")
        if not _failed_lately(tx, now):
            leases.clear_alarm(tx, "undelivered")
        if leases.counted(tx, "automatic", now[:10]) <= desk.settings.send_cap:
            leases.clear_alarm(tx, "daily_send_cap")
    return {"unanswered": len(silent), "failed": sends["failed"], "made": sends["made"]}


def _failed_lately(tx: Tx, now: str) -> int:
    """Messages given up in this hour and the one before, however old they were."""
    hours = (now[:13], later(now, -3600)[:13])
    return sum(leases.counted(tx, "given_up", hour) for hour in hours)


def measure(desk: Desk) -> None:
    """Set the gauges that /metrics shows."""
    now = desk.clock()
    row = desk.store.read(lambda tx: outbox.health(tx, later(desk.now(), -86400)))
    for state in ("pending", "sending", "unknown", "parked"):
        OUTBOX.labels(state).set(row[state])
    OUTBOX_AGE.set((now - moment(row["oldest"])).total_seconds() if row["oldest"] else 0)
    tickets = desk.store.read(lambda tx: queue.counts(tx, ""))
    QUEUE.labels("waiting").set(tickets["waiting"])
    QUEUE.labels("held").set(tickets["everything"] - tickets["waiting"])
    oldest = desk.store.read(queue.oldest_wait)
    QUEUE_AGE.set((now - moment(oldest)).total_seconds() if oldest else 0)
    published = desk.store.read(catalogues.published)
    if published:
        CATALOGUE.labels(published["hash"][:12]).set(1)


def _alarm(tx: Tx, name: str, now: str, *, on: bool, detail: str) -> None:
    if on:
        leases.raise_alarm(tx, name, now, detail)
    else:
        leases.clear_alarm(tx, name)
