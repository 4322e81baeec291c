"""Hang the pages into the application: blueprints, guard, headers, errors. No page here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from flask import Flask
from jinja2 import StrictUndefined

from bot.console import assets, faults, formats, guard, headers, live, menu, parts, words
from bot.console.page import Page
from bot.desk import Desk
from bot.folder import collect


def install(app: Flask, desk: Desk) -> None:
    """Add every page of `bot/console/pages` to the application, over this desk."""
    pages = cast("Mapping[str, Page]", collect("bot.console.pages", "PAGE"))
    table = {page.blueprint.name: page for page in pages.values()}
    app.extensions |= {"desk": desk, "pages": table, "live": live.Live(desk)}
    app.jinja_env.undefined = StrictUndefined
    app.register_blueprint(assets.BLUEPRINT)
    for page in table.values():
        app.register_blueprint(page.blueprint)
    app.before_request(guard.authorise)
    app.after_request(headers.protect)
    faults.install(app)
    app.jinja_env.filters.update(formats.FILTERS | parts.FILTERS)
    app.jinja_env.globals.update(t=words.t, word=words.word, why=words.why, asset=assets.address)
    app.context_processor(menu.surroundings)
