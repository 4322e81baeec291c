"""Ask a question of the version in force and of the one that waits, with the explanation. Keeps nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.desk._mind import Mind
from bot.desk._publishing import catalogue_of
from bot.desk.ask import Asked, ask, why
from bot.desk.desk import Desk
from bot.errors import BadInput
from bot.store import catalogues
from intents import Explanation, Matcher, load_encoder


@dataclass(frozen=True)
class Try:
    """What one version makes of a question."""

    which: str  # live | waiting
    asked: Asked
    why: Explanation
    names: Mapping[str, str]  # what lies outside, as people call it


def ask_all(desk: Desk, text: str, previous: str = "", language: str = "id") -> tuple[Try, ...]:
    """Ask the version in force and, where an edit waits with its model, that one too."""
    live = desk.minds.current()
    if previous and previous not in live.catalogue.entries:
        raise BadInput(f"no entry {previous}")
    minds = {"live": live} | _waiting(desk)
    found = []
    for which, mind in minds.items():
        beyond = mind.catalogue.elsewhere.items()
        names = {name: one.title.get(language, one.title["id"]) for name, one in beyond}
        asked = ask(desk, mind, text, previous)
        found.append(Try(which, asked, why(mind, text, previous), names))
    return tuple(found)


def _waiting(desk: Desk) -> dict[str, Mind]:
    """The mind of the edit that waits: its model is kept with it, nothing is fitted here."""
    row = desk.store.read(catalogues.pending)
    kept = desk.store.read(lambda tx: catalogues.model(tx, row["model_key"])) if row else None
    if row is None or kept is None:
        return {}
    wrong = desk.settings.most_wrong
    matcher = Matcher.load(**kept, encoder=load_encoder(), wrong=wrong)
    return {"waiting": Mind(row["id"], catalogue_of(desk, row), matcher)}
