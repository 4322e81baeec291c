"""The matcher: phrases in, a reader of messages out. It only joins the parts; no scoring here."""

import io
import json
import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Self

import numpy as np

from intents.encoder import Encoder
from intents.nouns import Candidate, Explanation, Match, Phrase, Step
from intents.packaged import read_rows


def normalise(text: str) -> str:
    slang = {r[0]: r[1] for r in read_rows("slang.tsv") + read_rows("typos.tsv") if len(r) > 1}
    words = re.findall(r"[a-z0-9]+", re.sub(r"(.)\1{2,}", r"\1", text.lower()))
    return " ".join(slang.get(w, w) for w in words)


def _grams(text: str) -> set[str]:
    words = text.split()
    found = set(words) | {f"{a} {b}" for a, b in zip(words, words[1:], strict=False)}
    for word in words:
        padded = f"<{word}>"
        found |= {padded[i : i + n] for n in (3, 4) for i in range(len(padded) - n + 1)}
    return found


class Matcher:
    def __init__(self, phrases: list[tuple[str, str, bool]]) -> None:
        self._phrases = phrases
        self._entries = sorted({p[0] for p in phrases})
        self._outside = {p[0] for p in phrases if p[2]}
        self._docs = [_grams(normalise(p[1])) for p in phrases]
        count: dict[str, int] = {}
        for doc in self._docs:
            for g in doc:
                count[g] = count.get(g, 0) + 1
        self._idf = {g: float(np.log(1 + len(phrases) / c)) for g, c in count.items()}
        self._norms = [float(np.sqrt(sum(self._idf[g] ** 2 for g in d))) or 1.0 for d in self._docs]

    @classmethod
    def fit(
        cls,
        phrases: Iterable[Phrase],
        *,
        lexicon: Iterable[tuple[str, str]] | None = None,
        encoder: Encoder | None = None,
    ) -> Self:
        rows = [(p.entry, p.text, p.outside) for p in phrases]
        rows += [(f"chatter:{r[0]}", r[1], True) for r in read_rows("chatter.tsv") if len(r) > 1]
        return cls(rows)

    def _scores(self, text: str) -> dict[str, float]:
        grams = _grams(normalise(text)) & self._idf.keys()
        norm = float(np.sqrt(sum(self._idf[g] ** 2 for g in grams))) or 1.0
        best: dict[str, float] = {}
        for row, doc, size in zip(self._phrases, self._docs, self._norms, strict=True):
            value = sum(self._idf[g] ** 2 for g in sorted(grams & doc)) / norm / size
            best[row[0]] = max(best.get(row[0], 0.0), value)
        return best

    def match(self, text: str, *, previous: str | None = None) -> Match:
        ranked = sorted(self._scores(text).items(), key=lambda item: (-item[1], item[0]))
        topics = [Candidate(e, round(s, 6)) for e, s in ranked if e not in self._outside][:5]
        top, score = ranked[0]
        if top in self._outside or score < 0.1:
            return Match(tuple(topics), "refuse", outside=top if top in self._outside else None, focus=text)
        verdict = "answer" if score > 0.45 else "clarify" if score > 0.25 else "escalate"
        return Match(tuple(topics), verdict, focus=text)

    def explain(self, text: str, *, previous: str | None = None) -> Explanation:
        match = self.match(text, previous=previous)
        steps = tuple(Step(w, w, "known") for w in text.split())
        return Explanation(
            text, steps, normalise(text), match.focus, match.used_context, {}, {}, match.candidates, match.verdict, ""
        )

    def dump(self) -> bytes:
        out = io.BytesIO()
        np.savez(out, phrases=np.frombuffer(json.dumps(self._phrases).encode(), dtype=np.uint8))
        return out.getvalue()

    @classmethod
    def load(cls, data: bytes, *, encoder: Encoder | None = None) -> Self:
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            return cls([tuple(p) for p in json.loads(arrays["phrases"].tobytes())])

    @staticmethod
    def key(
        phrases: Iterable[Phrase],
        lexicon: Iterable[tuple[str, str]] | None = None,
        encoder: Encoder | None = None,
    ) -> str:
        parts = [[p.entry, p.text, p.outside] for p in phrases]
        name = encoder.name if encoder else None
        return sha256(json.dumps([parts, list(lexicon or ()), name]).encode()).hexdigest()

    def recalibrated(self, phrases: Iterable[Phrase], *, lexicon: Iterable[tuple[str, str]] | None = None) -> Self:
        return type(self).fit(phrases, lexicon=lexicon)
