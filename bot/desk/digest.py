"""The digest: how many tickets wait, by e-mail, in office hours only. No citizen's data in it."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from bot.desk import _words
from bot.desk.desk import Desk
from bot.model.clock import moment
from bot.store import officers, queue

TIMEOUT_S = 15


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
    with _server(desk) as server:
        for reader in readers:
            told = {
                "waiting": str(waiting),
                "minutes": str(minutes),
                "url": f"{desk.settings.base_url}/console/",
            }
            mind = desk.minds.current()
            body = _words.sentence(desk, mind, "digest", reader["language"], **told)
            server.send_message(_letter(desk, reader["email"], body))
    return {"sent": len(readers)}


def _letter(desk: Desk, to: str, body: str) -> EmailMessage:
    letter = EmailMessage()
    letter["From"], letter["To"] = desk.settings.digest_from, to
    letter["Subject"] = body.splitlines()[0][:80]
    letter.set_content(body)
    return letter


def _server(desk: Desk) -> smtplib.SMTP:
    address = urlsplit(desk.settings.smtp_url)
    server = smtplib.SMTP(address.hostname or "", address.port or 587, timeout=TIMEOUT_S)
    if address.username:
        server.starttls(context=ssl.create_default_context())
        server.login(unquote(address.username), unquote(address.password or ""))
    return server
