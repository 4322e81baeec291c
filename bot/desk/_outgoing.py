"""From an outbox row to what a line sends. No sending here."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.model.clock import moment
from bot.model.message import Outgoing
from bot.store import Row, files


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
        file = desk.store.read(lambda tx: files.one(tx, row["file_id"])) or {"secret": ""}
        media_url = f"{desk.settings.base_url}/files/{file['secret']}"
    return Outgoing(
        row["id"], row["channel"], row["address"], row["body"], media_url=media_url, since=since
    )
