"""Is this machine's clock right? Judged by the time that a provider's answer tells. No network here."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from bot.channels._line import Check

MOST_DRIFT = timedelta(seconds=30)  # windows, one-time codes and look-ups count on it


def clock_check(told: str, now: datetime | None = None) -> Check:
    """Compare with the `Date` of an answer that just came; without one nothing is bad."""
    try:
        theirs = parsedate_to_datetime(told)
    except ValueError:
        return Check("clock: the provider told no time", good=True)
    ours = now or datetime.now(UTC)  # noqa: TID251 - the machine's clock is what is checked
    drift = ours - theirs.astimezone(UTC)
    good = abs(drift) <= MOST_DRIFT
    seconds = round(drift.total_seconds())
    return Check(
        f"clock: {seconds:+d} s beside the provider's", good, "" if good else "set the time by NTP"
    )
