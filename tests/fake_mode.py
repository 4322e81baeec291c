"""Every way in which the pretended provider can fail, as values. Nothing happens here."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Mode:
    """How to fail; chances are between 0 and 1 and hold for each message created."""

    down: bool = False  # drop every REST request unread
    reset: float = 0.0  # drop, not accepted
    accept_reset: float = 0.0
    accept_hang: float = 0.0
    accept_503: float = 0.0  # accepted, answered by a page that is no JSON
    error_500: float = 0.0
    error_429: float = 0.0
    retry_after: str = "1"
    hang_s: float = 30.0
    latency_s: float = 0.0
    hide_acknowledged: bool = False  # what got a 2xx is missing from the list
    callbacks: list[list[Any]] = field(default_factory=list)  # [state, wait_s, code]
    early: bool = False  # callbacks before the REST answer

    @property
    def chances(self) -> dict[str, float]:
        """How likely each failure of a send is."""
        kinds = ("reset", "accept_", "error_")
        return {name: share for name, share in vars(self).items() if name.startswith(kinds)}
