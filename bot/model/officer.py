"""Officers and what their role lets them do: one table of permissions."""

from __future__ import annotations

from dataclasses import dataclass

READ, ANSWER, STEER, ADMIN, AUDIT = "read", "answer", "steer", "admin", "audit"
ROLES = {
    "officer": frozenset({READ, ANSWER}),
    "supervisor": frozenset({READ, ANSWER, STEER, AUDIT}),
    "admin": frozenset({READ, ANSWER, STEER, ADMIN, AUDIT}),
    "auditor": frozenset({READ, AUDIT}),
}


@dataclass(frozen=True)
class Officer:
    """A person who may sign in."""

    id: str
    login: str
    name: str
    role: str
    language: str = "id"
    presence: str = "available"  # available | away

    def may(self, permission: str) -> bool:
        """Whether the role holds this permission."""
        return permission in ROLES[self.role]
