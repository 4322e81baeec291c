"""One file with everything but secrets: database, FAQ files, media, manifest. Restores quietly."""

from __future__ import annotations

import hashlib
import json
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.desk.desk import Desk
from bot.desk.holders import holder_name, is_dead
from bot.errors import BadInput
from bot.store import open_store, outbox
from bot.store.admin import back_up_database, check_database, migrate_database, pending_steps

KEEP_BACKUPS = 35
DRAFT = ".draft-"
NOTE = "This backup holds no secrets: keep SECRET_KEY (var/secret_key) apart, or files stay unreadable."


def back_up(desk: Desk, target: Path) -> dict[str, str]:
    """Write one .tar.gz while the product runs; the manifest."""
    with _draft(_folder(target.parent)) as work:
        back_up_database(desk.store, work / "tanya.db")
        faq, files = Path(desk.settings.faq_dir), desk.settings.var / "files"
        manifest = {"made_at": desk.now(), "note": NOTE, "database": _digest(work / "tanya.db")}
        (work / "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        draft = work / "backup.tar.gz"
        with tarfile.open(draft, "w:gz") as tar:
            tar.add(work / "manifest.json", "manifest.json")
            tar.add(work / "tanya.db", "tanya.db")
            for folder, inside in ((faq, "faq_data"), (files, "files")):
                if folder.exists():
                    tar.add(folder, inside)
        draft.chmod(0o600)
        shutil.move(draft, target)
    return manifest


def restore(desk: Desk, source: Path) -> dict[str, str]:
    """Put a backup in place of an absent database; unfinished sends are doubted, the line rests.

    Nothing is sent until `go_live`, so that two servers never both speak. BadInput when a
    database exists already, or the backup is damaged.
    """
    path = desk.settings.database_path
    for suffix in ("", "-wal", "-shm"):
        if path.with_name(path.name + suffix).exists():
            raise BadInput(f"{path}{suffix} exists: move it away first")
    with _draft(_folder(desk.settings.var)) as work:
        manifest = _unpacked(source, work)
        _doubt(work / "tanya.db", desk.now())
        _put(work / "files", desk.settings.var / "files", desk.now())
        _put(work / "faq_data", Path(desk.settings.faq_dir), desk.now())
        _quiet_flag(desk).write_text(desk.now(), encoding="utf-8")
        shutil.move(work / "tanya.db", path)
    return manifest


def go_live(desk: Desk) -> bool:
    """Let a restored server speak; False when it was not resting."""
    resting = _quiet_flag(desk).exists()
    _quiet_flag(desk).unlink(missing_ok=True)
    return resting


def is_resting(desk: Desk) -> bool:
    """Whether this is a restored server that must not speak yet."""
    return _quiet_flag(desk).exists()


def back_up_nightly(desk: Desk) -> dict[str, int]:
    """The nightly backup; the oldest beyond 35 are removed."""
    folder = _folder(desk.settings.var / "backups")
    back_up(desk, folder / f"tanya-{desk.local():%Y%m%d}.tar.gz")
    old = sorted(folder.glob("tanya-*.tar.gz"))[:-KEEP_BACKUPS]
    for path in old:
        path.unlink()
    return {"backups": 1, "removed": len(old)}


def migrate(desk: Desk) -> list[str]:
    """Take the pending steps, after a copy of the database; their names. NewerSchema refuses."""
    steps = pending_steps(desk.store)
    if steps and desk.settings.database_path.stat().st_size:
        folder = _folder(desk.settings.var / "backups")
        stamped = desk.now().replace(":", "")
        back_up_database(desk.store, folder / f"before-{steps[0]}-{stamped}.db")
    migrate_database(desk.store)
    return steps


def check(desk: Desk) -> list[str]:
    """What is wrong with the database: integrity, foreign keys, the audit chain; empty when sound."""
    return check_database(desk.store)


def _unpacked(source: Path, work: Path) -> dict[str, str]:
    """Unpack a backup and compare it with its manifest, which is returned."""
    try:
        with tarfile.open(source, "r:gz") as tar:
            tar.extractall(work, filter="data")
        told: dict[str, str] = json.loads((work / "manifest.json").read_text(encoding="utf-8"))
        sound = _digest(work / "tanya.db") == told["database"]
    except (tarfile.TarError, OSError, EOFError, zlib.error, ValueError, LookupError) as error:
        raise BadInput(f"{source} is no backup, or damaged ({type(error).__name__})") from error
    if not sound:
        raise BadInput(f"{source}: the database in it does not match its manifest")
    return told


def _doubt(database: Path, now: str) -> None:
    """Bring a restored database up to date; whatever was under way in it may have been sent."""
    store = open_store(f"sqlite:///{database}")
    try:
        migrate_database(store)
        with store.write() as tx:
            outbox.doubt_everything(tx, now)
    finally:
        store.close()


def _put(source: Path, target: Path, now: str) -> None:
    """Put a folder of the backup in its place; what stands there already is kept beside it."""
    if not source.exists():
        return
    if target.exists():
        target.rename(target.with_name(f"{target.name}.before-{now.replace(':', '')}"))
    shutil.move(source, target)


@contextmanager
def _draft(folder: Path) -> Iterator[Path]:
    """A folder for what is not finished; copies left by processes that died over it are removed."""
    for left in folder.glob(f"{DRAFT}*"):
        if is_dead(left.name.removeprefix(DRAFT)):
            shutil.rmtree(left)
    work = folder / f"{DRAFT}{holder_name()}"
    work.mkdir(mode=0o700)
    try:
        yield work
    finally:
        shutil.rmtree(work)


def _quiet_flag(desk: Desk) -> Path:
    return desk.settings.var / "resting-after-restore"


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
