"""Fit the matcher of a catalogue; only the worker and the command line do this. No publishing here."""

from __future__ import annotations

from collections.abc import Iterator

from bot.desk.desk import Desk
from bot.model.entry import Catalogue
from bot.store import catalogues
from intents import Matcher, Phrase, load_encoder


def phrases(catalogue: Catalogue) -> Iterator[Phrase]:
    """Every example wording: of entries, and of what is not this office's business."""
    for entry in catalogue.entries.values():
        for phrase in entry.phrases:
            yield Phrase(entry.id, phrase.text)
    for outside in catalogue.elsewhere.values():
        for text in outside.phrases:
            yield Phrase(outside.id, text, outside=True)


def model_key(catalogue: Catalogue) -> str:
    """The key under which the fitted matcher of this catalogue is kept."""
    return Matcher.key(phrases(catalogue), catalogue.lexicon, load_encoder())


def matcher_of(desk: Desk, catalogue: Catalogue) -> Matcher:
    """The fitted matcher: from the store, or fitted now and kept."""
    key, encoder = model_key(catalogue), load_encoder()
    if matcher := _kept(desk, key):
        return matcher
    before = _in_force(desk) if encoder else None
    fitted = Matcher.fit(
        phrases(catalogue), lexicon=catalogue.lexicon, encoder=encoder, before=before
    )
    with desk.store.write() as tx:
        catalogues.keep_model(tx, key=key, data=fitted.dump(), now=desk.now())
    return _kept(desk, key) or fitted


def _kept(desk: Desk, key: str) -> Matcher | None:
    kept = desk.store.read(lambda tx: catalogues.model(tx, key))
    wrong = desk.settings.most_wrong
    return Matcher.load(**kept, encoder=load_encoder(), wrong=wrong) if kept else None


def _in_force(desk: Desk) -> Matcher | None:
    """The model of the version in force: most phrases of an edit are already in it."""
    row = desk.store.read(catalogues.published)
    kept = desk.store.read(lambda tx: catalogues.model(tx, row["model_key"])) if row else None
    return Matcher.load(kept["data"]) if kept else None
