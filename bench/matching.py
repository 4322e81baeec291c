"""How well we match, beside simpler ways: python -m bench.matching [--quick] [FILE.jsonl ...]."""

import argparse
import gc
import json
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench import baselines, catalogue
from bench.measures import Told, bands, by_register, calibration_error, curve, table
from intents import Match, Matcher, Phrase, load_encoder
from intents.encoder import Encoder
from intents.matcher import chatter

SHARED = catalogue.ROOT.parent.parent / "shared" / "faq"
NOTHING = ("oos", "refuse")
OWN = Path(__file__).resolve().parent / "data"
STRANGERS = sorted(OWN.glob("strangers-?.jsonl"))
Question = tuple[str, str, str]


@dataclass(frozen=True)
class Way:
    """A way of matching that has learnt: what it tells of a question, and what learning cost."""

    name: str
    tell: Callable[[str], tuple[list[tuple[str, float]], str]]
    seconds: float
    megabytes: float
    model: Matcher | None = None


def _memory() -> float:
    """Resident now, in MB: what learning left behind, not what it needed for a moment."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def ours(phrases: Sequence[Phrase], lexicon: catalogue.Lexicon, encoder: Encoder | None) -> Way:
    begun, before = time.perf_counter(), _memory()
    model = Matcher.fit(phrases, lexicon=lexicon, encoder=encoder)

    def tell(text: str) -> tuple[list[tuple[str, float]], str]:
        match = model.match(text)
        return [(c.entry, c.confidence) for c in match.candidates], match.verdict

    name = "intents" if encoder is None else f"intents + {encoder.name}"
    return Way(name, tell, time.perf_counter() - begun, _memory() - before, model)


def simpler(name: str, phrases: Sequence[Phrase]) -> Way:
    """Teach a baseline; outside entries are entries like all others, and refuse when they win."""
    given = [*phrases, *chatter()]
    beyond = {phrase.entry for phrase in given if phrase.outside}
    begun, before = time.perf_counter(), _memory()
    rank = baselines.BASELINES[name]([p.entry for p in given], [p.text for p in given])
    seconds = time.perf_counter() - begun

    def tell(text: str) -> tuple[list[tuple[str, float]], str]:
        return without_outside(rank(text), beyond)

    return Way(name, tell, seconds, _memory() - before)


def without_outside(ranked: baselines.Ranked, beyond: set[str]) -> tuple[baselines.Ranked, str]:
    """An outside entry that leads takes the confidence away from every topic."""
    topics = [(entry, score) for entry, score in ranked if entry not in beyond]
    if ranked and ranked[0][0] in beyond:
        return [(entry, score - ranked[0][1] - 1) for entry, score in topics], "refuse"
    return topics, "answer"


def ask(way: Way, questions: Sequence[Question]) -> list[Told]:
    found = []
    for text, entry, register in questions:
        begun = time.perf_counter()
        ranked, verdict = way.tell(text)
        spent = time.perf_counter() - begun
        found.append(Told(None if entry in NOTHING else entry, register, ranked, verdict, spent))
    return found


def nlpjs(phrases: Sequence[Phrase], questions: Sequence[Question]) -> list[Told]:
    given = [*phrases, *chatter()]
    beyond = {phrase.entry for phrase in given if phrase.outside}
    texts = [text for text, _, _ in questions]
    begun = time.perf_counter()
    found = baselines.nlpjs([p.entry for p in given], [p.text for p in given], texts)
    each = (time.perf_counter() - begun) / len(texts)
    told = []
    for text, entry, register in questions:
        ranked, verdict = without_outside(found[text], beyond)
        told.append(Told(None if entry in NOTHING else entry, register, ranked, verdict, each))
    return told


def cross_validated(lexicon: catalogue.Lexicon, encoder: Encoder | None) -> list[Told]:
    """Hold out a fifth of all phrases, five times; these are harder than citizens' messages."""
    topics = catalogue.topics()
    rows = [*topics, *((phrase, "") for phrase in catalogue.elsewhere())]
    fold = np.random.default_rng(0).integers(0, 5, len(rows))
    told = []
    for number in range(5):
        train = [p for (p, _), own in zip(rows, fold, strict=True) if own != number]
        tests = [
            (p.text, "oos" if p.outside else p.entry, register)
            for (p, register), own in zip(rows, fold, strict=True)
            if own == number
        ]
        told += ask(ours(train, lexicon, encoder), tests)
    return told


def sets(files: Sequence[Path]) -> dict[str, list[Question]]:
    own = [row[:3] for name in ("topik.tsv", "luar.tsv") for row in catalogue.questions(name)]
    found = {"own test questions": own}
    if (SHARED / "questions-dev.jsonl").is_file():
        found["development set"] = catalogue.jsonl(SHARED / "questions-dev.jsonl")
    return found | {file.stem: catalogue.jsonl(file) for file in (*STRANGERS, *files)}


def follow_ups(name: str, model: Matcher) -> str:
    """Ask what can be understood only after the answer before."""
    files = (SHARED / "followups-dev.jsonl", *sorted(OWN.glob("strangers-followups*.jsonl")))
    lines = []
    for file in filter(Path.is_file, files):
        asked = [json.loads(line) for line in file.read_text().splitlines()]
        right = answered = 0
        for one in asked:
            match = model.match(one["second"], previous=one["first_id"])
            answered += match.verdict == "answer"
            right += match.verdict == "answer" and match.candidates[0].entry == one["second_id"]
        lines.append(f"{name}, {file.stem} ({len(asked)}): {right} right, {answered - right} wrong")
    return "\n".join(lines)


def two_at_once(name: str, model: Matcher) -> str:
    """Ask two things in one message; `form` is what stands between them."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for line in (OWN / "two-questions.jsonl").read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        counted[one["form"]][_of_two(model.match(one["text"]), set(one["ids"]))] += 1
    return "\n".join(f"{name}, {form}: {dict(found)}" for form, found in sorted(counted.items()))


def _of_two(match: Match, asked: set[str]) -> str:
    first = [one.entry for one in match.candidates[:1]]
    told = {*first, *(one.entry for one in match.also)} if match.verdict == "answer" else set()
    shown = match.candidates[:3] if match.verdict == "clarify" else match.beside
    offered = {one.entry for one in shown}
    if told - asked:
        return "something else told"
    if asked <= told:
        return "both told"
    if asked <= told | offered:
        return "both told or offered"
    return "one told or offered" if asked & (told | offered) else "none"


def report(name: str, told: dict[str, list[Told]], ways: dict[str, Way]) -> None:
    print(f"\n== {name}: {len(next(iter(told.values())))} questions ==")
    print(table(told, {key: (way.seconds, way.megabytes) for key, way in ways.items()}))
    for key in [key for key in told if key.startswith("intents")]:
        print(f"\n{key}, with the shipped thresholds: {bands(told[key])}")
        print(f"calibration error (ECE) {calibration_error(told[key]):.3f}; {curve(told[key])}")
        print(by_register(told[key]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "files", nargs="*", type=Path, help='{"text", "id" or "oos", "register"} a line'
    )
    parser.add_argument("--quick", action="store_true", help="ours alone: no baselines, no folds")
    given = parser.parse_args()
    phrases = [*(phrase for phrase, _ in catalogue.topics()), *catalogue.elsewhere()]
    lexicon, encoder = catalogue.lexicon(), load_encoder()
    learnt = [ours(phrases, lexicon, None)]
    learnt += [ours(phrases, lexicon, encoder)] if encoder else []
    learnt += [] if given.quick else [simpler(name, phrases) for name in baselines.BASELINES]
    with_nlpjs = not given.quick and baselines.nlpjs_is_here()
    if not with_nlpjs:
        print("nlp.js (Indonesian): not measured here (needs node and `npm install node-nlp`)")
    ways = {way.name: way for way in learnt}
    for name, questions in sets(given.files).items():
        told = {way.name: ask(way, questions) for way in learnt}
        if with_nlpjs:
            told["nlp.js (Indonesian)"] = nlpjs(phrases, questions)
        report(name, told, ways)
    for title, asked in (("follow-ups", follow_ups), ("two questions in one", two_at_once)):
        lines = (asked(way.name, way.model) for way in learnt if way.model)
        print(f"\n== {title} ==", *lines, sep="\n")
    if not given.quick:
        report("our own phrases, five folds", {"intents": cross_validated(lexicon, None)}, {})


if __name__ == "__main__":
    main()
