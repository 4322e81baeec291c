"""Few phrases an entry, in catalogues unlike ours: python -m bench.fewshot [--phrases 10] [--quick]."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bench import catalogue
from bench.matching import Way, ask, ours, simpler
from bench.measures import Told, bands, calibration_error, right_at
from intents import Phrase, load_encoder
from intents.encoder import Encoder

DRAWS = 3
UNKNOWN = 0.2  # share of the entries whose phrases are asked but not taught
TRAFFIC = {"known": 0.8, "unknown": 0.1, "elsewhere": 0.1}
_TESTS_EACH = 8
# How people shorten words; not the matcher's lexicon, which would flatter it.
_SHORT = {
    "yang": "yg", "untuk": "utk", "dengan": "dgn", "bagaimana": "gmna", "berapa": "brpa", "tidak": "gk",
    "sudah": "udh", "belum": "blom", "bisa": "bsa", "apa": "ap", "saya": "sya", "mau": "mo", "dari": "dr",
    "kalau": "klo", "pakai": "pke", "tolong": "tlng", "dimana": "dmna", "karena": "krn", "juga": "jg",
}  # fmt: skip


@dataclass(frozen=True)
class Draw:
    """One catalogue to learn and what to ask it: text, entry or `oos`, kind."""

    name: str
    phrases: list[Phrase]
    asked: list[tuple[str, str, str]]


def noisy(text: str, chance: np.random.Generator) -> str:
    """Write as in a hurry: shortened words, lost vowels, slips of the finger, words run together."""
    words = [_noisy_word(word, chance) for word in text.split()]
    if len(words) > 2 and chance.random() < 0.15:
        at = int(chance.integers(len(words) - 1))
        words[at : at + 2] = [words[at] + words[at + 1]]
    return " ".join(words)


def _noisy_word(word: str, chance: np.random.Generator) -> str:
    draw = chance.random()
    if draw < 0.5 and word.lower() in _SHORT:
        return _SHORT[word.lower()]
    if len(word) < 5 or draw > 0.25:
        return word
    at = int(chance.integers(1, len(word) - 1))
    if draw < 0.08:
        return word[0] + "".join(c for c in word[1:] if c not in "aiueo")
    if draw < 0.14:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if draw < 0.2:
        return word[:at] + word[at + 1 :]
    return word[:at] + word[at] + word[at:]


def draw(
    name: str, phrases: Sequence[Phrase], strangers: Sequence[str], *, each: int, entries: int, seed: int
) -> Draw:  # fmt: skip
    """Teach `each` phrases of some entries; ask the rest, entries never taught, and strangers."""
    chance = np.random.default_rng(seed)
    names = sorted({phrase.entry for phrase in phrases})
    chosen = [names[at] for at in chance.permutation(len(names))[:entries]]
    unknown = set(chosen[: round(len(chosen) * UNKNOWN)])
    taught: list[Phrase] = []
    asked: list[tuple[str, str, str]] = []
    for entry in chosen:
        texts = [phrase.text for phrase in phrases if phrase.entry == entry]
        mixed = [texts[at] for at in chance.permutation(len(texts))]
        if entry in unknown:
            asked += [(text, "oos", "unknown") for text in mixed[:_TESTS_EACH]]
            continue
        taught += [Phrase(entry, text) for text in mixed[:each]]
        asked += [(text, entry, "known") for text in mixed[each : each + _TESTS_EACH]]
    asked += [
        (strangers[at], "oos", "elsewhere") for at in chance.permutation(len(strangers))[:100]
    ]
    return Draw(name, taught, asked)


def draws(each: int) -> Iterator[Draw]:
    own = [phrase for phrase, _ in catalogue.topics()]
    campus = catalogue.campus()
    elsewhere = [phrase.text for phrase in catalogue.elsewhere()]
    for seed in range(DRAWS):
        for entries in (97, 45):
            strangers = [*elsewhere, *(phrase.text for phrase in campus)]
            yield draw(
                f"ours, {entries} entries", own, strangers, each=each, entries=entries, seed=seed
            )
        strangers = [*elsewhere, *(phrase.text for phrase in own)]
        yield draw("campus", campus, strangers, each=min(each, 5), entries=25, seed=seed)


def as_traffic(told: Sequence[Told], size: int = 2000) -> list[Told]:
    """Repeat the answers so that the kinds come in the shares of a desk's traffic."""
    chance = np.random.default_rng(0)
    found: list[Told] = []
    for kind, share in TRAFFIC.items():
        own = [one for one in told if one.register == kind]
        found += [own[at] for at in chance.integers(0, len(own), round(share * size))]
    return found


def report(name: str, told: dict[str, list[Told]]) -> None:
    print(f"\n== {name} ==")
    for way, answers in told.items():
        known = [one for one in answers if one.register == "known"]
        top = np.mean([one.right for one in known])
        traffic = as_traffic(answers)
        line = f"{way:26} top-1 {top:.3f}  right at <= 3 % wrong {right_at(traffic, 0.03):.3f}"
        if way.startswith("intents"):
            line += f"  ECE {calibration_error(traffic):.3f}  at its band: {bands(traffic)}"
        print(line)


def ways(phrases: Sequence[Phrase], encoder: Encoder | None, *, quick: bool) -> list[Way]:
    found = [ours(phrases, (), None)]
    found += [ours(phrases, (), encoder)] if encoder else []
    return found if quick else [*found, simpler("TF-IDF + logistic regr.", phrases)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phrases", type=int, default=10, help="phrases taught an entry")
    parser.add_argument("--quick", action="store_true", help="ours alone, no baseline")
    given = parser.parse_args()
    encoder = load_encoder()
    found: dict[str, dict[str, list[Told]]] = {}
    for number, one in enumerate(draws(given.phrases)):
        chance = np.random.default_rng(number)
        spoilt = [(noisy(text, chance), entry, kind) for text, entry, kind in one.asked]
        for way in ways(one.phrases, encoder, quick=given.quick):
            for style, asked in (("clean", one.asked), ("noisy", spoilt)):
                told = found.setdefault(f"{one.name}, {style}", {})
                told.setdefault(way.name, []).extend(ask(way, asked))
    for name, answers in found.items():
        report(name, answers)


if __name__ == "__main__":
    main()
