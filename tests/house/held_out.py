"""Tells near-copies of held-out questions without keeping the questions: hashes and signatures only.

`python -m tests.house.held_out FILE.jsonl ...` writes dev_signatures.txt anew. A line holds the
hash of a normalised question (its words in order of the alphabet), a MinHash signature of its
letter pairs, and the hash of its consonants. Two texts of token_sort_ratio 90 or more share so many
letter pairs that 99 of 100 such copies are found, while the most alike of independent phrases stay
below (measured); in a text of some words one other spelling changes too many of them, but chat
drops and repeats letters mostly where the consonants stay.
"""

import base64
import json
import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import numpy as np

SIGNATURES = Path(__file__).with_name("dev_signatures.txt")
SLOTS = 256  # one half byte each: too little to give a question back
BITS = 4
NEAR = 0.72  # share of letter pairs in common from which a text counts as a copy
FACTORS = np.random.default_rng(20261124).integers(1, 2**63, (SLOTS, 2), dtype=np.uint64) | 1


def normalise(text: str) -> str:
    """Small letters and digits only, the words in order of the alphabet."""
    return " ".join(sorted(re.findall(r"[a-z0-9]+", text.lower())))


def fingerprint(text: str) -> str:
    """Hash of the normalised text, 16 hexadecimal digits."""
    return sha256(normalise(text).encode()).hexdigest()[:16]


def consonants(text: str) -> str:
    """The text without vowels and doubled letters: `jdnya` as `jadinya`; a word of vowels stays."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    return " ".join(re.sub(r"(.)\1+", r"\1", re.sub("[aeiou]", "", word)) or word for word in words)


def signature(text: str) -> np.ndarray:
    """MinHash of the letter pairs of the normalised text: uint8[SLOTS], values below 16."""
    pairs = np.array([zlib.crc32(pair.encode()) for pair in _pairs(text)], dtype=np.uint64)
    mixed = pairs[:, None] * FACTORS[:, 0] + FACTORS[:, 1]
    return ((mixed >> np.uint64(32)).min(axis=0) % 2**BITS).astype(np.uint8)


class HeldOut:
    """The kept signatures; asks of a text whether it copies a held-out question."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Read lines of `fingerprint signature fingerprint`; `#` begins a comment."""
        rows = [line.split() for line in lines if line.strip() and not line.startswith("#")]
        self._fingerprints = {row[0] for row in rows}
        self._spellings = {row[2] for row in rows}
        self._signatures = np.array([_unpack(row[1]) for row in rows])

    def copies(self, text: str) -> bool:
        """Whether the text equals, or nearly equals, a held-out question."""
        spelt = fingerprint(consonants(text)) in self._spellings
        return spelt or fingerprint(text) in self._fingerprints or self.nearest(text) >= NEAR

    def nearest(self, text: str) -> float:
        """Estimated share of letter pairs in common with the most alike question, 0 to 1."""
        equal = float((self._signatures == signature(text)).mean(axis=1).max())
        by_chance = 1 / 2**BITS
        return (equal - by_chance) / (1 - by_chance)


def lines_for(questions: Iterable[str]) -> list[str]:
    """One line for each different question, in order of their hashes."""
    return sorted(
        f"{fingerprint(q)} {_pack(signature(q))} {fingerprint(consonants(q))}"
        for q in {normalise(q): q for q in questions}.values()
    )


def _pairs(text: str) -> set[str]:
    """Letter pairs with their count, so that a pair that comes twice counts twice."""
    padded, seen = f" {normalise(text)} ", Counter[str]()
    found = set()
    for pair in map("".join, pairwise(padded)):
        seen[pair] += 1
        found.add(f"{pair}{seen[pair]}")
    return found


def _pack(values: np.ndarray) -> str:
    return base64.b64encode((values[::2] << BITS | values[1::2]).tobytes()).decode()


def _unpack(text: str) -> np.ndarray:
    packed = np.frombuffer(base64.b64decode(text), dtype=np.uint8)
    return np.stack([packed >> BITS, packed % 2**BITS], axis=1).reshape(SLOTS)


def _questions(path: str) -> Iterable[str]:
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        yield from (told[key] for key in ("text", "first", "second") if key in told)


if __name__ == "__main__":
    everything = [question for path in sys.argv[1:] for question in _questions(path)]
    head = "# Hashes and signatures of held-out questions; written by tests/house/held_out.py.\n"
    SIGNATURES.write_text(head + "\n".join(lines_for(everything)) + "\n", encoding="utf-8")
