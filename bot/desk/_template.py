"""The approved template that invites a citizen to read a parked reply. Sends nothing."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.store import Row, Tx, outbox, tickets


def invite(desk: Desk, tx: Tx, row: Row) -> None:
    """Queue the template once for a parked reply, if one is configured and the citizen allows it."""
    if not desk.settings.twilio_reply_template or row["line"] == "simulator":
        return
    ticket = tickets.one(tx, row["ticket_id"]) if row["ticket_id"] else None
    if ticket and ticket["opted_out_at"]:
        return  # an invitation is a message that we start
    now = desk.now()
    outbox.add(
        tx,
        {
            "conversation_id": row["conversation_id"],
            "line": row["line"],
            "channel": row["channel"],
            "kind": "template",
            "author": "system",
            "ticket_id": row["ticket_id"],
            "version": row["version"],
            "body": ticket["number"] if ticket else "",
            "client_token": f"invite:{row['conversation_id']}:{now[:10]}",
            "created_at": now,
            "due_at": now,
        },
    )
