"""Learns the matcher's shipped weights from our own catalogue: python -m bench.fit_weights [plain|semantic]."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from bench import catalogue
from intents import Phrase, load_encoder
from intents.calibration import Kind, Sample, calibrate
from intents.encoder import Encoder
from intents.folds import FOLDS, held_out, kind_of, scored, split_entries
from intents.matcher import chatter

OUT = Path(__file__).resolve().parent.parent / "intents" / "data" / "weights.json"
OWN_WEIGHT = 3.0  # test questions by other writers tell more about the next writer
# Small strange catalogues, so that the weights hold elsewhere too: phrases an entry, entries.
STRANGE = ((5, 60), (10, 60), (10, 40), (10, 80), (15, 60), (20, 50))


def with_questions(phrases: Sequence[Phrase], lexicon: catalogue.Lexicon, encoder: Encoder | None) -> list[Sample]:
    """Score our own test questions, each fifth of the topics left out once."""
    asked = [Phrase(entry, text) for text, entry, _, _ in catalogue.questions("topik.tsv")]
    asked += [Phrase("", text, outside=True) for text, _, _, _ in catalogue.questions("luar.tsv")]
    names, _ = split_entries(phrases)
    group = np.random.default_rng(1).permutation(len(names)) % FOLDS
    found = []
    for number in range(FOLDS):
        dropped = {name for name, own in zip(names, group, strict=True) if own == number}
        tests = [(p.entry, p.text, kind_of(p, dropped)) for p in asked]
        train = [p for p in phrases if p.entry not in dropped]
        found += scored(train, tests, lexicon, encoder, OWN_WEIGHT)
    return found


def strange(phrases: Sequence[Phrase], encoder: Encoder | None, each: int, entries: int, seed: int) -> list[Sample]:
    """Score a small catalogue without lexicon or elsewhere, a fifth of its entries unknown."""
    chance = np.random.default_rng(seed)
    names, _ = split_entries(phrases)
    chosen = [names[at] for at in chance.permutation(len(names))[:entries]]
    dropped = set(chosen[: entries // 5])
    train: list[Phrase] = chatter()
    tests: list[tuple[str, str, Kind]] = []
    for name in chosen:
        own = [p for p in phrases if p.entry == name]
        mixed = [own[at] for at in chance.permutation(len(own))]
        first = 0 if name in dropped else each
        train += mixed[:first]
        tests += [(name, p.text, kind_of(p, dropped)) for p in mixed[first : first + 8]]
    beyond = [p for p in phrases if p.outside]
    tests += [("", beyond[at].text, "outside") for at in chance.permutation(len(beyond))[:80]]
    return scored(train, tests, (), encoder)


def learn_weights(encoder: Encoder | None) -> dict[str, object]:
    topics = [phrase for phrase, _ in catalogue.topics()]
    elsewhere, lexicon = catalogue.elsewhere(), catalogue.lexicon()
    phrases = [*topics, *elsewhere, *chatter()]
    ours = with_questions(phrases, lexicon, encoder)
    samples = list(ours)
    for fold in held_out(phrases, lexicon, encoder):
        samples += fold
    for seed, (each, entries) in enumerate(STRANGE):
        samples += strange([*topics, *elsewhere], encoder, each, entries, seed)
    weights = calibrate(samples, encoder is not None, [replace(s, weight=1.0) for s in ours])
    return asdict(weights)


def main(kinds: Sequence[str]) -> None:
    found = json.loads(OUT.read_text()) if OUT.is_file() else {}
    for kind in kinds or ("plain", "semantic"):
        encoder = load_encoder() if kind == "semantic" else None
        if kind == "semantic" and encoder is None:
            sys.stdout.write("semantic: no encoder here, its weights stay as they are\n")
            continue
        learnt = learn_weights(encoder)
        found[kind] = {k: [round(x, 4) for x in v] if isinstance(v, tuple) else round(v, 4) for k, v in learnt.items()}
        sys.stdout.write(f"{kind}: {json.dumps(found[kind])}\n")
    OUT.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
