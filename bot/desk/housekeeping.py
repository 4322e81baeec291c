"""Small verbs that only jobs call: wake snoozed tickets, forget what is kept for days."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.model.clock import later
from bot.store import events, leases, messages, tickets

RAW_DAYS, EVENT_DAYS, RUN_DAYS = 7, 7, 30
DAY_S = 86400.0


def wake_snoozed(desk: Desk) -> dict[str, int]:
    """Snoozes that are over: the tickets come back to their holders."""
    with desk.store.write() as tx:
        now = desk.now()
        woken = tickets.wake(tx, now)
        for ticket in woken:
            tickets.happened(tx, ticket, actor="bot", what="woken", now=now)
            events.tell(tx, "ticket", ticket, now, detail="woken")
    return {"woken": len(woken)}


def forget_old(desk: Desk) -> dict[str, int]:
    """Drop raw requests, events and job runs that are past their days."""
    with desk.store.write() as tx:
        now = desk.now()
        return {
            "raw": messages.forget_raw(tx, later(now, -RAW_DAYS * DAY_S)),
            "events": events.forget(tx, later(now, -EVENT_DAYS * DAY_S)),
            "runs": leases.forget_runs(tx, later(now, -RUN_DAYS * DAY_S)),
        }
