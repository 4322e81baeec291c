"""From an outbox row to what a line sends. No sending here."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

from bot.desk.desk import Desk
from bot.model.channel import CHANNELS
from bot.model.clock import later, moment
from bot.model.message import Outgoing
from bot.store import Row, files

PUBLIC_S = 3500.0
LONGEST_QUESTION = 1024  # of an interactive message
MOST_BUTTONS, BUTTON, LIST_ROW, DETAIL = (
    3,
    20,
    24,
    72,
)  # characters of a button, a row, its second line
PARAGRAPH = " \N{EM DASH} "


def outgoing(desk: Desk, row: Row) -> Outgoing:
    """The message of this row: an invitation, a file, a tappable question, or plain text."""
    message = Outgoing(row["id"], row["channel"], row["address"], row["body"], since=_since(row))
    if row["kind"] == "template":
        invitation = desk.settings.twilio_reply_template
        return replace(message, text="", template=invitation, variables=(("1", row["body"]),))
    if row["file_id"]:
        return replace(message, media_url=_public_url(desk, row["file_id"]))
    return _tappable(desk, row, message) if row["choices"] else message


def _since(row: Row) -> datetime | None:
    return moment(row["first_attempt_at"]) if row["first_attempt_at"] else None


def _tappable(desk: Desk, row: Row, message: Outgoing) -> Outgoing:
    """The same question with buttons or a list, where a ContentSid for so many is configured."""
    options = json.loads(row["choices"])
    sid, titles = desk.settings.choices.get(len(options)), [title for _, title in options]
    question, buttons = _in_one_line(row["body"], titles), len(options) <= MOST_BUTTONS
    too_long = len(question) > LONGEST_QUESTION or (buttons and max(map(len, titles)) > BUTTON)
    if not sid or not CHANNELS[row["channel"]].taps or too_long:
        return message
    variables = [question]
    for does, title in options:
        label = title.partition(" ")[2] or title
        variables += [title, does] if buttons else [title[:LIST_ROW].rstrip(), does, label[:DETAIL]]
    numbered = tuple((str(n), text) for n, text in enumerate(variables, start=1))
    return replace(message, template=sid, variables=numbered)


def _in_one_line(body: str, titles: list[str]) -> str:
    """The question without the lines that can be tapped; providers take no line feed in a variable."""
    lines = "\n".join(line for line in body.splitlines() if line not in titles)
    return PARAGRAPH.join(" ".join(part.split()) for part in lines.split("\n\n") if part.strip())


def _public_url(desk: Desk, file: str) -> str:
    """An address that serves only this file, and dies within the hour."""
    with desk.store.write() as tx:
        files.publish(tx, file, later(desk.now(), PUBLIC_S))
        row = files.one(tx, file) or {"secret": ""}
    return f"{desk.settings.base_url}/files/{row['secret']}"
