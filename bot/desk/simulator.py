"""The phone on the screen: its thread and its attachments. The messages take the common road."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from bot.channels.simulator import simulator_key
from bot.desk.desk import Desk
from bot.errors import BadInput
from bot.store import Row, Tx, conversations, files, queue

LARGEST = 5_000_000
KINDS = {
    "image/jpeg": "photo",
    "image/png": "photo",
    "application/pdf": "document",
    "audio/ogg": "voice",
}


@dataclass(frozen=True)
class Bubble:
    """One bubble of the phone."""

    id: str
    at: str
    mine: bool  # the citizen's own
    text: str
    kind: str
    state: str
    provider_id: str


def key(desk: Desk) -> str:
    """The header value by which the line knows that our own page speaks."""
    return simulator_key(desk.settings)


def attach(desk: Desk, data: bytes, content_type: str) -> str:
    """Keep a file as if a provider held it; its media address. BadInput when it is not allowed."""
    if content_type not in KINDS or len(data) > LARGEST:
        raise BadInput(f"jpeg, png, pdf or ogg up to {LARGEST // 1_000_000} MB")
    folder = desk.settings.var / "simulator"
    folder.mkdir(parents=True, exist_ok=True)
    name = secrets.token_urlsafe(16)
    (folder / name).write_bytes(data)
    return f"simulator:{name}"


def thread(desk: Desk, channel: str, address: str, limit: int = 100) -> list[Bubble]:
    """What the phone shows, oldest first; only what has left us, and only of simulated citizens."""
    face = desk.store.read(lambda tx: conversations.of_address(tx, channel, address))
    if not face or not face["simulated"]:
        return []
    heard = desk.store.read(lambda tx: queue.heard(tx, face["id"], limit))
    bubbles = [_heard(row) for row in heard]
    bubbles += desk.store.read(lambda tx: _said(tx, face["id"], limit))
    return sorted(bubbles, key=lambda bubble: bubble.at)


def _heard(row: Row) -> Bubble:
    at, state, told = row["received_at"], row["state"], row["provider_id"]
    return Bubble(
        row["id"], at, mine=True, text=row["body"], kind=row["kind"], state=state, provider_id=told
    )


def _said(tx: Tx, conversation: str, limit: int) -> list[Bubble]:
    return [
        Bubble(
            row["id"],
            row["sent_at"] or row["created_at"],
            mine=False,
            text=row["body"],
            kind=_kind(tx, row["file_id"]),
            state=row["state"],
            provider_id=row["provider_id"],
        )
        for row in queue.said(tx, conversation, limit)
        if row["provider_id"]
    ]


def _kind(tx: Tx, file: str | None) -> str:
    sent = files.one(tx, file) if file else None
    return KINDS.get(sent["content_type"], "document") if sent else "text"
