"""The numbers of all processes together, as Prometheus reads them. Counts nothing itself."""

from __future__ import annotations

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from bot.desk.desk import Desk

CONTENT_TYPE = CONTENT_TYPE_LATEST


def exposition(desk: Desk) -> bytes:
    """The text of /metrics; the processes share a folder that the supervisor made."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=str(desk.settings.var / "metrics"))  # type: ignore[no-untyped-call]
    return generate_latest(registry)
