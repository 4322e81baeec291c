"""One sealed file with everything but secrets: how it is written, proved and read. Decides no times."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bot.desk import _vault
from bot.desk._sealing import key_for
from bot.desk.desk import Desk
from bot.desk.holders import holder_name, is_dead
from bot.errors import BadInput, NoRoom
from bot.store.admin import back_up_database, copy_problems

DRAFT = ".draft-"
DATABASE, MANIFEST = "tanya.db", "manifest.json"
RESERVE = 100_000_000  # bytes that a backup leaves free: the database needs them
NOTE = (
    "This backup holds no secrets and is sealed: keep SECRET_KEY (var/secret_key), or the private"
    " key of BACKUP_PUBLIC_KEY, apart. Without it nothing can be restored."
)
Manifest = dict[str, str]


def write(desk: Desk, target: Path, folders: Mapping[str, Path]) -> Manifest:
    """Write the sealed archive while the product runs, and read it again; the manifest.

    A target that stands there is replaced only by a whole one. NoRoom when the disk is too full.
    """
    _require_room(desk, target.parent, folders)
    with draft(folder(target.parent)) as work:
        back_up_database(desk.store, work / DATABASE)
        problems = copy_problems(work / DATABASE)
        if problems:
            raise BadInput(f"the copy of the database is not sound: {problems[0]}")
        manifest = {"made_at": desk.now(), "note": NOTE, "database": digest(work / DATABASE)}
        (work / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        sealed = work / "sealed"
        key = _sealed(desk, sealed, {name: work / name for name in (MANIFEST, DATABASE)}, folders)
        _prove(sealed, key, manifest)
        sealed.replace(target)
    sync(target.parent)
    return manifest


def read(source: Path, work: Path, private: bytes) -> Manifest:
    """Unpack a backup and compare it with its manifest, which is returned; else BadInput."""
    try:
        with source.open("rb") as file:
            opened = _vault.Opened(file, private=private)
            with tarfile.open(fileobj=opened, mode="r|gz") as tar:
                tar.extractall(work, filter="data")
            opened.drain()
        told: Manifest = json.loads((work / MANIFEST).read_text(encoding="utf-8"))
        sound = digest(work / DATABASE) == told["database"]
    except BadInput as error:
        raise BadInput(f"{source}: {error.args[0]}") from error
    except (tarfile.TarError, OSError, EOFError, zlib.error, ValueError, LookupError) as error:
        raise BadInput(f"{source} is no backup, or damaged ({type(error).__name__})") from error
    if not sound:
        raise BadInput(f"{source}: the database in it does not match its manifest")
    return told


def own_key(desk: Desk) -> bytes:
    """The private key that follows from SECRET_KEY."""
    return key_for(desk.settings, "backup")


@contextmanager
def draft(parent: Path) -> Iterator[Path]:
    """A folder for what is not finished; copies left by processes that died over it are removed."""
    for left in parent.glob(f"{DRAFT}*"):
        if is_dead(left.name.removeprefix(DRAFT)):
            shutil.rmtree(left)
    work = parent / f"{DRAFT}{holder_name()}"
    work.mkdir(mode=0o700)
    try:
        yield work
    finally:
        shutil.rmtree(work)


def folder(path: Path) -> Path:
    """The folder, made where it lacks."""
    path.mkdir(parents=True, exist_ok=True)
    return path


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sealed(
    desk: Desk, target: Path, files: Mapping[str, Path], folders: Mapping[str, Path]
) -> bytes:
    """Write the archive of these files and folders; the key of this very stream."""
    wanted = desk.settings.backup_public_key
    public = _vault.from_text(wanted) if wanted else _vault.public_of(own_key(desk))
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        sealer = _vault.Sealer(out, public, NOTE)
        with tarfile.open(fileobj=sealer, mode="w|gz") as tar:
            for inside, path in {**files, **folders}.items():
                if path.exists():
                    tar.add(path, inside)
        sealer.finish()
        out.flush()
        os.fsync(out.fileno())
    return sealer.key


def _prove(sealed: Path, key: bytes, manifest: Manifest) -> None:
    """Read what was written once more: it opens to the end and holds the database told."""
    with sealed.open("rb") as file:
        opened = _vault.Opened(file, key=key)
        with tarfile.open(fileobj=opened, mode="r|gz") as tar:
            for member in tar:
                if member.name == DATABASE and (inside := tar.extractfile(member)):
                    found = hashlib.file_digest(inside, "sha256").hexdigest()  # type: ignore[arg-type]
                    if found != manifest["database"]:
                        raise BadInput("the backup does not hold what was written to it")
        opened.drain()


def _require_room(desk: Desk, parent: Path, folders: Mapping[str, Path]) -> None:
    """A copy of the database, and the archive: at worst as large as what goes into it."""
    database = desk.settings.database_path.stat().st_size
    files = (p for root in folders.values() for p in root.rglob("*") if p.is_file())
    needed = 2 * database + sum(p.stat().st_size for p in files) + RESERVE
    free = shutil.disk_usage(folder(parent)).free
    if free < needed:
        raise NoRoom(f"a backup needs {needed // 10**6} MB in {parent}, {free // 10**6} are free")


def sync(parent: Path) -> None:
    """Make a rename outlive a power cut."""
    handle = os.open(parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
