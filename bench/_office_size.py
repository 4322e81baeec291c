"""How large the measured office is, and how its things are named. Makes no rows."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher

ROLES = ("officer", "supervisor", "admin", "auditor")
MESSAGES, TICKETS = 1_000_000, 100_000
PER_TICKET = MESSAGES // TICKETS
PER_CITIZEN, OPEN, OFFICERS, DAYS = 25, 500, 50, 365
PASSWORD = "kucing hitam melompat"  # noqa: S105 - of nobody
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
RARE = "kodepos75311"  # in one message of 20,000


@dataclass(frozen=True)
class Office:
    """How much, until when, and what citizens say."""

    scale: float
    end: datetime
    phrases: list[tuple[str, str]]  # entry, wording

    @property
    def messages(self) -> int:
        """How many were heard."""
        return int(MESSAGES * self.scale)

    @property
    def citizens(self) -> int:
        """How many wrote; the first of them wrote a great deal."""
        return max(OPEN * 2, self.messages // PER_CITIZEN)

    def moment(self, n: float) -> datetime:
        """When the n-th message came."""
        return self.end - timedelta(days=DAYS) * (1 - n / self.messages)

    def who(self, n: int) -> int:
        """Tell whose message the n-th is."""
        return 0 if n % 200 == 1 else n * 7919 % self.citizens


def name(kind: str, n: int, at: datetime | None = None) -> str:
    """Return the id of the n-th of a kind: a UUIDv7 where a time is given, so that rows sort as they would."""
    digest = hashlib.blake2b(f"{kind}{n}".encode(), digest_size=16).digest()
    value = int.from_bytes(digest) & ((1 << 80) - 1)
    if at:
        value |= int(at.timestamp() * 1000) << 80
    return str(uuid.UUID(int=value & ~(0xF << 76) | (0x7 << 76)))
