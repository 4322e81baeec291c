"""Ask a question of the version in force and of the one that waits, with the explanation. Keeps nothing."""

from __future__ import annotations

from dataclasses import dataclass

from bot.desk._mind import Mind
from bot.desk._publishing import catalogue_of
from bot.desk.ask import Asked, ask
from bot.desk.desk import Desk
from bot.errors import BadInput
from bot.masking import mask
from bot.store import catalogues
from intents import Explanation, Matcher, load_encoder


@dataclass(frozen=True)
class Try:
    """What one version makes of a question."""

    which: str  # live | waiting
    asked: Asked
    why: Explanation


def ask_all(desk: Desk, text: str, previous: str = "") -> tuple[Try, ...]:
    """Ask the version in force and, where an edit waits with its model, that one too."""
    live = desk.minds.current()
    if previous and previous not in live.catalogue.entries:
        raise BadInput(f"no entry {previous}")
    minds = {"live": live} | _waiting(desk)
    return tuple(_try(desk, which, mind, text, previous) for which, mind in minds.items())


def _try(desk: Desk, which: str, mind: Mind, text: str, previous: str) -> Try:
    why = mind.matcher.explain(mask(text).text, previous=previous or None)
    return Try(which, ask(desk, mind, text, previous), why)


def _waiting(desk: Desk) -> dict[str, Mind]:
    """The mind of the edit that waits: its model is kept with it, nothing is fitted here."""
    row = desk.store.read(catalogues.pending)
    kept = desk.store.read(lambda tx: catalogues.model(tx, row["model_key"])) if row else None
    if row is None or kept is None:
        return {}
    wrong = desk.settings.most_wrong
    matcher = Matcher.load(**kept, encoder=load_encoder(), wrong=wrong)
    return {"waiting": Mind(row["id"], catalogue_of(desk, row), matcher)}
