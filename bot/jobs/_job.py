"""What a job is. No job here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.desk import Desk
from bot.settings import Settings


@dataclass(frozen=True)
class Job:
    """`every` gives the seconds between due times; `run` does the work and returns counts.

    `outward`: it writes letters or deletes at a provider, so it waits while a restored server rests.
    """

    name: str
    every: Callable[[Settings], float]
    run: Callable[[Desk], dict[str, int]]
    outward: bool = False
