"""Folders that live as long as a run: what is costly to prepare and only copied afterwards."""

import shutil
import tempfile
from pathlib import Path

_made: list[Path] = []


def for_this_run(name: str) -> Path:
    """A new folder of that name's kind; `clear` takes it away again."""
    _made.append(Path(tempfile.mkdtemp(prefix=f"tanya-{name}-")))
    return _made[-1]


def clear() -> None:
    """The run is over: nothing of it stays on the disk."""
    while _made:
        shutil.rmtree(_made.pop(), ignore_errors=True)
