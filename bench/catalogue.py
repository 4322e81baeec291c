"""Reads our own catalogue for the benchmarks: phrases, lexicon, test questions. Nothing is measured here."""

import json
from collections.abc import Iterator
from pathlib import Path

import yaml

from intents import Phrase

Lexicon = tuple[tuple[str, str], ...]

ROOT = Path(__file__).resolve().parent.parent / "faq_data"


def topics() -> list[tuple[Phrase, str]]:
    """Give every phrase of our topics with its register."""
    found = []
    for file in sorted((ROOT / "topics").glob("*.yaml")):
        for entry in yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)["entries"]:  # noqa: S506 - plain strings
            for register, texts in entry["phrases"].items():
                found += [(Phrase(entry["id"], text), register) for text in texts]
    return found


def elsewhere() -> list[Phrase]:
    """Give the phrases of what is not this office's business."""
    file = ROOT / "elsewhere.yaml"
    groups = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)["elsewhere"]  # noqa: S506 - plain strings
    return [
        Phrase(group["id"], text, outside=True) for group in groups for text in group["phrases"]
    ]


def _table(file: Path) -> Iterator[list[str]]:
    lines = file.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    width = len(rows[0])
    return iter([row + [""] * (width - len(row)) for row in rows[1:]])


def lexicon() -> Lexicon:
    """Give the local words and product names."""
    files = sorted((ROOT / "lexicon").glob("*.tsv"))
    return tuple((row[0], row[1]) for file in files for row in _table(file))


def questions(name: str) -> list[tuple[str, str, str, str]]:
    """Give our own test questions: text, expected entry, register, previous entry."""
    return [(row[0], row[1], row[2], row[3]) for row in _table(ROOT / "tests" / name)]


def campus() -> list[Phrase]:
    """Give the phrases of quite another office, to see whether what is learnt here holds there."""
    file = Path(__file__).resolve().parent / "data" / "kampus.tsv"
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [Phrase(*line.split("\t", 1)) for line in lines]


def jsonl(path: Path) -> list[tuple[str, str, str]]:
    """Give (text, entry or `oos`, register) rows of a question set."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [(row["text"], row["id"], row.get("register", "")) for row in rows]
