"""The FAQ folder as the studio reads and writes it: cached readings, atomic writes. No verbs."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.catalogue import content_hash, load, read_files
from bot.desk.desk import Desk
from bot.errors import BadFaq, StoreUnavailable, Telling
from bot.model.entry import Catalogue
from bot.store import audit, events, studio

Files = Mapping[str, bytes]
TRIES = 8  # files change under us: somebody else saved; then it is tried again


@dataclass(frozen=True)
class Reading:
    """The folder as it is now: its catalogue, or what is wrong with it."""

    files: Files
    catalogue: Catalogue | None
    problems: tuple[Telling, ...] = ()

    @property
    def hash(self) -> str:
        """The content hash of the files."""
        return content_hash(self.files)


@dataclass(frozen=True)
class Edit:
    """What is about to be written: by whom, and what it does in one word for the history.

    With `publish` (the reason) the worker puts it in force by itself.
    """

    officer: str
    what: str
    publish: str = ""


def read_now(desk: Desk) -> Reading:
    """Read the folder; files that cannot be read or loaded come with their problems."""
    try:
        files = read_files(Path(desk.settings.faq_dir))
    except BadFaq as error:
        return Reading({}, None, error.problems)
    return reading_of(files)


def reading_of(files: Files) -> Reading:
    """The reading of a snapshot."""
    catalogue, problems = _read(tuple(sorted(files.items())))
    return Reading(files, catalogue, problems)


@lru_cache(maxsize=6)
def _read(files: tuple[tuple[str, bytes], ...]) -> tuple[Catalogue | None, tuple[Telling, ...]]:
    try:
        return load(dict(files)), ()
    except BadFaq as error:
        return None, error.problems


def rewrite(desk: Desk, edit: Edit, changed: Callable[[Files], Files]) -> str:
    """Carry out `changed` on the files as they are; the new hash ("" when nothing differs).

    `changed` returns only the files that become others (empty bytes: the file goes), may raise,
    and is asked again when somebody else saved meanwhile: no edit is lost unseen.
    """
    for _ in range(TRIES):
        before = read_files(Path(desk.settings.faq_dir))
        wanted = {
            name: data for name, data in changed(before).items() if data != before.get(name, b"")
        }
        if not wanted:
            return ""
        if _written(desk, edit, before, wanted):
            return content_hash(_after(before, wanted))
    raise StoreUnavailable("the FAQ files change all the time")


def _written(desk: Desk, edit: Edit, before: Files, wanted: Files) -> bool:
    """Write, unless a file is no longer as it was read; the note comes first, so that a crash leaves it."""
    folder, now = Path(desk.settings.faq_dir), desk.now()
    with desk.store.write() as tx:
        *halves, whole = _digests(before, wanted)
        for digest in halves:
            studio.note_edit(tx, digest=digest, officer=edit.officer, now=now, what=edit.what)
        studio.note_edit(
            tx, digest=whole, officer=edit.officer, now=now, what=edit.what, publish=edit.publish
        )
    with desk.store.write() as tx:  # the one lock that all processes share
        if read_files(folder) != before:
            return False
        for name, data in wanted.items():
            _write(folder / name, data)
        audit.note(
            tx, actor=edit.officer, what="faq_edited", object_=edit.what[:80], now=now,
            detail=content_hash(_after(before, wanted)),
        )  # fmt: skip
        events.tell(tx, "faq", "files", now, detail="edited")
        return True


def _digests(before: Files, wanted: Files) -> list[str]:
    """The hash after each file: if we die in between, the half is known as the studio's too."""
    names = list(wanted)
    steps = [{name: wanted[name] for name in names[: n + 1]} for n in range(len(names))]
    return [content_hash(_after(before, step)) for step in steps]


def _after(before: Files, wanted: Files) -> Files:
    return {name: data for name, data in {**before, **wanted}.items() if data}


def _write(path: Path, data: bytes) -> None:
    """Old or new, never a mixture: a hidden file beside it, fsync, rename, fsync of the folder."""
    if not data:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(exist_ok=True)
        beside = path.with_name(f".{path.name}.part")  # under the lock there is one writer
        with beside.open("wb") as file:
            if path.exists():
                os.fchmod(file.fileno(), path.stat().st_mode & 0o777)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    handle = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
