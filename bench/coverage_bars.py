"""Branch coverage of each room against its bar; exits 1 below one. `make test COVERAGE=1` runs it.

usage: python -m bench.coverage_bars .coverage.json     (as written by `coverage json`)
"""

import json
import sys
from collections import Counter
from pathlib import Path

BARS = {"bot/dialogue": 100.0, "intents": 100.0, "bot/desk": 95.0}
ELSEWHERE = 90.0
COLUMNS = ("num_statements", "covered_lines", "num_branches", "covered_branches")


def room(path: str) -> str:
    """Name the room of a file: `bot/<room>`, `intents`, `webhooks.py`, or `bot` for the ground floor."""
    parts = Path(path).parts
    return "/".join(parts[:2]) if parts[0] == "bot" and len(parts) > 2 else parts[0]


def rooms(report: dict) -> dict[str, Counter]:
    """Sum up lines and branches of each room."""
    sums: dict[str, Counter] = {}
    for path, told in sorted(report["files"].items()):
        summary = {column: told["summary"][column] for column in COLUMNS}
        sums.setdefault(room(path), Counter()).update(summary)
    return sums


def percent(told: Counter) -> float:
    """Lines and branches covered, of all there are, in percent."""
    everything = told["num_statements"] + told["num_branches"]
    return (
        100 * (told["covered_lines"] + told["covered_branches"]) / everything
        if everything
        else 100.0
    )


def main(path: str) -> int:
    """Print the table; the exit code."""
    sums = rooms(json.loads(Path(path).read_text(encoding="utf-8")))
    print(f"\n{'room':16} {'lines':>11} {'branches':>11} {'covered':>8} {'bar':>6}")
    low = 0
    for name, told in sums.items():
        bar, got = BARS.get(name, ELSEWHERE), percent(told)
        low += got < bar
        lines = f"{told['covered_lines']}/{told['num_statements']}"
        branches = f"{told['covered_branches']}/{told['num_branches']}"
        mark = "  BELOW" if got < bar else ""
        print(f"{name:16} {lines:>11} {branches:>11} {got:7.2f}% {bar:5.0f}%{mark}")
    missing = set(BARS) - set(sums)
    if missing:
        print(f"not measured at all: {', '.join(sorted(missing))}")
    return 1 if low or missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
