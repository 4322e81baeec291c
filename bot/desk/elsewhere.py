"""What a provider holds of our messages is deleted there: after its days, at once for who was erased."""

from __future__ import annotations

import json
from contextlib import suppress
from functools import partial

from bot.desk.desk import Desk
from bot.errors import BadInput, Outcome, SendFailed
from bot.model.clock import later
from bot.store import Row, elsewhere, leases

AT_ONCE = 250  # deletions of one line in one run; the next run goes on
MOST_TROUBLES = 5  # in a row: not one message is at fault but the provider
DAY_S = 86400.0
ALARM = "provider_keeps"
PASSING = frozenset({Outcome.RETRY, Outcome.UNKNOWN, Outcome.STOP})
DELETED, REFUSED, TROUBLE = "deleted", "refused", "trouble"


def forget_there(desk: Desk) -> dict[str, int]:
    """Delete at every provider what it should not hold any more; what it refuses raises an alarm."""
    before = later(desk.now(), -DAY_S * int(desk.settings.keep_provider_days))
    counts = {DELETED: 0, REFUSED: 0}
    whole = [_forget_all(desk, line, before, counts) for line in desk.lines]
    with desk.store.write() as tx:
        if counts[REFUSED]:
            leases.raise_alarm(tx, ALARM, desk.now(), str(counts[REFUSED]))
        elif all(whole):  # else nobody asked for what was refused before
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


def _forget_all(desk: Desk, line: str, before: str, counts: dict[str, int]) -> bool:
    """What is kept now is noted, so that it holds no other up; whether all could be asked for."""
    left, troubles, whole, run = AT_ONCE, 0, True, desk.now()
    due = partial(elsewhere.due, line=line, before=before, run=run)
    while left and (rows := desk.store.read(partial(due, limit=left))):
        for row in rows:
            done = _tried(desk, row, run)
            if done == TROUBLE:
                troubles, whole = troubles + 1, False
            else:
                troubles, counts[done] = 0, counts[done] + 1
            if done == DELETED:
                left -= 1
            if troubles == MOST_TROUBLES:
                return False
    return whole and left > 0


def _tried(desk: Desk, row: Row, run: str) -> str:
    """What became of it: deleted, refused or, when that may pass, trouble."""
    try:
        forget_message(desk, row)
    except (SendFailed, BadInput) as error:
        passing = isinstance(error, SendFailed) and error.outcome in PASSING
        name = TROUBLE if passing else REFUSED
        desk.log.warning(
            "still held by the provider", message=row["provider_id"], why=name, reason=str(error)
        )
        with desk.store.write() as tx:
            elsewhere.kept(tx, row, run)
        return name
    return DELETED
