"""Learns the matcher's shipped weights from our own catalogue: python -m bench.fit_weights [plain|few|semantic|few_semantic|context]."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from bench import catalogue
from bench.followups import MASS, FollowUp, Maker
from intents import Phrase, judge, load_encoder
from intents.calibration import Kind, Sample, calibrate, fit_context
from intents.context import Context, evidence_beside
from intents.courtesy import matter
from intents.encoder import Encoder, Remembering
from intents.folds import FOLDS, held_out, kind_of, learnt, scored, split_entries
from intents.matcher import chatter
from intents.reader import Word
from intents.scorers import NAMES

OUT = Path(__file__).resolve().parent.parent / "intents" / "data" / "weights.json"
Sizes = tuple[tuple[int, int], ...]  # phrases an entry, entries
OWN_WEIGHT = 3.0  # test questions by other writers tell more about the next writer
# Small strange catalogues, so that the weights hold elsewhere too: phrases an entry, entries.
STRANGE = ((5, 60), (10, 60), (10, 40), (10, 80), (15, 60), (20, 50))
CAMPUS = ((4, 26), (5, 26), (6, 26), (6, 26))
# What `few` and `few_semantic` learn from: nothing but such catalogues.
FEW_STRANGE = (
    *((5, 60), (10, 60), (10, 40), (10, 80), (15, 60), (7, 45)),
    *((10, 30), (8, 90), (12, 50), (6, 40), (10, 70), (10, 50)),
)
FEW_CAMPUS = ((4, 26), (5, 26), (6, 26), (6, 26), (5, 26), (4, 26))
# Where phrases are few the log-odds of what was learnt lead the ranking, with an encoder half
# from the words and half from its head: scorer, by how much.
LEAD = {"plain": {"linear": 4.0}, "semantic": {"linear": 2.0, "head": 2.0}}
FOLLOW = 0.25  # and the others, which help it among many phrases, follow
LOST = 0.03  # few phrases make many a known question look foreign


def own_questions() -> list[Phrase]:
    """Give our own test questions, which other people wrote than the phrases."""
    asked = [Phrase(entry, text) for text, entry, _, _ in catalogue.questions("topik.tsv")]
    outside = [text for text, _, _, _ in catalogue.questions("luar.tsv")]
    return asked + [Phrase("", text, outside=True) for text in outside]


def with_questions(
    phrases: Sequence[Phrase], lexicon: catalogue.Lexicon, encoder: Encoder | None
) -> list[Sample]:
    """Score our own test questions, each fifth of the topics left out once."""
    asked = own_questions()
    names, _ = split_entries(phrases)
    group = np.random.default_rng(1).permutation(len(names)) % FOLDS
    found = []
    for number in range(FOLDS):
        dropped = {name for name, own in zip(names, group, strict=True) if own == number}
        tests = [(p.entry, p.text, kind_of(p, dropped)) for p in asked]
        train = [p for p in phrases if p.entry not in dropped]
        found += scored(train, tests, lexicon, encoder, OWN_WEIGHT)
    return found


def strange(
    phrases: Sequence[Phrase],
    asked: Sequence[Phrase],
    encoder: Encoder | None,
    *,
    each: int,
    entries: int,
    seed: int,
) -> list[Sample]:
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
        tests += [(name, p.text, kind_of(p, dropped)) for p in asked if p.entry == name]
    beyond = [p for p in (*phrases, *asked) if p.outside]
    tests += [("", beyond[at].text, "outside") for at in chance.permutation(len(beyond))[:80]]
    return scored(train, tests, (), encoder)


def of_strangers(encoder: Encoder | None, ours: Sizes, campus: Sizes) -> list[Sample]:
    """Score small catalogues made of our topics, and of quite another office's."""
    asked, elsewhere = own_questions(), catalogue.elsewhere()
    rows = [*(phrase for phrase, _ in catalogue.topics()), *elsewhere]
    samples: list[Sample] = []
    for seed, (each, entries) in enumerate(ours):
        samples += strange(rows, asked, encoder, each=each, entries=entries, seed=seed)
    rows = [*catalogue.campus(), *elsewhere]
    beyond = [Phrase("", phrase.text, outside=True) for phrase in asked]
    for seed, (each, entries) in enumerate(campus):
        found = strange(rows, beyond, encoder, each=each, entries=entries, seed=seed)
        samples += [replace(sample, weight=OWN_WEIGHT) for sample in found]
    return samples


def learn_few(encoder: Encoder | None) -> dict[str, tuple[float, ...] | float]:
    """Learn how sure to be where phrases are few; the ranking leans on what was learnt."""
    many = "semantic" if encoder else "plain"
    rank = FOLLOW * np.array(judge.shipped(many).rank)
    for name, lead in LEAD[many].items():
        rank[NAMES.index(name)] += lead
    samples = of_strangers(encoder, FEW_STRANGE, FEW_CAMPUS)
    return asdict(calibrate(samples, semantic=encoder is not None, rank=rank, lost=LOST))


def learn_weights(encoder: Encoder | None) -> dict[str, tuple[float, ...] | float]:
    topics = [phrase for phrase, _ in catalogue.topics()]
    elsewhere, lexicon = catalogue.elsewhere(), catalogue.lexicon()
    phrases = [*topics, *elsewhere, *chatter()]
    ours = with_questions(phrases, lexicon, encoder)
    samples = list(ours)
    for fold in held_out(phrases, lexicon, encoder):
        samples += fold
    samples += of_strangers(encoder, STRANGE, CAMPUS)
    weights = calibrate(
        samples,
        semantic=encoder is not None,
        limit_on=[replace(s, weight=1.0) for s in ours],
    )
    return asdict(weights)


def learn_context() -> list[float]:
    """Learn reading in context from follow-ups made of phrases that the scorers have not seen."""
    lexicon = catalogue.lexicon()
    phrases = [*(p for p, _ in catalogue.topics()), *catalogue.elsewhere(), *chatter()]
    fold = np.random.default_rng(2).integers(0, 3, len(phrases))
    weights = judge.shipped("plain")
    evidence, truths, weighed = [], [], []
    for number in range(3):
        train = [p for p, own in zip(phrases, fold, strict=True) if own != number]
        rest = [p for p, own in zip(phrases, fold, strict=True) if own == number]
        scorers, reader = learnt(train, lexicon, None)
        context = Context(scorers.table)
        for one in Maker(context, rest, seed=number).all():
            words = unsaid(matter(reader.read(one.text)), context, one)
            alone = judge.rank(scorers.score(words), context.topics, weights).shares
            before = context.place(one.before)
            evidence.append(evidence_beside(alone, context, scorers, weights, words, before))
            truths.append(context.place(one.entry))
            weighed.append(MASS[one.kind])
    return [round(x, 4) for x in fit_context(evidence, truths, weighed, context.topics).tolist()]


def unsaid(words: list[Word], context: Context, one: FollowUp) -> list[Word]:
    """Leave out what both entries are about: people do not say it twice."""
    old = set(context.about(context.place(one.before), kin=True))
    rest = [word for word in words if word.stem not in old]
    return rest if one.kind == "near" and rest else words


def learn_kind(kind: str) -> object:
    """Learn one part of the weights; nothing where its encoder is not here."""
    if kind == "context":
        return learn_context()
    encoder = load_encoder() if kind.endswith("semantic") else None
    if kind.endswith("semantic") and encoder is None:
        return None
    learn = learn_few if kind.startswith("few") else learn_weights
    learnt_weights = learn(Remembering(encoder) if encoder else None)
    return {name: np.round(value, 4).tolist() for name, value in learnt_weights.items()}


def main(kinds: Sequence[str]) -> None:
    for kind in kinds or ("plain", "few", "semantic", "few_semantic", "context"):
        part = learn_kind(kind)
        sys.stdout.write(f"{kind}: {json.dumps(part)}\n")
        if part is not None:
            found = json.loads(OUT.read_text()) if OUT.is_file() else {}
            OUT.write_text(json.dumps({**found, kind: part}, indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
