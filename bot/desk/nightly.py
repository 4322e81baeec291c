"""The backup of the night: when it is due, which stay, what is said when it fails. Writes no archive."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from bot.desk import backup
from bot.desk.desk import Desk
from bot.errors import TanyaError
from bot.store import leases

ALARM, OLD_ALARM = "backup", "backup_old"
MOST_NIGHTS = 2  # nights without a backup after which it is too old


def back_up_nightly(desk: Desk) -> dict[str, int]:
    """Make the backup of the last night unless it is there; the oldest beyond KEEP_BACKUPS go.

    Where it fails an alarm stands, and the next call tries again.
    """
    target = _target(backup.backups(desk), last_night(desk))
    if target.exists():
        return {"backups": 0, "removed": 0}
    try:
        backup.back_up(desk, target)
    except Exception as error:
        _alarm(desk, str(error) if isinstance(error, TanyaError) else type(error).__name__)
        raise
    desk.log.info("backup made", file=target.name, audit_head=backup.audit_head(desk))
    with desk.store.write() as tx:
        leases.clear_alarm(tx, ALARM)
    return {"backups": 1, "removed": _prune(desk)}


def newest(desk: Desk) -> date | None:
    """The night of the newest backup; None when there is none."""
    nights = [night for path in _kept(desk) if (night := _night(path))]
    return max(nights, default=None)


def too_old(desk: Desk) -> bool:
    """Whether two nights have passed without a backup; the first is still to come on a new host."""
    night = newest(desk)
    return night is not None and night <= last_night(desk) - timedelta(days=MOST_NIGHTS)


def last_night(desk: Desk) -> date:
    """The day of the last BACKUP_HOUR on the office's clock."""
    return (desk.local() - timedelta(hours=int(desk.settings.backup_hour))).date()


def _target(folder: Path, night: date) -> Path:
    return folder / f"tanya-{night:%Y%m%d}.backup"


def _night(path: Path) -> date | None:
    try:
        return datetime.strptime(path.stem, "tanya-%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None


def _kept(desk: Desk) -> list[Path]:
    return sorted((desk.settings.var / "backups").glob("tanya-*.backup"))


def _prune(desk: Desk) -> int:
    """Remove what is beyond the number; copies made before a migration go with their nights."""
    number = int(desk.settings.keep_backups)
    oldest = last_night(desk) - timedelta(days=number)
    before = backup.backups(desk).glob("before-*")
    gone = _kept(desk)[:-number] + [path for path in before if _made(desk, path) < oldest]
    for path in gone:
        path.unlink()
    return len(gone)


def _made(desk: Desk, path: Path) -> date:
    return datetime.fromtimestamp(path.stat().st_mtime, desk.settings.zone).date()


def _alarm(desk: Desk, detail: str) -> None:
    """A disk that is full may refuse the alarm too: then the log has it."""
    desk.log.error("backup failed", reason=detail)
    try:
        with desk.store.write() as tx:
            leases.raise_alarm(tx, ALARM, desk.now(), detail)
    except TanyaError as error:
        desk.log.warning("alarm not kept", reason=str(error))
