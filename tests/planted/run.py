"""Plants each bug into a copy of the tree and demands that the tests named for it fail. Mends nothing.

usage: python -m tests.planted.run [name ...]      (`make planted`)
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.planted.patches import Planted, every, plant

ROOT = Path(__file__).parents[2]
LEFT_BEHIND = (".*", "var", "__pycache__", "node_modules")
FAILED, PATIENCE_S = 1, 600  # what pytest says when tests ran and some failed


def main(names: Sequence[str]) -> int:
    """Try the bugs named, or all; 0 when every one is caught."""
    chosen = [bug for bug in every() if not names or bug.name in names]
    escaped = [bug.name for bug in chosen if not _caught(bug)]
    told = f"{len(chosen) - len(escaped)} of {len(chosen)} planted bugs caught"
    sys.stdout.write(f"{told}{': not ' + ', '.join(escaped) if escaped else ''}\n")
    return 1 if escaped else 0


def _caught(bug: Planted) -> bool:
    with tempfile.TemporaryDirectory(prefix="tanya-planted-") as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(*LEFT_BEHIND))
        try:
            plant(bug, tree)
        except ValueError as error:
            sys.stdout.write(f"ESCAPED {error}\n")
            return False
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *bug.tests]
        told = subprocess.run(
            command, cwd=tree, capture_output=True, text=True, check=False, timeout=PATIENCE_S
        )
    caught = told.returncode == FAILED
    seen = next((line for line in told.stdout.splitlines() if line.startswith("FAILED")), "")
    word = "caught " if caught else "ESCAPED"
    sys.stdout.write(f"{word} {bug.name}: {bug.says}\n        {seen or told.stdout[-300:]}\n")
    sys.stdout.flush()
    return caught


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
