"""Logs and metrics: JSON lines without personal data, Prometheus counters. Decides nothing."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog
from prometheus_client import Counter, Gauge, Histogram

from bot.masking import mask

INBOUND = Counter("tanya_inbound_total", "Inbound messages", ["line", "channel", "outcome"])
FORGED = Counter("tanya_forged_total", "Requests without a valid signature", ["line"])
DECISIONS = Counter("tanya_decisions_total", "Decisions", ["rule", "action"])
SENDS = Counter("tanya_sends_total", "Sends by outcome", ["line", "outcome"])
SEND_SECONDS = Histogram("tanya_send_seconds", "Duration of a provider call", ["line"])
OUTBOX = Gauge("tanya_outbox", "Outbox rows", ["state"], multiprocess_mode="mostrecent")
OUTBOX_AGE = Gauge(
    "tanya_outbox_oldest_seconds", "Oldest unfinished row", multiprocess_mode="mostrecent"
)
QUEUE = Gauge("tanya_queue", "Tickets", ["state"], multiprocess_mode="mostrecent")
QUEUE_AGE = Gauge("tanya_queue_oldest_seconds", "Longest wait", multiprocess_mode="mostrecent")
CATALOGUE = Gauge(
    "tanya_catalogue", "Published catalogue", ["hash"], multiprocess_mode="mostrecent"
)

Log = structlog.typing.FilteringBoundLogger
PHONE = re.compile(r"(?:%2B|(?<!\w)(?:\+|0|62))[1-9][0-9]{7,13}(?!\w)")
NEVER = frozenset({"text", "body", "address", "profile_name", "raw_from"})


def open_log(process: str, *, stream: Any = None) -> Log:
    """JSON lines on stderr, one event a line, control characters escaped, no personal fields.

    Warnings of libraries go the same way.
    """
    logging.getLogger("twilio.http_client").setLevel(logging.WARNING)  # its debug log holds bodies
    logger: Log = structlog.wrap_logger(
        structlog.WriteLogger(stream or sys.stderr),  # a line is one write, whoever else writes
        processors=[
            _no_personal_data,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _masked,
            structlog.processors.JSONRenderer(ensure_ascii=True),
        ],
        process=process,
    )
    logging.basicConfig(level=logging.WARNING, handlers=[_Relay(logger)])
    return logger


class _Relay(logging.Handler):
    """Hands what a library logs to our own log, so that its lines are masked and JSON too."""

    def __init__(self, log: Log) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        """Tell one record."""
        self._log.log(
            record.levelno, record.getMessage(), logger=record.name, exc_info=record.exc_info
        )


def _no_personal_data(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    return {name: value for name, value in event.items() if name not in NEVER}


def _masked(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Whatever an error or a provider wrote, no number of a person stands in the line."""
    return {name: _clean(value) for name, value in event.items()}


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return PHONE.sub("[NOMOR]", mask(value).text)
    if isinstance(value, list | tuple):
        return [_clean(one) for one in value]
    return value
