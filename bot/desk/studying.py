"""How every phrase would be read if the entry did not have it: by models that never saw it. No pages."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from bot.desk import _fit_model
from bot.desk._publishing import catalogue_of
from bot.desk.desk import Desk
from bot.model.entry import Catalogue
from bot.store import catalogues, studio
from intents import Matcher, Phrase, load_encoder

FOLDS = 5  # a phrase is left out together with a fifth of all phrases: a stricter test than alone
RIVAL_SHARE = 0.5


def study(desk: Desk) -> dict[str, int]:
    """Read the phrases of the version in force without themselves, once a version; counts."""
    row = desk.store.read(catalogues.published)
    known = desk.store.read(studio.views)
    if row is None or (known and known["model_key"] == row["model_key"]):
        return {"phrases": 0}
    found = read_all(catalogue_of(desk, row))
    with desk.store.write() as tx:
        studio.keep_views(tx, row["model_key"], json.dumps(found, ensure_ascii=False), desk.now())
    return {"phrases": sum(len(one["phrases"]) for one in found.values())}


def read_all(catalogue: Catalogue) -> dict[str, Any]:
    """By entry: n phrases, right ones, `rival` (what most of them hit instead, or ""), and `phrases`.

    `phrases` maps each text to [verdict, first entry, confidence].
    """
    everything = list(_fit_model.phrases(catalogue))
    found: dict[str, dict[str, list[Any]]] = defaultdict(dict)
    for fold in range(FOLDS):
        kept = [phrase for n, phrase in enumerate(everything) if n % FOLDS != fold]
        left = [p for n, p in enumerate(everything) if n % FOLDS == fold and not p.outside]
        for phrase, view in _read(kept, left, catalogue):
            found[phrase.entry][phrase.text] = view
    return {entry: _summed(entry, phrases) for entry, phrases in found.items()}


def _read(
    kept: Sequence[Phrase], left: Sequence[Phrase], catalogue: Catalogue
) -> list[tuple[Phrase, list[Any]]]:
    matcher = Matcher.fit(kept, lexicon=catalogue.lexicon, encoder=load_encoder())
    found = []
    for phrase in left:
        match = matcher.match(phrase.text)
        first = match.candidates[0] if match.candidates else None
        told = [first.entry, round(first.confidence, 3)] if first else ["", 0.0]
        found.append((phrase, [match.verdict, *told]))
    return found


def _summed(entry: str, phrases: dict[str, list[Any]]) -> dict[str, Any]:
    firsts = Counter(view[1] for view in phrases.values())
    (rival, times), *_ = firsts.most_common(1)
    misled = rival != entry and times > RIVAL_SHARE * len(phrases)
    return {
        "n": len(phrases),
        "right": firsts[entry],
        "rival": rival if misled else "",
        "phrases": phrases,
    }
