"""What happens to tickets unasked: idle ones wait again, waiting ones find an officer. Jobs only."""

from __future__ import annotations

from bot.desk import _words
from bot.desk._carry import say
from bot.desk._scene import Scene, Voice
from bot.desk._urgency import shut
from bot.desk.desk import Desk
from bot.desk.officers import IDLE_S
from bot.model.clock import later, moment
from bot.model.decision import Say
from bot.store import Row, Tx, conversations, events, leases, outbox, queue, staff, tickets


def requeue_idle(desk: Desk) -> dict[str, int]:
    """Held tickets whose citizen waits while the officer does nothing go back to the queue."""
    limit = float(desk.settings.hold_office_min)
    idle = [row for row in desk.store.read(queue.idle) if _idle_min(desk, row) >= limit]
    return {"requeued": sum(_requeue(desk, row) for row in idle)}


def assign_waiting(desk: Desk) -> dict[str, int]:
    """Give waiting tickets to the available officer with the least to do, where that is wanted."""
    if desk.settings.auto_assign != "1":
        return {"assigned": 0}
    assigned = 0
    while True:
        with desk.store.write() as tx:
            now = desk.now()
            officer = staff.least_busy(tx, later(now, -IDLE_S))
            ticket = queue.next_waiting(tx, me=officer, shut=shut(desk))
            if not ticket or not officer:
                return {"assigned": assigned}
            tickets.claim(tx, ticket, officer=officer, now=now)
            row = tickets.one(tx, ticket) or {}
            conversations.give(tx, row["conversation_id"], "officer")
            outbox.drop_bot_rows(tx, row["conversation_id"], "officer")
            _happened(tx, ticket, "assigned", now, officer)
            assigned += 1


def alert_overdue(desk: Desk) -> dict[str, int]:
    """Tell the supervisor how many tickets are past the time of their first answer."""
    with desk.store.write() as tx:
        number = queue.overdue(tx, desk.now())
        if number:
            leases.raise_alarm(tx, "overdue", desk.now(), str(number))
        else:
            leases.clear_alarm(tx, "overdue")
    return {"overdue": number}


def _requeue(desk: Desk, row: Row) -> bool:
    mind = desk.minds.current()
    with desk.store.write() as tx:
        if not tickets.requeue(tx, row["id"], row["officer_id"]):
            return False
        conversations.give(tx, row["conversation_id"], "queue")
        face = conversations.by_id(tx, row["conversation_id"]) or {}
        if not row["requeued"]:  # one honest line, not one each time
            scene = Scene(desk, tx, mind, face)
            text = _words.bubble(scene, (Say("ticket_requeued"),), row["id"])
            say(scene, text, Voice("bot", ticket_id=row["id"]))
        _happened(tx, row["id"], "requeued", desk.now(), row["officer_id"])
        return True


def _idle_min(desk: Desk, row: Row) -> int:
    zone = desk.settings.zone
    since = moment(row["acted_at"]).astimezone(zone)
    return desk.calendar().office_minutes(since, desk.local())


def _happened(tx: Tx, ticket: str, what: str, now: str, detail: str) -> None:
    tickets.happened(tx, ticket, actor="bot", what=what, now=now, detail=detail)
    events.tell(tx, "ticket", ticket, now, detail=what)
