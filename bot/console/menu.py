"""What stands around every page: menu, officer, banners, tokens. No page's own content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import request

from bot.console import guard, here
from bot.console.words import TEXTS, language
from bot.desk import switches
from bot.errors import StoreUnavailable


@dataclass(frozen=True)
class Entry:
    """One line of the menu."""

    label: str
    endpoint: str
    here: bool


def surroundings() -> dict[str, Any]:
    """Variables of every template."""
    session = here.session()
    return {
        "officer": session.officer if session else None,
        "language": language(),
        "csrf": here.csrf_token(),
        "menu": _menu() if session else (),
        "in_force": _in_force() if session else None,
        "told": _told(),
    }


def _told() -> str:
    """What was just done, as the redirect says; only what we have words for."""
    told = request.args.get("told", "")
    return told if f"told_{told}" in TEXTS[language()] else ""


def _menu() -> tuple[Entry, ...]:
    officer = here.officer()
    seen = [page for page in here.pages().values() if page.label]
    seen.sort(key=lambda page: page.place)
    return tuple(
        Entry(page.label, f"{page.blueprint.name}.show", request.blueprint == page.blueprint.name)
        for page in seen
        if guard.may_enter(officer, page)
    )


def _in_force() -> switches.InForce | None:
    """What every officer must know at once; None while the store cannot be read."""
    try:
        return switches.in_force(here.desk())
    except StoreUnavailable:
        return None
