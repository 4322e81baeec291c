"""Passwords: hashing, checking, and which are too weak. Knows no officers."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from bot.errors import BadInput

SHORTEST = 12
COMMON = frozenset(
    {
        "password1234",
        "123456789012",
        "passwordpassword",
        "qwertyuiop12",
        "bismillah123",
        "indonesia123",
    }
)
_hasher = PasswordHasher()
# A hash whose password nobody knows: unknown users cost the same time. Written down, since
# making one at every start costs more than all imports together.
NOBODY = (
    "$argon2id$v=19$m=65536,t=3,p=4$A50q+EyHDjEkx7PcGJP3dw$"
    "7SJMJHI7noR4iu06O9ZaQvFW7mx5SnPaINq2fcnpZww"
)


def hashed(password: str) -> str:
    """An argon2id hash."""
    return _hasher.hash(password)


def fits(hash_: str, password: str) -> bool:
    """Whether the password belongs to the hash."""
    try:
        return _hasher.verify(hash_, password)
    except (VerificationError, InvalidHashError):
        return False


def refuse_weak(password: str) -> None:
    """BadInput for a password that is short or that everybody uses."""
    if len(password) < SHORTEST or password.lower() in COMMON:
        raise BadInput(f"at least {SHORTEST} characters, and none that everybody uses")
