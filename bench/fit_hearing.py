"""Learns what signals sound like from labelled messages: python -m bench.fit_hearing [FILE.jsonl to test with ...]."""

import argparse
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from bench import catalogue
from intents import Phrase, hearing
from intents.features import MANY, Space, features_of
from intents.matcher import chatter
from intents.signals import plain_words, read_signals

DATA = Path(__file__).resolve().parent / "data" / "heard.jsonl"
OUT = Path(__file__).resolve().parent.parent / "intents" / "data" / hearing.DATA
STRENGTH = 40.0  # 1 / ridge
FOLDS, DRAWS = 5, 3  # the middle one of three draws of folds is kept
LEAST = float(np.log(0.2 / 0.8))  # no signal is heard below these log-odds
NEVER = 99.0
ORDINARY = 0.002  # of ordinary questions at most so many may be heard as anything,
DANGER = 0.0005  # and so few as what is spoken of before anything else
# What share of what is heard must be right, on folds that were not learnt. In traffic most messages show nothing:
# ORDINARY and DANGER hold there what these shares cannot.
SURE = 0.93
RATHER = 0.88  # of what misleads nobody where it is wrong, or must not be missed
BRIEFLY = 0.95  # of brief messages: a word alone says little
MILD = {"account", "complaint", "own_file", "urgent", "insult", "hate", "self_harm"}
DANGERS = {"self_harm", "threat", "emergency"}
# Topics whose phrases show a signal themselves: they are no examples of its absence.
SHOWS = {
    "own_file": {"status-permohonan", "berkas-lama", "permohonan-ditolak", "sertifikat-standar"},
    "account": {
        *("oss-lupa-password", "oss-lupa-email", "oss-akun-terkunci", "oss-kode-verifikasi"),
        *("oss-nik-terdaftar", "oss-email-terdaftar", "oss-verifikasi-ktp", "oss-dibuatkan-orang"),
        *("oss-ganti-kontak", "oss-migrasi", "portal-error", "portal-email"),
    },
    "complaint": {
        *("pengaduan", "berkas-lama", "portal-error", "gerai-mpp-tutup", "lapor-pelanggaran"),
    },
    "urgent": {"nib-lama", "lkpm-jadwal"},
    "person": {"bicara-petugas", "konsultasi-tatap-muka", "salam"},
    "fraud": {"penipuan-calo", "pengaduan", "oss-dibuatkan-orang"},
    "emergency": {"bencana-darurat"},
    "insult": {"chatter:nonsense"},
}


@dataclass(frozen=True)
class Labelled:
    """A message and the signals that it shows."""

    text: str
    labels: frozenset[str]


def labelled(path: Path) -> list[Labelled]:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
    return [Labelled(row["text"], frozenset(row["labels"])) for row in rows]


@dataclass(frozen=True, eq=False)
class Lesson:
    """All messages as features, those of ordinary questions last."""

    space: Space
    table: csr_matrix
    given: Sequence[Labelled]
    topics: Sequence[str]  # of the ordinary questions
    brief: np.ndarray  # which have few words

    def truth(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        """Give the rows to learn a signal from, and which of them show it."""
        ordinary = [topic not in SHOWS.get(name, ()) for topic in self.topics]
        rows = np.flatnonzero([*(True for _ in self.given), *ordinary])
        shown = np.array([*(name in one.labels for one in self.given), *(False for _ in ordinary)])
        return rows, shown[rows]


def lesson(given: Sequence[Labelled]) -> Lesson:
    lexicon = dict(catalogue.lexicon())
    ordinary = ordinary_messages()
    texts = [*(one.text for one in given), *(phrase.text for phrase in ordinary)]
    said = [plain_words(text, lexicon) for text in texts]
    counted = [features_of([hearing.as_word(word) for word in words]) for words in said]
    brief = np.array([len(words) <= hearing.BRIEF for words in said])
    nobodys = np.zeros(len(counted), np.int32)  # a feature tells by its messages, not by entries
    space = Space.learn(counted, nobodys, many=True)
    table = vstack([row(space, one) for one in counted]).tocsr()
    return Lesson(space, table, given, [phrase.entry for phrase in ordinary], brief)


def ordinary_messages() -> list[Phrase]:
    """Give what our catalogue has: phrases, test questions, chatter."""
    asked = [
        Phrase(entry, text)
        for name in ("topik.tsv", "luar.tsv")
        for text, entry, _, _ in catalogue.questions(name)
    ]
    topics = (phrase for phrase, _ in catalogue.topics())
    return [*topics, *catalogue.elsewhere(), *asked, *chatter()]


def row(space: Space, counted: dict[str, int]) -> csr_matrix:
    ids, values = space.vector(counted)
    return csr_matrix((values, (np.zeros(len(ids), int), ids)), shape=(1, len(space.names)))


def learn(table: csr_matrix, shown: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0).fit(table, shown)


def unseen(table: csr_matrix, shown: np.ndarray, draw: int) -> np.ndarray:
    """Give each message's log-odds by what was learnt without it."""
    found = np.zeros(len(shown))
    for train, test in KFold(FOLDS, shuffle=True, random_state=draw).split(found):
        found[test] = learn(table[train], shown[train]).decision_function(table[test])
    return found


def bars(
    name: str, said: np.ndarray, shown: np.ndarray, ordinary: np.ndarray, brief: np.ndarray
) -> list[float]:
    """Find from which log-odds on enough is right, of messages of few words and of longer ones."""
    most = DANGER if name in DANGERS else ORDINARY
    sure = RATHER if name in MILD else SURE
    limits = ((max(sure, BRIEFLY), brief), (sure, ~brief))
    return [bar(least, most, said[of], shown[of], ordinary[of]) for least, of in limits]


def bar(
    sure: float, most: float, said: np.ndarray, shown: np.ndarray, ordinary: np.ndarray
) -> float:
    order = np.argsort(-said, kind="stable")
    right = np.cumsum(shown[order]) / np.arange(1, len(said) + 1)
    false = np.cumsum(ordinary[order]) / max(1, ordinary.sum())
    enough = (right >= sure) & (false <= most) & (said[order] >= LEAST)
    return float(said[order[np.flatnonzero(enough)[-1]]]) if enough.any() else NEVER


def main(files: Sequence[str]) -> None:
    found = lesson(labelled(DATA))
    names = sorted({label for one in found.given for label in one.labels})
    learnt = [learn_one(found, name) for name in names]
    OUT.write_bytes(dump(found.space, learnt, names))
    hearing.shipped.cache_clear()
    for file in files:
        report(file, labelled(Path(file)), names)


def learn_one(found: Lesson, name: str) -> tuple[LogisticRegression, np.ndarray]:
    """Learn one signal and from where on it is heard; say what that is worth."""
    rows, shown = found.truth(name)
    table, brief = found.table[rows], found.brief[rows]
    ordinary = rows >= len(found.given)
    draws = [unseen(table, shown, draw) for draw in range(DRAWS)]
    starts = np.median([bars(name, said, shown, ordinary, brief) for said in draws], axis=0)
    over = draws[0] >= np.where(brief, *starts)
    print(
        f"{name:15} {shown.sum():4} messages  heard {shown[over].sum() / shown.sum():.2f}"
        f"  right {shown[over].mean():.2f}  brief from {starts[0]:.2f}, others from {starts[1]:.2f}"
    )
    return learn(table, shown), starts


def dump(
    space: Space, learnt: Sequence[tuple[LogisticRegression, np.ndarray]], names: Sequence[str]
) -> bytes:
    """Write down what `hearing.shipped` reads, without the features that say nothing."""
    out = io.BytesIO()
    np.savez_compressed(
        out,
        features=np.frombuffer("\n".join(space.names).encode(), np.uint8),
        idf=space.idf,
        messages=np.int32(MANY),  # so that all blocks of features weigh as in a large catalogue
        weights=np.array([model.coef_[0] for model, _ in learnt], np.float16).T,
        bias=np.array([model.intercept_[0] for model, _ in learnt], np.float32),
        bars=np.array([starts for _, starts in learnt], np.float32).T,
        signals=np.frombuffer("\n".join(names).encode(), np.uint8),
    )
    return out.getvalue()


def report(file: str, asked: Sequence[Labelled], names: Sequence[str]) -> None:
    """Tell of messages that were not learnt what is heard in them, with the written patterns."""
    lexicon = dict(catalogue.lexicon())
    heard = [{signal.name for signal in read_signals(one.text, lexicon)} for one in asked]
    print(f"\n== {file} ==")
    for name in names:
        hits = [name in one.labels for one, said in zip(asked, heard, strict=True) if name in said]
        shown = sum(name in one.labels for one in asked)
        print(f"{name:15} {shown:4} messages  heard {sum(hits)}  wrongly {len(hits) - sum(hits)}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", help='{"text", "labels"} a line')
    main(parser.parse_args().files)
