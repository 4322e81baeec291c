"""Letters to officers: how one is written and which server takes it. Decides nothing, sends nothing."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from bot.desk.desk import Desk

TIMEOUT_S = 15


def letter(desk: Desk, to: str, body: str) -> EmailMessage:
    """A letter whose first line is its subject."""
    letter = EmailMessage()
    letter["From"], letter["To"] = desk.settings.digest_from, to
    letter["Subject"] = body.splitlines()[0][:80]
    letter.set_content(body)
    return letter


def server(desk: Desk) -> smtplib.SMTP:
    """The server of SMTP_URL, signed in where it names a user; close it after use."""
    address = urlsplit(desk.settings.smtp_url)
    server = smtplib.SMTP(address.hostname or "", address.port or 587, timeout=TIMEOUT_S)
    if address.username:
        server.starttls(context=ssl.create_default_context())
        server.login(unquote(address.username), unquote(address.password or ""))
    return server
