"""Back up, restore, migrate and check. A backup holds everything but secrets; it restores quietly."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

from bot.desk import _archive, archiving
from bot.desk.desk import Desk
from bot.errors import BadInput
from bot.store import audit, erasing, open_store, outbox
from bot.store.admin import check_database, migrate_database, pending_steps

ERASURES = "erasures.txt"  # ids of people erased here; it lies, and is copied, beside the backups


def back_up(desk: Desk, target: Path) -> dict[str, str]:
    """Write one sealed file while the product runs, and prove that it opens; the manifest."""
    folders = {"faq_data": Path(desk.settings.faq_dir), "files": desk.settings.var / "files"}
    folders |= {"archive": archiving.folder(desk)}
    return _archive.write(desk, target, folders)


def restore(desk: Desk, source: Path, private: bytes = b"") -> dict[str, str]:
    """Put a backup in place of an absent database; unfinished sends are doubted, the line rests.

    Nothing is sent until `go_live`, so that two servers never both speak. Who was erased since the
    backup is erased again. BadInput when a database exists already, or the backup cannot be opened.
    """
    path = desk.settings.database_path
    for suffix in ("", "-wal", "-shm"):
        if path.with_name(path.name + suffix).exists():
            raise BadInput(f"{path}{suffix} exists: move it away first")
    with _archive.draft(_archive.folder(desk.settings.var)) as work:
        manifest = _archive.read(source, work, private or _archive.own_key(desk))
        erased = {*_erased(source.parent), *_erased(backups(desk))}
        for file in _prepared(work / _archive.DATABASE, erased, desk.now()):
            (work / "files" / file).unlink(missing_ok=True)
        _put(work / "files", desk.settings.var / "files", desk.now())
        _put(work / "archive", archiving.folder(desk), desk.now())
        _put(work / "faq_data", Path(desk.settings.faq_dir), desk.now())
        _quiet_flag(desk).write_text(desk.now(), encoding="utf-8")
        shutil.move(work / _archive.DATABASE, path)
    return manifest


def go_live(desk: Desk) -> bool:
    """Let a restored server speak; False when it was not resting."""
    if not is_resting(desk):
        return False
    _live_mark(desk).write_text(desk.now(), encoding="utf-8")
    _quiet_flag(desk).unlink(missing_ok=True)
    return True


def is_resting(desk: Desk) -> bool:
    """Whether this is a restored server that must not speak yet."""
    return _quiet_flag(desk).exists()


def may_be_answered(desk: Desk, written_at: str) -> bool:
    """Whether the server before this restored one may have answered what was written then."""
    if is_resting(desk):
        return True
    mark = _live_mark(desk)
    return mark.exists() and written_at <= mark.read_text(encoding="utf-8")


def migrate(desk: Desk) -> list[str]:
    """Take the pending steps, after a copy of the database; their names. NewerSchema refuses."""
    steps = pending_steps(desk.store)
    if steps and desk.settings.database_path.stat().st_size:
        stamped = desk.now().replace(":", "")
        _archive.write(desk, backups(desk) / f"before-{steps[0]}-{stamped}.backup", {})
    migrate_database(desk.store)
    return steps


def check(desk: Desk, noted: str = "") -> list[str]:
    """What is wrong with the database: integrity, foreign keys, the audit chain; empty when sound.

    With `noted`, a head of the chain that was written down earlier: whether it still stands in it.
    """
    problems = check_database(desk.store) or archiving.problems(desk)
    here = not noted or desk.store.read(lambda tx: audit.has(tx, noted))
    if not problems and not here and not archiving.holds(desk, noted):
        return [f"the audit no longer holds act {noted}: it was cut off or written anew"]
    return problems


def audit_head(desk: Desk) -> str:
    """The newest act of the audit, to be noted off this host."""
    return desk.store.read(audit.head)


def backups(desk: Desk) -> Path:
    """The folder of the backups that the product makes by itself."""
    return _archive.folder(desk.settings.var / "backups")


def remember_erased(desk: Desk, person: str) -> None:
    """Keep the id of somebody who is erased where a restored backup finds it."""
    path = backups(desk) / ERASURES
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{person}\n")
    path.chmod(0o600)


def _erased(folder: Path) -> list[str]:
    path = folder / ERASURES
    return path.read_text(encoding="utf-8").split() if path.exists() else []


def _prepared(database: Path, erased: Collection[str], now: str) -> list[str]:
    """Bring a restored database up to date, doubt what was under way, erase again; files to remove."""
    store = open_store(f"sqlite:///{database}")
    files: list[str] = []
    try:
        migrate_database(store)
        with store.write() as tx:
            outbox.doubt_everything(tx, now)
            for person in erased:
                if erasing.everything(tx, person)["people"]:
                    files += [row["id"] for row in erasing.everything(tx, person)["files"]]
                    erasing.erase(tx, person, now)
        if erased:
            store.read(erasing.scrub)
    finally:
        store.close()
    return files


def _put(source: Path, target: Path, now: str) -> None:
    """Put a folder of the backup in its place; what stands there already is kept beside it."""
    if not source.exists():
        return
    if target.exists():
        target.rename(target.with_name(f"{target.name}.before-{now.replace(':', '')}"))
    shutil.move(source, target)


def _quiet_flag(desk: Desk) -> Path:
    return desk.settings.var / "resting-after-restore"


def _live_mark(desk: Desk) -> Path:
    return desk.settings.var / "live-after-restore"
