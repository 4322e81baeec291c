"""What a talk changed, in words an officer can read: compares the rows before and after."""

import json
from collections.abc import Iterator
from typing import Any

from bot.store import Tx

State = dict[str, dict[str, dict[str, Any]]]
TABLES = {
    "messages": "id",
    "decisions": "message_id",
    "tickets": "id",
    "ticket_events": "id",
    "ratings": "id",
    "notes": "id",
    "requests": "id",
    "feedback": "id",
    "outbox": "id",
    "conversations": "id",
    "people": "id",
    "files": "id",
}

NEWCOMER = {"language": "id", "text_only": 0, "opted_out_at": None}


def look(tx: Tx) -> State:
    """Every row that a talk can touch, by table and id."""
    return {
        table: {row[key]: row for row in tx.all(f"SELECT * FROM {table}")}  # noqa: S608
        for table, key in TABLES.items()
    }


def effects(before: State, now: State) -> list[str]:
    """Everything that happened between two looks, one short phrase each."""
    return [
        *(told for row in _new(before, now, "decisions") for told in _decided(row, now)),
        *(told for row in _new(before, now, "ticket_events") for told in _ticket(row, now)),
        *_messages(before, now),
        *_small(before, now),
        *_person(before, now),
        *_outbox(before, now),
    ]


def _new(before: State, now: State, table: str) -> list[dict[str, Any]]:
    return [row for key, row in now[table].items() if key not in before[table]]


def _decided(row: dict[str, Any], now: State) -> Iterator[str]:
    yield f"{row['action']}: {row['rule']}"
    if row["entry"]:
        yield f"{row['action']}: {row['entry']}"
    yield f"state: {now['messages'][row['message_id']]['state']}"
    memory = next(json.loads(c["memory"]) for c in now["conversations"].values())
    pending = memory.get("pending")
    if pending:
        yield f"asks: {pending['kind']}"
        options = [o["does"].removeprefix("entry:") for o in pending["options"] if o["key"] != "0"]
        yield f"offers: {', '.join(options)}"


def _ticket(row: dict[str, Any], now: State) -> Iterator[str]:
    ticket = now["tickets"][row["ticket_id"]]
    if row["what"] != "opened":
        yield f"ticket {row['what']}"
        return
    yield f"ticket opened, {ticket['state']}"
    yield f"kind: {ticket['kind']}"
    yield f"reason: {ticket['reason']}"
    yield f"about: {ticket['entry'] or 'nothing known'}"
    yield f"priority: {ticket['priority']}"


def _messages(before: State, now: State) -> Iterator[str]:
    for key, row in now["messages"].items():
        was = before["messages"].get(key, {"ticket_id": None, "state": ""})
        if row["state"] == "waiting" and was["state"] != "waiting":
            yield "waits for more"
        if row["ticket_id"] and not was["ticket_id"]:
            yield "joins the ticket"
        if not was["state"]:
            yield f"kept as: {row['body']}"
    for row in _new(before, now, "files"):
        yield f"file {row['state']}"


def _small(before: State, now: State) -> Iterator[str]:
    for row in _new(before, now, "ratings"):
        yield f"rated: {row['score']}" if row["score"] else f"comment: {row['comment']}"
    for key, row in now["ratings"].items():
        was = before["ratings"].get(key)
        if was and row["comment"] != was["comment"]:
            yield f"comment: {row['comment']}"
    for row in _new(before, now, "requests"):
        yield f"request: {row['kind']}, due {row['due_at'][:16]}"
    for row in _new(before, now, "feedback"):
        yield f"feedback: {row['entry']} was {row['verdict']}"
    for _ in _new(before, now, "notes"):
        yield "note kept"


def _person(before: State, now: State) -> Iterator[str]:
    for key, row in now["people"].items():
        was = before["people"].get(key, NEWCOMER)
        if was["language"] != row["language"]:
            yield f"language: {row['language']}"
        if was["text_only"] != row["text_only"]:
            yield f"text only: {'yes' if row['text_only'] else 'no'}"
        if bool(was["opted_out_at"]) != bool(row["opted_out_at"]):
            yield f"our own messages: {'stopped' if row['opted_out_at'] else 'on'}"
    for key, row in now["conversations"].items():
        was = before["conversations"].get(key, {"owner": "bot"})
        if was["owner"] != row["owner"]:
            yield f"owner: {row['owner']}"


def _outbox(before: State, now: State) -> Iterator[str]:
    for key, row in now["outbox"].items():
        was = before["outbox"].get(key, {"state": ""})
        if row["state"] != was["state"]:
            yield f"{row['state']}: {row['author']}"
            if row["code"]:
                yield f"{row['state']}: {row['code']}"
