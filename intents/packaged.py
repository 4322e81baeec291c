"""Reads the package's own data (slang, typos, chatter, roots, weights); no other files are read."""

from functools import cache
from importlib.resources import files


def read_text(name: str) -> str:
    """Give a data file's text, or nothing where the package comes without it."""
    source = files("intents").joinpath("data", name)
    return source.read_text("utf-8") if source.is_file() else ""


def read_bytes(name: str) -> bytes:
    """Give a data file that is no text."""
    return files("intents").joinpath("data", name).read_bytes()


@cache
def read_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Give the rows of a tab-separated file; `#` begins a comment."""
    lines = read_text(name).splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


def read_words(name: str) -> list[str]:
    """Give the words of a list; `#` begins a comment line."""
    lines = read_text(name).splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]
