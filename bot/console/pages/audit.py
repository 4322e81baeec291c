"""The audit log: who did what and when, newest first."""

from __future__ import annotations

from dataclasses import asdict, fields

from flask import Blueprint, render_template, request

from bot.console import here
from bot.console.page import Page
from bot.console.words import TEXTS, language
from bot.desk import auditing, officers
from bot.desk.auditing import Wanted
from bot.model.officer import AUDIT

BLUEPRINT = Blueprint("audit", __name__, url_prefix="/console/audit")
PAGE = Page(BLUEPRINT, "menu_audit", AUDIT, place=7)
LIMIT = 100
NEWEST = 2**53
ACT = "audit_"  # how the texts of acts begin


@BLUEPRINT.get("")
def show() -> str:
    """A stretch of the log, narrowed by officer, act, object and days."""
    desk, args = here.desk(), request.args
    wanted = Wanted(**{one.name: args.get(one.name, "") for one in fields(Wanted)})
    before = args.get("before", NEWEST, type=int)
    rows = auditing.search(desk, here.officer(), wanted, limit=LIMIT, before=min(before, NEWEST))
    return render_template(
        "audit.html",
        rows=rows,
        names=officers.names(desk),
        acts=_acts(),
        asked=wanted,
        given={name: value for name, value in asdict(wanted).items() if value},
        older=rows[-1]["seq"] if len(rows) == LIMIT else None,
    )


def _acts() -> list[tuple[str, str]]:
    """(code, words) of every act that has words, by the words."""
    texts = TEXTS[language()]
    known = [(key.removeprefix(ACT), words) for key, words in texts.items() if key.startswith(ACT)]
    return sorted(known, key=lambda pair: pair[1])
