"""Switches (bot, family or entry withdrawn) and notices (fault or closure). No rules here."""

from __future__ import annotations

from bot.store._ids import new_id
from bot.store._tx import Row, Tx

LIVE = "ended_at IS NULL AND from_at <= :now AND (until_at IS NULL OR until_at > :now)"


def live(tx: Tx, now: str) -> list[Row]:
    """Switches in force now."""
    return tx.all(f"SELECT * FROM switches WHERE {LIVE} ORDER BY from_at", {"now": now})


def notices(tx: Tx, now: str) -> list[Row]:
    """Notices in force now."""
    return tx.all(f"SELECT * FROM notices WHERE {LIVE} ORDER BY from_at", {"now": now})


def withdraw(tx: Tx, *, target: str, reason: str, officer: str, now: str, until: str | None) -> str:
    """Withdraw `bot`, a family or an entry; the switch id."""
    row = {"id": new_id(), "target": target, "reason": reason, "officer_id": officer}
    tx.insert("switches", row | {"from_at": now, "until_at": until})
    return row["id"]


def announce(tx: Tx, *, family: str, text: str, officer: str, now: str, until: str | None) -> str:
    """Announce a fault or closure for a family ("" = all); the notice id."""
    row = {"id": new_id(), "family": family, "text": text, "officer_id": officer}
    tx.insert("notices", row | {"from_at": now, "until_at": until})
    return row["id"]


def end_switch(tx: Tx, switch: str, now: str) -> int:
    """End a switch."""
    return tx.run(
        "UPDATE switches SET ended_at = :now WHERE id = :id AND ended_at IS NULL",
        {"now": now, "id": switch},
    )


def end_notice(tx: Tx, notice: str, now: str) -> int:
    """End a notice."""
    return tx.run(
        "UPDATE notices SET ended_at = :now WHERE id = :id AND ended_at IS NULL",
        {"now": now, "id": notice},
    )
