"""What a provider holds of our messages is deleted there: after its days, at once for who was erased."""

from __future__ import annotations

import json
from contextlib import suppress

from bot.desk.desk import Desk
from bot.errors import BadInput, Outcome, SendFailed, TanyaError
from bot.model.clock import later
from bot.store import Row, elsewhere, leases

AT_ONCE = 250  # messages of one line in one run; the next run goes on
DAY_S = 86400.0
ALARM = "provider_keeps"
TROUBLE = frozenset({Outcome.RETRY, Outcome.UNKNOWN, Outcome.STOP})


def forget_there(desk: Desk) -> dict[str, int]:
    """Delete at every provider what it should not hold any more; what it refuses raises an alarm."""
    before = later(desk.now(), -DAY_S * int(desk.settings.keep_provider_days))
    counts = {"deleted": 0, "refused": 0}
    for line in desk.lines:
        rows = desk.store.read(
            lambda tx, name=line: elsewhere.due(tx, name, before=before, limit=AT_ONCE)  # type: ignore[misc]
        )
        _forget_all(desk, rows, counts)
    with desk.store.write() as tx:
        if counts["refused"]:
            leases.raise_alarm(tx, ALARM, desk.now(), str(counts["refused"]))
        else:
            leases.clear_alarm(tx, ALARM)
    return counts


def forget_message(desk: Desk, row: Row) -> None:
    """Delete a message and its files at its provider; SendFailed or KeyError when it stays there."""
    line = desk.lines[row["line"]]
    for file in json.loads(row["media"]):
        with suppress(BadInput):  # it does not lie there
            line.forget(file["url"])
    line.forget(row["provider_id"])
    with desk.store.write() as tx:
        elsewhere.gone(tx, row, desk.now())


def _forget_all(desk: Desk, rows: list[Row], counts: dict[str, int]) -> None:
    for row in rows:
        try:
            forget_message(desk, row)
        except SendFailed as failed:
            if failed.outcome in TROUBLE:
                desk.log.warning("the provider deletes nothing now", reason=str(failed))
                return
            _refused(desk, row, failed, counts)
        except BadInput as error:
            _refused(desk, row, error, counts)
        else:
            counts["deleted"] += 1


def _refused(desk: Desk, row: Row, error: TanyaError, counts: dict[str, int]) -> None:
    desk.log.warning("still held by the provider", message=row["provider_id"], reason=str(error))
    counts["refused"] += 1
