"""Passwords: hashing, checking, and which are too weak. Knows no officers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from bot.errors import BadInput

SHORTEST = 12
MEASURED = 64  # characters that are looked at: more only make it slower
GUESSES = 1e9  # a password that is guessed sooner is one that everybody uses
COMMON = Path(__file__).with_name("common_words.txt")
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


def refuse_weak(password: str, own: Iterable[str] = ()) -> None:
    """BadInput for a password that is short, or soon guessed from common words and the `own` ones.

    English words and the passwords that leaked most often are zxcvbn's; Indonesian words are ours.
    """
    if len(password) < SHORTEST or _guesses(password[:MEASURED], own) < GUESSES:
        raise BadInput(f"at least {SHORTEST} characters, and none that everybody uses")


def _guesses(password: str, own: Iterable[str]) -> float:
    from zxcvbn import zxcvbn  # noqa: PLC0415 - its word lists take 60 ms and are seldom needed

    found = zxcvbn(password, user_inputs=[*filter(None, own), *_words()])
    return float(found["guesses"])


@cache
def _words() -> tuple[str, ...]:
    """Common Indonesian words, the most common first."""
    lines = COMMON.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if not line.startswith("#"))
