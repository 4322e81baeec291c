"""Background study of the version in force: recalibration, and each phrase read by models that never saw it. No pages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from bot.desk import _fit_model
from bot.desk._publishing import catalogue_of
from bot.desk.desk import Desk
from bot.model.entry import Catalogue
from bot.settings import child_environment
from bot.store import Row, catalogues, studio
from intents import Matcher, Phrase, load_encoder

# glibc gives back at once what each fold used: the study holds half of the memory
LEAN = {"MALLOC_MMAP_THRESHOLD_": "65536"}
COMMAND = (sys.executable, "-m", "bot", "faq", "study")
FOLDS = 5  # a phrase is left out together with a fifth of all phrases: a stricter test than alone
RIVAL_SHARE = 0.5


_running: list[subprocess.Popen[bytes]] = []  # at most one, of this process


def study_apart(desk: Desk) -> dict[str, int]:
    """Start `study` in a process of its own where it is due: it takes a core for a minute.

    Does not wait, so that a worker can leave at any time; counts: started.
    """
    if is_studying() or not _due(desk):
        return {"started": 0}
    child = subprocess.Popen(  # noqa: S603 - our own
        (*COMMAND, "--parent", str(os.getpid())),
        env=child_environment(**LEAN),
        stdout=subprocess.DEVNULL,
        process_group=0,  # Ctrl-C in a terminal is not for it: `leave` ends it
    )
    _running[:] = [child]
    return {"started": 1}


def is_studying() -> bool:
    """Whether the process that we started is at work."""
    return any(child.poll() is None for child in _running)


def leave() -> None:
    """End the process that we started: whoever leaves takes it along."""
    for child in _running:
        child.terminate()
        child.wait()


def study(desk: Desk) -> dict[str, int]:
    """Recalibrate the version in force and read its phrases without themselves, once a version; counts."""
    row = _due(desk)
    if row is None:
        return {"phrases": 0}
    catalogue = catalogue_of(desk, row)
    _recalibrate(desk, row, catalogue)
    found = read_all(catalogue)
    with desk.store.write() as tx:
        studio.keep_views(tx, row["model_key"], json.dumps(found, ensure_ascii=False), desk.now())
    return {"phrases": sum(len(one["phrases"]) for one in found.values())}


def _recalibrate(desk: Desk, row: Row, catalogue: Catalogue) -> None:
    """Keep weights of its own for a catalogue that the shipped ones do not suit; processes load them."""
    matcher = _fit_model.matcher_of(desk, catalogue)
    weights = matcher.recalibrated(_fit_model.phrases(catalogue)).weights()
    if weights != matcher.weights():
        with desk.store.write() as tx:
            catalogues.set_weights(tx, row["model_key"], weights)


def _due(desk: Desk) -> Row | None:
    """The version in force, unless it has been studied."""
    row, known = desk.store.read(lambda tx: (catalogues.published(tx), studio.views(tx)))
    return None if row and known and known["model_key"] == row["model_key"] else row


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
