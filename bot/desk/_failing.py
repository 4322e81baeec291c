"""What becomes of an outbox row that could not be sent: one place for every class of failure."""

from __future__ import annotations

import random

from bot.desk._template import invite
from bot.desk.desk import Desk
from bot.errors import Outcome, SendFailed
from bot.model.clock import later
from bot.store import Row, Tx, audit, elsewhere, events, leases, outbox, people
from bot.telemetry import SENDS

STEPS = 5  # back-off and look-ups at 1, 2, 4, 8, 16 times RETRY_BASE_S
SLOW_FACTOR = 60.0
LONGEST_PAUSE_S = 3600.0  # whatever a provider wishes: what outlives its day must fail visibly
FILE_SENDS = 3  # in all: a provider may meet our file at a bad moment
LATE_RETRIES = 3  # asynchronous failures of a passing kind


def early(desk: Desk, tx: Tx, row: Row, failed: SendFailed) -> None:
    """The send itself failed."""
    SENDS.labels(row["line"], str(failed.outcome)).inc()
    _handle(desk, tx, row, failed.outcome, failed.code, failed.retry_after_s)


def late(desk: Desk, tx: Tx, row: Row, code: str) -> None:
    """A callback says that an accepted message failed."""
    outcome = desk.lines[row["line"]].classify(code)
    if outcome in {Outcome.RETRY, Outcome.SLOW, Outcome.UNKNOWN}:
        tired = row["attempts"] > LATE_RETRIES
        outcome = (
            Outcome.PERMANENT if tired else Outcome.RETRY if outcome is Outcome.UNKNOWN else outcome
        )
    elsewhere.sent_before(tx, row, row["provider_id"])
    outbox.reopen(tx, row["id"])
    _handle(desk, tx, row, outcome, code, None)


def again(desk: Desk, tx: Tx, row: Row) -> bool:
    """Somebody wants a failed message sent again; False when it has not failed."""
    if outbox.again(tx, row["id"], desk.now()) != 1:
        return False
    elsewhere.sent_before(tx, row, row["provider_id"])
    return True


def wait_s(desk: Desk, step: int) -> float:
    """Seconds of the given step (0-based) of the back-off, with jitter."""
    base = float(desk.settings.retry_base_s) * 2.0 ** min(step, STEPS - 1)
    return base * random.uniform(0.9, 1.1)  # noqa: S311 - jitter, no secret


def _handle(
    desk: Desk, tx: Tx, row: Row, outcome: Outcome, code: str, retry_after_s: float | None
) -> None:
    now, sends = desk.now(), max(1, row["attempts"])
    pause = max(wait_s(desk, sends - 1), min(retry_after_s or 0.0, LONGEST_PAUSE_S))
    extras = outcome is Outcome.EXTRAS
    if outcome is Outcome.RETRY or (extras and row["file_id"] and sends < FILE_SENDS):
        outbox.retry(tx, row["id"], due=later(now, pause), code=code)
    elif outcome is Outcome.SLOW:
        outbox.retry(tx, row["id"], due=later(now, wait_s(desk, 0) * SLOW_FACTOR), code=code)
    elif outcome is Outcome.UNKNOWN:
        outbox.unknown(tx, row["id"], due=later(now, wait_s(desk, 0)), code=code, lookups=0)
    elif extras and row["choices"]:
        outbox.without_choices(tx, row["id"], now)
    elif outcome is Outcome.STOP:
        _stop(desk, tx, row, code)
    elif outcome is Outcome.WINDOW and row["author"] == "officer":
        park(desk, tx, row, code)
    else:
        fail(desk, tx, row, outcome, code)
    events.tell(tx, "outbox", row["conversation_id"], now)


def park(desk: Desk, tx: Tx, row: Row, code: str) -> None:
    """An officer's reply outside the window waits for the citizen, who is invited once."""
    outbox.end(tx, row["id"], state="parked", code=code)
    invite(desk, tx, row)


def fail(desk: Desk, tx: Tx, row: Row, outcome: Outcome, code: str) -> None:
    """Never to be sent: a red mark, and an alarm that names the conversation."""
    if outcome is Outcome.OPTED_OUT:
        people.block(tx, row["address_id"], desk.now())
    outbox.end(tx, row["id"], state="failed", code=code)
    leases.count(tx, "given_up", desk.now()[:13])
    leases.raise_alarm(tx, "undelivered", desk.now(), row["conversation_id"])
    audit.note(
        tx, actor="worker", what="send_failed", object_=row["id"], now=desk.now(), detail=code
    )


def _stop(desk: Desk, tx: Tx, row: Row, code: str) -> None:
    now = desk.now()
    until = later(now, float(desk.settings.retry_base_s) * 2 ** (STEPS - 1))
    outbox.retry(tx, row["id"], due=until, code=code)
    leases.stop_line(tx, row["line"], code=code, now=now, until=until)
    leases.raise_alarm(tx, f"line_{row['line']}", now, code)
