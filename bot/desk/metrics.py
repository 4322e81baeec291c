"""The numbers of all processes together, as Prometheus reads them. Counts nothing itself."""

from __future__ import annotations

from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from bot.desk import health
from bot.desk.desk import Desk

CONTENT_TYPE = CONTENT_TYPE_LATEST


def exposition(desk: Desk) -> bytes:
    """The text of /metrics; under the supervisor all processes share a folder, else this one's."""
    health.measure(desk)
    folder = desk.settings.var / "metrics"
    if not folder.is_dir():
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=str(folder))  # type: ignore[no-untyped-call]
    return generate_latest(registry)
