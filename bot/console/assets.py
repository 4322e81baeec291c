"""Style sheets, scripts and pictures of the pages, under addresses that change with their content."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, url_for

FOLDER = Path(__file__).with_name("static")
BLUEPRINT = Blueprint(
    "assets",
    __name__,
    static_folder="static",
    static_url_path="/console/static",
    template_folder="templates",
)


def address(name: str) -> str:
    """The address of a file of `static/`; browsers may keep it for ever."""
    return url_for("assets.static", filename=name, v=_mark(name))


@cache
def _mark(name: str) -> str:
    return sha256((FOLDER / name).read_bytes()).hexdigest()[:12]
