"""What differs between two catalogues, by meaning: moved or reformatted lines are no change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from bot.catalogue.marks import params_in
from bot.model.entry import Catalogue, Entry, Fact, Words

T = TypeVar("T")


@dataclass(frozen=True)
class Changes:
    """Ids of entries, keys of facts and sentences, and whether understanding changes."""

    added: frozenset[str]
    removed: frozenset[str]
    answers: frozenset[str]  # entries whose title, answer, sms, intake, route or links changed
    phrases: frozenset[str]  # entries whose example wordings changed
    facts: frozenset[str]  # added, removed, or told or dated differently
    signed_facts_changed: frozenset[str]  # signed off before, and now of another value or gone
    sentences: frozenset[str]
    sentences_broken: frozenset[str]  # gone, or with a mark that was not there before
    lexicon_changed: bool
    elsewhere: frozenset[str]
    office_changed: bool

    @property
    def understanding_changed(self) -> bool:
        """Whether the matcher has to be fitted anew."""
        entries = self.added | self.removed | self.phrases
        return bool(entries | self.elsewhere) or self.lexicon_changed


def changed(old: Catalogue, new: Catalogue) -> Changes:
    """Compare two catalogues."""
    kept = old.entries.keys() & new.entries.keys()
    signed = {key for key, fact in old.facts.items() if fact.provenance.verified_by}
    return Changes(
        added=frozenset(new.entries.keys() - kept),
        removed=frozenset(old.entries.keys() - kept),
        answers=frozenset(kept & _differing(old.entries, new.entries, _answer)),
        phrases=frozenset(kept & _differing(old.entries, new.entries, _wordings)),
        facts=_differing(old.facts, new.facts, _fact),
        signed_facts_changed=_differing(old.facts, new.facts, _value) & signed,
        sentences=_differing(old.sentences, new.sentences, dict),
        sentences_broken=_broken(old.sentences, new.sentences),
        lexicon_changed=sorted(old.lexicon) != sorted(new.lexicon),
        elsewhere=_differing(old.elsewhere, new.elsewhere, lambda other: other),
        office_changed=old.office != new.office,
    )


def _differing(
    old: Mapping[str, T], new: Mapping[str, T], meaning: Callable[[T], object]
) -> frozenset[str]:
    """Return the keys that stand on one side only, or whose meaning differs."""
    both = old.keys() & new.keys()
    return frozenset(
        (old.keys() ^ new.keys()) | {key for key in both if meaning(old[key]) != meaning(new[key])}
    )


def _answer(entry: Entry) -> object:
    texts = [dict(words) for words in (entry.title, entry.answer, entry.sms, entry.intake)]
    return texts, entry.route, entry.related, entry.scope, entry.provenance


def _wordings(entry: Entry) -> object:
    return {(phrase.text, phrase.register) for phrase in entry.phrases}


def _value(fact: Fact) -> object:
    return dict(fact.value)


def _fact(fact: Fact) -> object:
    return dict(fact.value), fact.provenance


def _broken(old: Mapping[str, Words], new: Mapping[str, Words]) -> frozenset[str]:
    """Return the sentences that the code can no longer say: it knows only the marks of before."""
    gone = old.keys() - new.keys()
    strange = {key for key in old.keys() & new.keys() if _marks(new[key]) - _marks(old[key])}
    return frozenset(gone | strange)


def _marks(words: Words) -> frozenset[str]:
    return frozenset().union(*(params_in(text) for text in words.values()))
