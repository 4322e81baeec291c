"""Fetch files that tickets want, off the webhook's path; bytes are encrypted at rest."""

from __future__ import annotations

from pathlib import Path

from bot.channels._line import Fetched
from bot.desk import _sealing
from bot.desk.desk import Desk
from bot.errors import BadInput, NotFound, SendFailed
from bot.model.clock import later
from bot.store import Row, events, files

WAITS_S = (1.0, 3.0, 10.0, 60.0, 600.0)  # a file may lag behind its message
NO_ROOM_S = 60.0
PURPOSE = "files"


def fetch_due(desk: Desk) -> int:
    """Fetch what is due; how many files are kept now."""
    rows = desk.store.read(lambda tx: files.due(tx, desk.now()))
    return sum(_fetch(desk, row) for row in rows)


def keep(desk: Desk, file: str, data: bytes) -> None:
    """Write a file's bytes, encrypted, under its own id."""
    path = _path(desk, file)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_sealing.seal(desk.settings, PURPOSE, data, file))


def read(desk: Desk, file: str) -> bytes:
    """A kept file's bytes; NotFound when they are gone."""
    path = _path(desk, file)
    if not path.exists():
        raise NotFound(f"file {file}")
    return _sealing.unseal(desk.settings, PURPOSE, path.read_bytes(), file)


def remove(desk: Desk, file: str) -> None:
    """Delete the bytes."""
    _path(desk, file).unlink(missing_ok=True)


def _fetch(desk: Desk, row: Row) -> bool:
    fetched = _asked_for(desk, row)
    return fetched is not None and _kept(desk, row, fetched)


def _asked_for(desk: Desk, row: Row) -> Fetched | None:
    try:
        return desk.lines[row["line"]].fetch(row["url"])
    except (BadInput, KeyError) as error:
        desk.log.warning("file refused", file=row["id"], reason=str(error))
        _end(desk, row, "refused")
    except SendFailed as error:
        _later(desk, row, error.code)
    except Exception as error:  # one odd file must not keep the others waiting
        desk.log.exception("fetching broke", file=row["id"])
        _later(desk, row, type(error).__name__)
    return None


def _kept(desk: Desk, row: Row, fetched: Fetched) -> bool:
    try:
        keep(desk, row["id"], fetched.data)
    except OSError as error:  # a full disk: it is fetched once there is room
        desk.log.warning("file cannot be kept", file=row["id"], reason=str(error))
        with desk.store.write() as tx:
            files.wait(tx, row["id"], later(desk.now(), NO_ROOM_S))
        return False
    with desk.store.write() as tx:
        files.fetched(tx, row["id"], content_type=fetched.content_type, size=len(fetched.data))
        events.tell(tx, "ticket", row["ticket_id"], desk.now(), detail="file")
    return True


def _later(desk: Desk, row: Row, code: str) -> None:
    if row["attempts"] >= len(WAITS_S):
        desk.log.warning("file is gone", file=row["id"], code=code)
        _end(desk, row, "gone")
        return
    with desk.store.write() as tx:
        files.later(tx, row["id"], later(desk.now(), WAITS_S[row["attempts"]]))


def _end(desk: Desk, row: Row, state: str) -> None:
    with desk.store.write() as tx:
        files.end(tx, row["id"], state)
        events.tell(tx, "ticket", row["ticket_id"], desk.now(), detail="file")


def _path(desk: Desk, file: str) -> Path:
    return desk.settings.var / "files" / file
