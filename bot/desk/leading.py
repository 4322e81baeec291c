"""One process leads: the lease of the timed jobs, and one run per due time. Runs no job."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from bot.desk.desk import Desk
from bot.desk.health import SCHEDULER
from bot.desk.holders import holder_name, is_dead
from bot.errors import StoreUnavailable
from bot.model.clock import later, stamp
from bot.store import leases

LEASE, TTL_S = "scheduler", 6.0


def lead(desk: Desk) -> bool:
    """Take or renew the lease; a dead holder on this host is replaced at once."""
    me, now = holder_name(), desk.now()
    try:
        with desk.store.write() as tx:
            holder = leases.holder(tx, LEASE)
            if is_dead(holder):
                leases.drop(tx, LEASE, holder)
            epoch = leases.take(tx, LEASE, me=me, now=now, until=later(now, TTL_S))
            if epoch is not None:
                leases.beat(tx, SCHEDULER, now)
            return epoch is not None
    except StoreUnavailable:
        return False


def leader(desk: Desk) -> str:
    """Who holds the lease of the timed jobs; empty when nobody does."""
    return desk.store.read(lambda tx: leases.holder(tx, LEASE))


def resign(desk: Desk) -> None:
    """Give the lease back."""
    try:
        with desk.store.write() as tx:
            leases.drop(tx, LEASE, holder_name())
    except StoreUnavailable:
        desk.log.warning("could not give the lease back", pid=os.getpid())


def due_time(desk: Desk, every_s: float) -> str:
    """The due time that `now` belongs to: whole multiples of the interval since the epoch."""
    seconds = desk.clock().timestamp()
    return stamp(datetime.fromtimestamp(seconds - seconds % every_s, tz=UTC))


def claim_run(desk: Desk, job: str, due: str) -> bool:
    """Claim one due time of a job; False when it is taken, or the database cannot be written.

    A run whose holder died in the middle is begun again: rather late than never.
    """
    try:
        with desk.store.write() as tx:
            if is_dead(leases.run_holder(tx, job, due)):
                leases.give_up_run(tx, job, due)
            return leases.claim_run(tx, job=job, due=due, holder=holder_name(), now=desk.now())
    except StoreUnavailable:
        return False


def end_run(desk: Desk, job: str, due: str, counts: str, error: str) -> None:
    """Write down what the job did."""
    with desk.store.write() as tx:
        leases.end_run(tx, job=job, due=due, now=desk.now(), counts=counts, error=error)
