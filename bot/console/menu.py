"""What stands around every page: menu, officer, banners, tokens. No page's own content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import request

from bot.console import guard, here
from bot.console.words import TEXTS, language
from bot.desk import mentioning, reading, switches
from bot.errors import StoreUnavailable
from bot.model.officer import Officer


@dataclass(frozen=True)
class Entry:
    """One line of the menu."""

    label: str
    endpoint: str
    here: bool


def surroundings() -> dict[str, Any]:
    """Variables of every template."""
    session = here.session()
    around = {"officer": None, "language": language(), "csrf": here.csrf_token(), "told": _told()}
    return around | (_inside(session.officer) if session else {})


def _inside(officer: Officer) -> dict[str, Any]:
    """What only officers see around a page; less of it while the store cannot be read."""
    desk = here.desk()
    try:
        names = reading.titles(desk, officer.language) | dict(
            switches.families(desk, officer.language)
        )
        news = {
            "since": reading.last_event(desk),
            "waiting": reading.counts(desk, officer)["waiting"],
            "mentions": mentioning.unseen(desk, officer),
            "handed": mentioning.handed_over(desk, officer),
            "overdue": reading.overdue(desk, officer),
        }
        known = {"in_force": switches.in_force(desk), "names_of": names} | news
    except StoreUnavailable:
        known = {
            "in_force": None,
            "names_of": {},
            "since": 0,
            "waiting": 0,
            "mentions": [],
            "handed": [],
            "overdue": 0,
        }
    return {"officer": officer, "menu": _menu(officer)} | known


def _told() -> str:
    """What was just done, as the redirect says; only what we have words for."""
    told = request.args.get("told", "")
    return told if f"told_{told}" in TEXTS[language()] else ""


def _menu(officer: Officer) -> tuple[Entry, ...]:
    seen = [page for page in here.pages().values() if page.label]
    seen.sort(key=lambda page: page.place)
    return tuple(
        Entry(page.label, f"{page.blueprint.name}.show", _within(page.blueprint.name))
        for page in seen
        if guard.may_enter(officer, page)
    )


def _within(name: str) -> bool:
    """Whether the present page is this one, or one of its family (`studio_facts` of `studio`)."""
    shown = request.blueprint or ""
    return shown == name or shown.startswith(f"{name}_")
