"""From an outbox row to what a line sends. No sending here."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.model.clock import later, moment
from bot.model.message import Outgoing
from bot.store import Row, files

PUBLIC_S = 3500.0


def outgoing(desk: Desk, row: Row) -> Outgoing:
    """The message of this row; a template carries the ticket number as its one variable."""
    since = moment(row["first_attempt_at"]) if row["first_attempt_at"] else None
    if row["kind"] == "template":
        return Outgoing(
            row["id"],
            row["channel"],
            row["address"],
            "",
            template=desk.settings.twilio_reply_template,
            variables=(("1", row["body"]),),
            since=since,
        )
    media_url = ""
    if row["file_id"]:
        media_url = _public_url(desk, row["file_id"])
    return Outgoing(
        row["id"], row["channel"], row["address"], row["body"], media_url=media_url, since=since
    )


def _public_url(desk: Desk, file: str) -> str:
    """An address that serves only this file, and dies within the hour."""
    with desk.store.write() as tx:
        files.publish(tx, file, later(desk.now(), PUBLIC_S))
        row = files.one(tx, file) or {"secret": ""}
    return f"{desk.settings.base_url}/files/{row['secret']}"
