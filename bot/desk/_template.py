"""The approved template that invites a citizen to read a parked reply. Sends nothing."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.store import Row, Tx, outbox, tickets


def invites(desk: Desk, line: str, opted_out_at: str | None) -> bool:
    """Whether a citizen may be invited: a template is there, and what we start is wanted."""
    return bool(desk.settings.twilio_reply_template) and line != "simulator" and not opted_out_at


def invite(desk: Desk, tx: Tx, row: Row) -> None:
    """Queue the template once for a parked reply, if the citizen may be invited."""
    ticket = tickets.one(tx, row["ticket_id"]) if row["ticket_id"] else None
    if not invites(desk, row["line"], ticket["opted_out_at"] if ticket else None):
        return
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
            "body": ticket["number"] if ticket else "-",  # no variable may be empty
            "client_token": f"invite:{row['conversation_id']}:{now[:10]}",
            "created_at": now,
            "due_at": now,
        },
    )
