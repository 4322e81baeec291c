"""Every error the product raises on purpose; the docstring is the message. No logic here."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable


@runtime_checkable
class Telling(Protocol):
    """Something that can say itself in a reader's language; str() is English, for logs."""

    def told(self, language: str) -> str:
        """Say it in this language."""


class TanyaError(Exception):
    """Something went wrong that the product knows how to name."""

    def __str__(self) -> str:
        detail = super().__str__()
        summary = (type(self).__doc__ or "").strip().splitlines()[0]
        return f"{summary.rstrip('.')}: {detail}" if detail else summary

    def told(self, language: str) -> str:
        """Say what is wrong in this language, as far as the error was raised with words for it."""
        detail = self.args[0] if self.args else None
        return detail.told(language) if isinstance(detail, Telling) else str(self)


class BadSettings(TanyaError):
    """The settings cannot be used."""


class UntrustedRequest(TanyaError):
    """The request does not carry a valid signature."""


class BadRequest(TanyaError):
    """The request cannot be read."""


class UnknownLine(TanyaError):
    """There is no such line, or it is not configured."""


class BadFaq(TanyaError):
    """The FAQ files cannot be published."""

    def __init__(self, *problems: Telling) -> None:
        """Keep each problem; told, it is `file:line: what is wrong and what to write instead`."""
        self.problems = problems
        super().__init__("; ".join(str(problem) for problem in problems))


class StoreUnavailable(TanyaError):
    """The database cannot be written right now."""


class NoRoom(TanyaError):
    """There is not enough room on the disk."""


class NewerSchema(TanyaError):
    """The database was made by a newer version of the product."""


class NotFound(TanyaError):
    """There is no such thing."""


class NotAllowed(TanyaError):
    """The officer may not do that."""


class Taken(TanyaError):
    """Somebody else was faster."""

    def __init__(self, winner: str) -> None:
        """Name the officer (or the state) that won."""
        self.winner = winner
        super().__init__(winner)


class Outdated(TanyaError):
    """It was written against an older state of the conversation."""


class Conflict(TanyaError):
    """Somebody else changed the same entry in the meantime."""

    def __init__(
        self, *, base: Mapping[str, Any], theirs: Mapping[str, Any], yours: Mapping[str, Any]
    ) -> None:
        """Carry the three states, field by field: as opened, as saved by the other, as typed."""
        self.base, self.theirs, self.yours = base, theirs, yours
        super().__init__()


class BadInput(TanyaError):
    """What was typed cannot be accepted."""


class Duplicate(TanyaError):
    """There is one already."""


class LastAdmin(TanyaError):
    """Somebody must remain who may add and disable officers."""


class SignInRefused(TanyaError):
    """The name, the password or the code is wrong, or there were too many tries."""


class Outcome(StrEnum):
    """What a failed send means for the outbox row."""

    RETRY = "retry"  # not sent; try again after a back-off
    SLOW = "slow"  # not sent; try again after minutes
    UNKNOWN = "unknown"  # may have been sent: look it up before anything else
    EXTRAS = "extras"  # its buttons or its file are refused: a question is asked by text instead
    PERMANENT = "permanent"  # will never be sent
    OPTED_OUT = "opted_out"  # the citizen stopped this line
    WINDOW = "window"  # outside the 24 h window: an officer's reply is parked
    STOP = "stop"  # our account or configuration: stop the line, page the operator


class SendFailed(TanyaError):
    """The provider did not take the message."""

    def __init__(
        self, outcome: Outcome, code: str, detail: str = "", *, retry_after_s: float | None = None
    ) -> None:
        """Carry the class of failure, the provider's code and its own wish for a delay in seconds."""
        self.outcome, self.code, self.retry_after_s = outcome, code, retry_after_s
        super().__init__(f"{outcome} {code} {detail}".strip())
