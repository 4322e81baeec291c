"""Simpler ways to match, to be compared with: each learns (entry, text) rows and ranks entries. No measuring here."""

import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, utils
from rapidfuzz.process import cdist
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

Ranked = list[tuple[str, float]]
Rank = Callable[[str], Ranked]
_NLPJS = Path(__file__).with_name("nlpjs.cjs")


def _best(entries: Sequence[str], values: np.ndarray) -> Ranked:
    """Keep the best value of each entry, best first."""
    found: dict[str, float] = {}
    for at in np.argsort(-values, kind="stable")[:200]:
        found.setdefault(entries[at], float(values[at]))
    return list(found.items())[:5]


def rapidfuzz_with(scorer: Callable[..., float]) -> Callable[[list[str], list[str]], Rank]:
    def learn(entries: list[str], texts: list[str]) -> Rank:
        plain = [utils.default_process(text) for text in texts]

        def rank(text: str) -> Ranked:
            return _best(entries, cdist([utils.default_process(text)], plain, scorer=scorer)[0])

        return rank

    return learn


def _vectorizer() -> TfidfVectorizer:
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)


def tfidf_nearest(entries: list[str], texts: list[str]) -> Rank:
    vectorizer = _vectorizer()
    table = vectorizer.fit_transform(texts)
    return lambda text: _best(entries, (table @ vectorizer.transform([text]).T).toarray()[:, 0])


def tfidf_logistic(entries: list[str], texts: list[str]) -> Rank:
    vectorizer = _vectorizer()
    model = LogisticRegression(C=20, max_iter=60).fit(vectorizer.fit_transform(texts), entries)
    names = list(model.classes_)
    return lambda text: _best(names, model.predict_proba(vectorizer.transform([text]))[0])


def bm25(entries: list[str], texts: list[str]) -> Rank:
    """Rank entries as documents made of all their phrases."""
    names = sorted(set(entries))
    counter = TfidfVectorizer(use_idf=False, norm=None, token_pattern=r"(?u)\b\w+\b")  # noqa: S106 - a pattern
    counter.fit(texts)
    whole = [
        " ".join(t for e, t in zip(entries, texts, strict=True) if e == name) for name in names
    ]
    counts = counter.transform(whole).toarray()
    length = counts.sum(axis=1, keepdims=True)
    spread = (counts > 0).sum(axis=0)
    idf = np.log(1 + (len(names) - spread + 0.5) / (spread + 0.5))
    table = idf * counts * 2.2 / (counts + 1.2 * (0.25 + 0.75 * length / length.mean()))
    return lambda text: _best(names, table @ counter.transform([text]).toarray()[0])


def nlpjs_is_here() -> bool:
    node = shutil.which("node")
    if node is None:
        return False
    probe = [node, "-e", "require('node-nlp')"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def nlpjs(entries: list[str], texts: list[str], asked: Sequence[str]) -> dict[str, Ranked]:
    """Let nlp.js with Indonesian learn the rows and rank all questions in one go."""
    given = json.dumps({"rows": list(zip(entries, texts, strict=True)), "asked": list(asked)})
    node = shutil.which("node") or "node"
    out = subprocess.run(
        [node, str(_NLPJS)], input=given, capture_output=True, text=True, check=True
    )
    found = json.loads(out.stdout.splitlines()[-1])
    return {text: [(e, s) for e, s in ranked] for text, ranked in zip(asked, found, strict=True)}


BASELINES: dict[str, Callable[[list[str], list[str]], Rank]] = {
    "rapidfuzz WRatio": rapidfuzz_with(fuzz.WRatio),
    "rapidfuzz token_set": rapidfuzz_with(fuzz.token_set_ratio),
    "TF-IDF nearest phrase": tfidf_nearest,
    "TF-IDF + logistic regr.": tfidf_logistic,
    "BM25, entry as document": bm25,
}
