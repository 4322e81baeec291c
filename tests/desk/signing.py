"""Who signs in, from where. No tests here."""

from bot.desk import Desk, officers
from bot.desk.officers import Visitor

OFFICE = Visitor("10.0.0.1", "device-1", "Firefox")
STRANGER = Visitor("203.0.113.9", "device-2", "curl")
LONG = "kopi pagi di teras"


def enter(desk: Desk, password: str, visitor: Visitor = OFFICE, **more: str) -> str:
    """Sign in as Petugas C; the session's token."""
    return officers.sign_in(desk, "petugas-c", password, visitor, **more)
