"""What an edit says differently, thing by thing and part by part. By meaning: formatting is no difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import ndiff

from bot.model.entry import Catalogue, Elsewhere, Entry, Fact, Provenance, Words

Parts = dict[str, str]  # part -> text
PHRASE = "phrases."  # parts that begin so are wordings: the key holds the text


@dataclass(frozen=True)
class Part:
    """One text before and after; empty where it was not, or is no more."""

    name: str  # answer.id, route, phrases.biasa, ...
    before: str
    after: str

    @property
    def lines(self) -> list[tuple[str, str]]:
        """(sign, line): - gone, + new, "" as it was."""
        told = ndiff(self.before.splitlines(), self.after.splitlines())
        return [(line[0].strip(), line[2:]) for line in told if line[0] != "?"]


@dataclass(frozen=True)
class Difference:
    """One entry, fact, sentence (or other thing) that is not as it was."""

    kind: str  # entry | fact | sentence | elsewhere | question | lexicon | office
    id: str
    state: str  # added | removed | changed
    parts: tuple[Part, ...]


def differences(old: Catalogue, new: Catalogue) -> tuple[Difference, ...]:
    """Everything that differs, entries first, each with its parts in order of the file."""
    before, after = _everything(old), _everything(new)
    found = (
        _difference(thing, before.get(thing), after.get(thing)) for thing in {**before, **after}
    )
    return tuple(one for one in found if one)


def entry_difference(old: Entry | None, new: Entry | None) -> Difference | None:
    """What differs between two readings of one entry; None when nothing does."""
    one = new or old
    if one is None:
        return None
    before, after = (_entry(entry) if entry else None for entry in (old, new))
    return _difference(("entry", one.id), before, after)


def _difference(
    thing: tuple[str, str], before: Parts | None, after: Parts | None
) -> Difference | None:
    if before == after:
        return None
    was, now = before or {}, after or {}
    names = [name for name in {**was, **now} if was.get(name, "") != now.get(name, "")]
    parts = tuple(Part(_shown(name), was.get(name, ""), now.get(name, "")) for name in names)
    state = "added" if before is None else "removed" if after is None else "changed"
    return Difference(*thing, state, parts)


def _shown(name: str) -> str:
    return name.partition(":")[0] if name.startswith(PHRASE) else name


def _everything(catalogue: Catalogue) -> dict[tuple[str, str], Parts]:
    found = {("entry", key): _entry(entry) for key, entry in catalogue.entries.items()}
    found |= {("fact", key): _fact(fact) for key, fact in catalogue.facts.items()}
    found |= {("sentence", key): _words("", w) for key, w in catalogue.sentences.items()}
    found |= {("elsewhere", key): _elsewhere(other) for key, other in catalogue.elsewhere.items()}
    found |= {
        ("question", f"{q.text} {q.previous}".strip()): {"expected": q.expected}
        for q in catalogue.questions
    }
    found |= {("lexicon", word): {"meaning": meaning} for word, meaning in catalogue.lexicon}
    return found | {("office", "office"): _office(catalogue)}


def _entry(entry: Entry) -> Parts:
    parts = {"scope": entry.scope}
    for name in ("title", "answer", "sms", "intake"):
        parts |= _words(f"{name}.", getattr(entry, name))
    parts |= {f"{PHRASE}{p.register}:{p.text}": p.text for p in entry.phrases}
    parts |= {"related": ", ".join(entry.related), "route": entry.route}
    return parts | _origin(entry.provenance)


def _fact(fact: Fact) -> Parts:
    return _words("value.", fact.value) | _origin(fact.provenance)


def _elsewhere(other: Elsewhere) -> Parts:
    parts = _words("title.", other.title) | _words("office.", other.office)
    return parts | {f"{PHRASE}biasa:{text}": text for text in other.phrases}


def _office(catalogue: Catalogue) -> Parts:
    office = catalogue.office
    parts: Parts = {}
    for name, words in office.names.items():
        parts |= _words(f"{name}.", words)
    parts |= dict(_prefixed("hours", office.hours)) | dict(_prefixed("closed", office.closed_days))
    parts |= dict(_prefixed("prices", office.prices))
    parts["hours_verified"] = "yes" if office.hours_verified else ""
    return parts | {"links": ", ".join(office.allowed_links)}


def _prefixed(name: str, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((f"{name}.{key}", text) for key, text in texts.items())


def _words(prefix: str, words: Words) -> Parts:
    return {f"{prefix}{language}": text for language, text in words.items()}


def _origin(origin: Provenance) -> Parts:
    return dict(vars(origin))
