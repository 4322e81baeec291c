"""Replies of a month that the provider bills, beside those that are free. Sends nothing."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.errors import TanyaError
from bot.model.channel import CHANNELS
from bot.store import Row, Tx, leases

MONTH = 7  # characters of a moment that name its month


def count(tx: Tx, row: Row, now: str) -> None:
    """The provider took this outbox row; the simulator's cost nothing."""
    if not row["simulated"]:
        leases.count(tx, f"billed:{row['channel']}", now[:MONTH])


def billed_replies(tx: Tx, now: str) -> int:
    """Replies of this month on channels with a free tier."""
    names = [f"billed:{name}" for name, channel in CHANNELS.items() if channel.billed]
    return sum(leases.counted(tx, name, now[:MONTH]) for name in names)


def free_replies(desk: Desk) -> int:
    """How many a month are free, as office.yaml tells; 0 where nothing is known."""
    try:
        prices = desk.minds.current().catalogue.office.prices
    except TanyaError:
        return 0
    return int(float(prices.get("whatsapp_free_per_month", "0")))
