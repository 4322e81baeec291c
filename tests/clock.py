"""A clock that tests set and move; hand it to whatever asks for a Clock. It never ticks by itself."""

from datetime import UTC, datetime, timedelta

MONDAY_MORNING = datetime(2026, 3, 2, 1, 14, tzinfo=UTC)  # 09:14 at the office, a working day


class FakeClock:
    """Call it for the time (aware, UTC)."""

    def __init__(self, start: datetime = MONDAY_MORNING) -> None:
        """Stand still at `start`."""
        self.now = start.astimezone(UTC)

    def __call__(self) -> datetime:
        """The time it shows."""
        return self.now

    def forward(self, **amount: float) -> datetime:
        """Move on by `timedelta(**amount)`, e.g. `forward(hours=25)`; the new time."""
        self.now += timedelta(**amount)
        return self.now

    def set(self, moment: datetime) -> None:
        """Show another aware time."""
        self.now = moment.astimezone(UTC)
