"""Small verbs that only jobs call: snoozes end. What is old goes elsewhere (`forgetting`)."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.store import events, tickets


def wake_snoozed(desk: Desk) -> dict[str, int]:
    """Snoozes that are over: the tickets come back to their holders."""
    with desk.store.write() as tx:
        now = desk.now()
        woken = tickets.wake(tx, now)
        for ticket in woken:
            tickets.happened(tx, ticket, actor="bot", what="woken", now=now)
            events.tell(tx, "ticket", ticket, now, detail="woken")
    return {"woken": len(woken)}
