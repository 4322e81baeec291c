"""The digest: how many tickets wait, by e-mail, in office hours only. No citizen's data in it."""

from __future__ import annotations

from bot.desk import _mail, _words
from bot.desk.desk import Desk
from bot.model.clock import moment
from bot.store import officers, queue


def send_digest(desk: Desk) -> dict[str, int]:
    """Mail every officer who left an address, if anything waits and the office is open."""
    readers = [o for o in desk.store.read(officers.everyone) if o["email"] and not o["disabled_at"]]
    oldest = desk.store.read(queue.oldest_wait)
    if not desk.settings.smtp_url or not readers or not oldest:
        return {"sent": 0}
    if not desk.calendar().is_open(desk.local()):
        return {"sent": 0}
    waiting = desk.store.read(lambda tx: queue.counts(tx, ""))["waiting"]
    minutes = int((desk.clock() - moment(oldest)).total_seconds() // 60)
    with _mail.server(desk) as server:
        for reader in readers:
            told = {
                "waiting": str(waiting),
                "minutes": str(minutes),
                "url": f"{desk.settings.base_url}/console/",
            }
            mind = desk.minds.current()
            body = _words.sentence(desk, mind, "digest", reader["language"], **told)
            server.send_message(_mail.letter(desk, reader["email"], body))
    return {"sent": len(readers)}
