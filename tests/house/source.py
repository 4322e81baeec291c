"""Reads the project's own Python as syntax trees, once, for the house tests. No assertions here."""

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ("webhooks.py", "bot", "intents")
ALL = (*PRODUCT, "tests", "bench", "docs")


@dataclass(frozen=True)
class Source:
    """One Python file: its name from the root, its text, its tree."""

    name: str
    text: str
    tree: ast.Module


@cache
def sources(*tops: str) -> tuple[Source, ...]:
    """Every Python file under these top-level names, in order of name."""
    paths = sorted(p for top in tops for p in _python_files(ROOT / top))
    return tuple(_read(path) for path in paths)


def functions(source: Source) -> list[tuple[str, int]]:
    """(name with line, number of lines) of every function of a file."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    found = [node for node in ast.walk(source.tree) if isinstance(node, kinds)]
    return [(f"{source.name}:{f.lineno} {f.name}", 1 + f.end_lineno - f.lineno) for f in found]


def strings(source: Source) -> list[tuple[int, str]]:
    """(line, value) of every text constant of a file."""
    constants = (node for node in ast.walk(source.tree) if isinstance(node, ast.Constant))
    return [(node.lineno, node.value) for node in constants if isinstance(node.value, str)]


def joined(source: Source) -> list[re.Pattern[str]]:
    """Keys that a file puts together, as `f"hello_{hour}"`: patterns with any word in the gaps."""
    nodes = [node for node in ast.walk(source.tree) if isinstance(node, ast.JoinedStr)]
    parts = [[_told(value) for value in node.values] for node in nodes]
    keys = [told for told in parts if re.search(r"[a-z]{3}_|_[a-z]{3}", "".join(told))]
    return [re.compile("[a-z0-9_]+".join(map(re.escape, told))) for told in keys]


def _told(part: ast.expr) -> str:
    """The text of a constant part; nothing of a part that is filled in."""
    return part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else ""


def _python_files(top: Path) -> list[Path]:
    if top.is_file():
        return [top]
    return list(top.rglob("*.py"))


def _read(path: Path) -> Source:
    text = path.read_text(encoding="utf-8")
    return Source(path.relative_to(ROOT).as_posix(), text, ast.parse(text))
