"""What is past its days goes: rows, texts, files, silent citizens. In small bites; asks no citizen."""

from __future__ import annotations

import time
from collections.abc import Callable

from bot.desk import fetching
from bot.desk.desk import Desk
from bot.errors import TanyaError
from bot.model.clock import later
from bot.store import Row, Tx, audit, erasing, files, retention

BITE = 200  # rows under one write lock: some milliseconds
MOST_BITES = 50  # of one table in one run; the next run goes on
BREATH_S = 0.01  # between two bites, so that others get the lock
PEOPLE = 20
LONGEST = 3  # a file goes after so many times its days, resolved or not
DAY_S = 86400.0


def forget_old(desk: Desk) -> dict[str, int]:
    """Drop old rows, blank old texts, delete old files, forget who is silent; how many of each."""
    counts = {rule.table: _bites(desk, rule, retention.drop) for rule in retention.DROPPED}
    counts |= {
        f"{rule.table}_blanked": _bites(desk, rule, retention.blank) for rule in retention.BLANKED
    }
    return counts | {"files": _files(desk), "people": _people(desk)}


def forget_at_provider(desk: Desk, row: Row) -> bool:
    """Delete a file's original; False when the provider still holds it."""
    if not row["url"] or row["line"] not in desk.lines:
        return True
    try:
        desk.lines[row["line"]].forget(row["url"])
    except TanyaError as error:
        desk.log.warning("the provider still holds a file", file=row["id"], reason=str(error))
        return False
    return True


def _bites(
    desk: Desk, rule: retention.Old, change: Callable[[Tx, retention.Old, list[Row], str], int]
) -> int:
    before, changed = _before(desk, rule.days), 0
    keys = desk.store.read(lambda tx: retention.old(tx, rule, before, BITE * MOST_BITES))
    for start in range(0, len(keys), BITE):
        if start:
            time.sleep(BREATH_S)
        with desk.store.write() as tx:
            changed += change(tx, rule, keys[start : start + BITE], before)
    return changed


def _files(desk: Desk) -> int:
    """Delete at the provider first: what it did not delete is tried again the next time."""
    days = int(desk.settings.keep_files_days)
    resolved, came = _before(desk, days), _before(desk, days * LONGEST)
    found = desk.store.read(
        lambda tx: retention.old_files(tx, resolved=resolved, came=came, limit=BITE)
    )
    gone = [row for row in found if forget_at_provider(desk, row)]
    for row in gone:
        fetching.remove(desk, row["id"])
        with desk.store.write() as tx:
            files.forgotten(tx, row["id"])
            audit.note(tx, actor="system", what="file_expired", object_=row["id"], now=desk.now())
    return len(gone)


def _people(desk: Desk) -> int:
    before = _before(desk, desk.settings.keep_messages_days)
    found = desk.store.read(lambda tx: retention.silent_people(tx, before, PEOPLE))
    for person in found:
        with desk.store.write() as tx:
            erasing.erase(tx, person, desk.now())
            audit.note(tx, actor="system", what="person_expired", object_=person, now=desk.now())
    return len(found)


def _before(desk: Desk, days: str | int) -> str:
    number = getattr(desk.settings, days, days) if isinstance(days, str) else days
    return later(desk.now(), -float(number) * DAY_S)
