"""What each of the provider's error codes means for an outbox row, as data. No sending."""

from __future__ import annotations

import requests
from urllib3.exceptions import NewConnectionError

from bot.errors import Outcome, SendFailed

# One row a class; sources and dates: docs/howto/menghubungkan-twilio.md.
_CODES: dict[Outcome, tuple[int, ...]] = {
    Outcome.RETRY: (20429, 63018, 63009, 63010, 63012, 63023, 30410, 30500, 30017),
    Outcome.UNKNOWN: (20500, 20503, 408),
    Outcome.SLOW: (63017, 63038, 21611, 30001, 30022, 30003, 30008, 20009),
    Outcome.EXTRAS: (
        63019,  # our file cannot be fetched
        *(
            21655,
            21656,
            21658,
            63005,
            63013,
            63021,
            63028,
            63030,
        ),  # this template, or what fills it
    ),
    Outcome.OPTED_OUT: (21610,),
    Outcome.WINDOW: (63016,),
    Outcome.STOP: (
        *(20003, 20005, 20404, 90010, 30002, 63001, 63007, 63051, 63020),  # auth, account, sender
        *(21408, 21606, 21910, 21603, 30018, 30024, 30034),  # configuration
        *(404, 405, 407),  # whoever answered is not the API
    ),
    Outcome.PERMANENT: (
        *(21211, 21201, 21604, 21614, 21612, 63003, 63024),  # no such recipient
        *(30004, 30005, 30006, 30007, 63032, 63049, 63033, 63014),  # refused on the way
        *(21617, 21602, 21620, 21654),  # our text
    ),
}
AUTH = frozenset({401, 403})
REFUSALS = range(400, 500)
OUTCOMES = {str(code): outcome for outcome, codes in _CODES.items() for code in codes}


def classify(code: str) -> Outcome:
    """Class of an error code; a code that nobody told us about is final for its message."""
    return OUTCOMES.get(code, Outcome.PERMANENT)


def refused(status: int | None, code: object) -> SendFailed:
    """Tell an HTTP answer that is no success; only a 4xx proves that nothing was sent."""
    told = str(code or status or "")
    if status in AUTH:
        return SendFailed(Outcome.STOP, told, f"HTTP {status}")
    outcome = classify(told) if status in REFUSALS else Outcome.UNKNOWN
    return SendFailed(outcome, told, f"HTTP {status}")


def broken(error: requests.RequestException) -> SendFailed:
    """Tell a call without an answer; only where no connection was made was nothing sent."""
    reason = getattr(error.args[0] if error.args else None, "reason", None)
    never = isinstance(error, requests.ConnectTimeout) or isinstance(reason, NewConnectionError)
    return SendFailed(Outcome.RETRY if never else Outcome.UNKNOWN, "network", type(error).__name__)
