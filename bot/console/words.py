"""The console's own texts in the reader's language. Holds none itself."""

from __future__ import annotations

from typing import cast

from flask import request

from bot.console import here
from bot.folder import collect

DEFAULT = "id"
TEXTS = cast("dict[str, dict[str, str]]", collect("bot.console.texts", "TEXTS"))


def language() -> str:
    """The officer's language; on public pages the one asked for by `?bahasa=`."""
    session = here.session()
    chosen = session.officer.language if session else request.args.get("bahasa", DEFAULT)
    return chosen if chosen in TEXTS else DEFAULT


def t(key: str, **params: object) -> str:
    """The text of this key, its marks filled; KeyError for a key that nobody wrote."""
    return TEXTS[language()][key].format(**params)


def word(family: str, name: object) -> str:
    """The text `family_name`, or the name itself where it has none."""
    known = TEXTS[language()].get(f"{family}_{name}")
    return known or str(name)


def why(code: str) -> str:
    """Why a message did not leave, in plain words; of a provider's rarer codes the number is told."""
    return TEXTS[language()].get(f"code_{code}") or t("refused_with", code=code)
