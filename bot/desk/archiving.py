"""The oldest acts of the audit go to files, whole months of them; the chain stays whole over both. Judges no act."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from bot.desk import _archive
from bot.desk.desk import Desk
from bot.model.clock import later
from bot.store import Row, audit

BITE = 500  # acts read, or dropped under one write lock
DAY_S = 86400.0
MONTH = 7  # characters of a moment that name its month
ACT = frozenset(("seq", "at", "actor", "what", "object", "detail", "digest"))


def archive_audit(desk: Desk) -> dict[str, int]:
    """Write what is past its days to a file, say so in the audit, and only then drop it here.

    Whatever ends the process in between, the next run goes on; a broken chain is left as it is.
    """
    if (wrong := desk.store.read(audit.broken)) is not None:
        desk.log.error("the audit is not archived: it does not fit", act=wrong)
        return {"archived": 0}
    before = later(desk.now(), -DAY_S * int(desk.settings.keep_audit_days))[:MONTH]
    first, _ = desk.store.read(audit.archived)
    last = desk.store.read(lambda tx: audit.last_before(tx, before))
    if last and last["seq"] > first:
        name = _written(desk, first, last["seq"])
        with desk.store.write() as tx:
            detail = f"{last['seq']}:{last['digest']}"
            audit.note(
                tx, actor="system", what=audit.ARCHIVED, object_=name, now=desk.now(), detail=detail
            )
    return {"archived": _drop(desk)}


def problems(desk: Desk) -> list[str]:
    """What is wrong with the files that lie here; one that was taken away is none of our business."""
    last, digest = desk.store.read(audit.archived)
    found, before = [], (0, "")
    for path in _files(desk):
        if not (rows := _read(path)):
            found.append(f"{path.name} cannot be read")
            continue
        start = before if before[0] == rows[0]["seq"] - 1 else (0, "")
        wrong = next((row["seq"] for row in _unfit(rows, start[1])), None)
        before = (rows[-1]["seq"], rows[-1]["digest"])
        if wrong is not None or (before[0] == last and before[1] != digest):
            found.append(f"{path.name}: act {wrong or last} does not fit the chain")
    return found


def holds(desk: Desk, noted: str) -> bool:
    """Whether an act that was the audit's head once lies in a file here as it was."""
    seq, _, digest = noted.strip().partition(":")
    acts = (row for path in _files(desk) for row in _read(path))
    told = next((row["digest"] for row in acts if str(row["seq"]) == seq), "")
    return bool(digest) and str(told).startswith(digest)


def folder(desk: Desk) -> Path:
    """Where the files lie."""
    return desk.settings.var / "archive"


def _unfit(rows: list[Row], digest: str) -> Iterator[Row]:
    """Acts that do not follow the one before; the very first of a lone file has none before it here."""
    for row in rows:
        if (digest or row["seq"] == 1) and not audit.follows(digest, row):
            yield row
        digest = row["digest"]


def _written(desk: Desk, first: int, last: int) -> str:
    """One line an act, complete and on the disk before it has its name."""
    path = _archive.folder(folder(desk)) / f"audit-{first + 1:09d}-{last:09d}.jsonl"
    draft = path.with_suffix(".draft")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:  # noqa: PTH123 - only so it is private from the start
        _copy(desk, file, first, last)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    _archive.sync(path.parent)
    return path.name


def _copy(desk: Desk, file: TextIO, seq: int, last: int) -> None:
    while rows := desk.store.read(lambda tx, s=seq: audit.after(tx, s, last, BITE)):  # type: ignore[misc]
        file.writelines(json.dumps(row) + "\n" for row in rows)
        seq = rows[-1]["seq"]


def _drop(desk: Desk) -> int:
    last, _ = desk.store.read(audit.archived)
    dropped = 0
    while True:
        with desk.store.write() as tx:
            gone = audit.drop(tx, last, BITE)
        dropped += gone
        if not gone:
            return dropped


def _files(desk: Desk) -> list[Path]:
    return sorted(folder(desk).glob("audit-*.jsonl"))


def _read(path: Path) -> list[Row]:
    """Its acts; none when any of it cannot be read."""
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError):
        return []
    whole = all(isinstance(row, dict) and row.keys() >= ACT for row in rows)
    return rows if whole else []
